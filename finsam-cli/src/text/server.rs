//! What is said of books on a server.

#[cfg(feature = "postgres")]
use finsam_ledger::book::AddressError;
use finsam_ledger::book::BookError;

use super::short;

/// Why a server that was named is none that a book is asked of.
#[derive(Debug)]
pub(crate) enum WrongServer {
    /// What was written is no address.
    #[cfg(feature = "postgres")]
    Address(AddressError),
    /// The program was built without servers.
    #[cfg(not(feature = "postgres"))]
    None,
}

impl WrongServer {
    pub(super) fn sentences(&self) -> (String, String) {
        match self {
            #[cfg(feature = "postgres")]
            Self::Address(error) => address(*error),
            #[cfg(not(feature = "postgres"))]
            Self::None => (
                "Det här programmet har böcker i filer. För böcker på en server byggs det med --features postgres."
                    .to_owned(),
                "This program keeps books in files. For books on a server build it with --features postgres."
                    .to_owned(),
            ),
        }
    }
}

/// Why the server has no book to give.
pub(super) fn unreached(error: &BookError) -> (String, String) {
    match error {
        BookError::NotOnServer(address) => (
            format!("Det finns ingen bok på {}. Skapa en med ledger init.", short(address)),
            format!("There is no book at {}. Make one with ledger init.", short(address)),
        ),
        BookError::Unreachable { address, why } => (
            format!("Servern släpper inte in någon till {}: {}.", short(address), short(why)),
            format!("The server lets nobody in to {}: {}.", short(address), short(why)),
        ),
        other => (other.to_string(), other.to_string()),
    }
}

/// What is wrong with the address of a book on a server. What was written may hold a secret, and is not said again.
#[cfg(feature = "postgres")]
fn address(error: AddressError) -> (String, String) {
    let (sv, en) = match error {
        AddressError::NoBook => (
            "Adressen säger inte vilken bok: avsluta den med ?book=NAMN.",
            "The address does not say which book: end it with ?book=NAME.",
        ),
        AddressError::BookName => (
            "En boks namn på en server har små bokstäver a till z, siffror och _, börjar med en bokstav och är högst \
             63 tecken.",
            "A book's name on a server is of the letters a to z, digits and _, begins with a letter and is no longer \
             than 63.",
        ),
        AddressError::Unencrypted => (
            "Servern är på en annan maskin och ledger krypterar inte. Led förbindelsen genom en tunnel, eller skriv \
             sslmode=disable i adressen om nätet självt är säkert.",
            "The server is on another machine and ledger does not encrypt. Lead the connection through a tunnel, or \
             write sslmode=disable in the address if the network itself is safe.",
        ),
        _ => (
            "Adressen till en bok på en server skrivs postgres://ANVÄNDARE@VÄRD/DATABAS?book=NAMN.",
            "The address of a book on a server is written postgres://USER@HOST/DATABASE?book=NAME.",
        ),
    };
    (sv.to_owned(), en.to_owned())
}
