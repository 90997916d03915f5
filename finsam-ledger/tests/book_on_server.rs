//! A book on a server: the same as one in files, to the last hash, and as hard to change.
//!
//! `year_model` holds both against one naive model, whatever is done. Here is what only a server can do wrong.
#![cfg(feature = "postgres")]
#![allow(clippy::expect_used, reason = "a helper of a test may fail it")]

use std::time::Duration;

use books::{LATER, NOW, account, import, opening, vouchers};
use finsam_ledger::arbitrary::{self, JournalOptions};
use finsam_ledger::book::{Book, BookError, ServerAddress};
use finsam_ledger::finding::Code;
use finsam_ledger::read::layout::built_in;
use finsam_ledger::read::settings::NewNames;
use finsam_ledger::{
    Amount, Budget, BudgetVersion, FiscalYears, Journal, Period, Posting, Voucher, VoucherDraft, VoucherId,
};
use keepers::{Keeper, server};
use proptest::prelude::*;

#[path = "support/books.rs"]
mod books;
#[path = "support/keepers.rs"]
mod keepers;

/// A name that no other test takes.
fn book_on_server() -> Option<(Keeper, String, Book)> {
    let keeper = Keeper::on_server()?;
    let book = keeper.create(books::SETTINGS);
    let Keeper::Server(address) = &keeper else { return None };
    let name = address.book().to_owned();
    Some((keeper, name, book))
}

/// Imports a journal in two parts, the second of which overlaps the first.
fn import_parts(book: &mut Book, journal: &Journal) {
    let vouchers = journal.vouchers();
    let openings: Vec<_> =
        journal.given_openings().map(|(year, object, ore)| (year, object.clone(), ore)).collect();
    let half = vouchers.len() / 2;
    for (file, part) in [("ett.csv", &vouchers[..half]), ("två.csv", &vouchers[half / 2..])] {
        let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
        import.add(file, part, &openings, &Budget::default()).expect("it can be stored");
        import.commit().expect("it can be stored");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn a_book_is_the_same_wherever_it_is_kept(journal in arbitrary::journal(JournalOptions::default())) {
        let Some((keeper, _, mut on_server)) = book_on_server() else { return Ok(()) };
        let files = Keeper::files();
        let mut in_files = files.create(books::SETTINGS);
        import_parts(&mut in_files, &journal);
        import_parts(&mut on_server, &journal);
        let on_server = { drop(on_server); keeper.open() };
        prop_assert_eq!(on_server.chain()?, in_files.chain()?);
        prop_assert_eq!(on_server.content_hash()?, in_files.content_hash()?);
        prop_assert_eq!(on_server.balances()?, in_files.balances()?);
        prop_assert_eq!(on_server.batches()?, in_files.batches()?);
        prop_assert_eq!(on_server.inspect()?, in_files.inspect()?);
        // The sums are added up by the server; the journal in memory adds them up again.
        let in_memory = journal.tally()?.balances;
        prop_assert!(on_server.balances()?.turnovers().eq(in_memory.turnovers()));
        for (month, object, _) in in_memory.turnovers() {
            let account = object.account;
            let period = Period::new(month, month).expect("a month");
            prop_assert_eq!(on_server.postings(account, period)?, in_files.postings(account, period)?);
        }
    }
}

#[test]
fn words_of_every_kind_come_back_as_they_were() {
    let Some((keeper, _, mut book)) = book_on_server() else { return };
    let texts =
        ["\\", "\\N", "\\.", "a\tb", "rad\nrad\r", "'; DROP TABLE posting; --", "$1 ?1", "åäö 🦀", "\u{1}"];
    let voucher = |(number, text): (u64, &&str)| {
        let rows = [1, -1].map(|ore| Posting {
            text: (*text).into(),
            ..Posting::new(account(1930), Amount::from_ore(ore))
        });
        let date = "2024-05-15".parse().expect("a date");
        VoucherDraft::new(VoucherId::new("A", number), date, text, rows.into())
            .try_into_voucher()
            .expect("it balances")
    };
    let vouchers: Vec<Voucher> = (1..).zip(&texts).map(voucher).collect();
    import(&mut book, "verifikat.csv", &vouchers);
    let mut found = Vec::new();
    assert_eq!(keeper.open().for_each_voucher(|voucher| found.push(voucher)).expect("readable"), []);
    assert_eq!(found, vouchers);
}

#[test]
fn what_a_server_cannot_store_is_refused_and_the_book_as_it_was() {
    let Some((keeper, _, mut book)) = book_on_server() else { return };
    import(&mut book, "verifikat.csv", &vouchers("A", 1..=2));
    let before = book.chain_head().expect("readable");
    let mut draft = books::draft("A", 3, 100);
    draft.text = "noll\0".into();
    let voucher = draft.try_into_voucher().expect("it balances");
    let mut import = book.begin_import(LATER, "ledger import").expect("nobody else writes");
    let refused = import.add("b.csv", &[voucher], &[], &Budget::default());
    assert!(matches!(&refused, Err(BookError::Database(why)) if why.contains("0x00")), "{refused:?}");
    assert!(matches!(import.commit(), Err(BookError::ImportFailed)));
    assert_eq!(keeper.open().chain_head().expect("readable"), before);
}

#[test]
fn sums_that_do_not_fit_are_refused_and_the_book_as_it_was() {
    let Some((keeper, _, mut book)) = book_on_server() else { return };
    let large = |number| {
        let rows = [1, -1].map(|sign| Posting::new(account(1930), Amount::from_ore(sign * (i64::MAX / 2))));
        let date = "2024-05-15".parse().expect("a date");
        let draft = VoucherDraft::new(VoucherId::new("A", number), date, "stort", rows.into());
        draft.try_into_voucher().expect("it balances")
    };
    import(&mut book, "a.csv", &[large(1), large(2)]);
    let before = book.chain_head().expect("readable");
    let mut import = book.begin_import(LATER, "ledger import").expect("nobody else writes");
    let refused = import.add("b.csv", &[large(3)], &[], &Budget::default());
    assert!(matches!(refused, Err(BookError::Amount(_))), "{refused:?}");
    drop(import);
    assert_eq!(keeper.open().chain_head().expect("readable"), before);
}

#[test]
fn nothing_that_is_written_is_changed_or_removed() {
    let Some((_, name, mut book)) = book_on_server() else { return };
    import(&mut book, "verifikat.csv", &vouchers("A", 1..=2));
    let mut budget = books::budget(5_000);
    budget.version = BudgetVersion::default();
    let mut opened = book.begin_import(LATER, "ledger import").expect("nobody else writes");
    opened.add("ib.csv", &[], &opening(1_000), &budget).expect("it can be stored");
    opened.commit().expect("it can be stored");
    let Some(mut client) = server::client() else { return };
    let sql = "SELECT table_name FROM information_schema.tables
               WHERE table_schema = $1 AND table_type = 'BASE TABLE' AND table_name NOT IN ('meta', 'kept_sum')";
    let tables: Vec<String> =
        client.query(sql, &[&name]).expect("a schema").iter().map(|row| row.get(0)).collect();
    assert_eq!(tables.len(), 20);
    for table in tables {
        let truncate = format!("TRUNCATE {name}.{table} CASCADE");
        let count = client.query_one(&format!("SELECT count(*) FROM {name}.{table}"), &[]).expect("a count");
        let of_rows = if count.get::<_, i64>(0) == 0 {
            Vec::new()
        } else {
            let column = "SELECT column_name FROM information_schema.columns
                          WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position LIMIT 1";
            let column: String = client.query_one(column, &[&name, &table]).expect("a column").get(0);
            vec![
                format!("UPDATE {name}.{table} SET {column} = {column}"),
                format!("DELETE FROM {name}.{table}"),
            ]
        };
        for change in of_rows.into_iter().chain([truncate]) {
            let refused = client.batch_execute(&change).expect_err("a trigger refuses");
            let told = refused.as_db_error().expect("the server says it").message().to_owned();
            assert!(told.contains("never"), "{change}: {told}");
        }
    }
    let late = format!("INSERT INTO {name}.posting VALUES (3, 9, '2024-01', 1930, '', '', 1, '', '')");
    let refused = client.batch_execute(&late).expect_err("a trigger refuses");
    assert!(refused.as_db_error().expect("its words").message().contains("never added to"));
}

#[test]
fn a_writer_may_read_and_add_and_nothing_else() {
    let Some(address) = server::address("bok_med_skrivare") else { return };
    let mut client = server::client().expect("a server");
    client.batch_execute("CREATE ROLE skrivare LOGIN").expect("a role");
    let owner: ServerAddress = format!("{address}&writer=skrivare").parse().expect("an address");
    drop(Book::create_on(&owner, books::SETTINGS).expect("a new book"));
    let writer: ServerAddress =
        server::as_role("skrivare", "bok_med_skrivare").expect("a server").parse().expect("an address");
    let mut book = Book::open_on(&writer).expect("it may read");
    import(&mut book, "a.csv", &vouchers("A", 1..=3));
    books::undo(&mut book, 1);
    import(&mut book, "b.csv", &vouchers("A", 1..=2));
    assert_eq!(books::codes(&book), []);
    client.batch_execute("SET ROLE skrivare").expect("a role");
    for change in [
        "UPDATE bok_med_skrivare.posting SET amount = 0",
        "DELETE FROM bok_med_skrivare.record",
        "TRUNCATE bok_med_skrivare.voucher CASCADE",
        "ALTER TABLE bok_med_skrivare.posting DISABLE TRIGGER ALL",
        "DROP TABLE bok_med_skrivare.posting CASCADE",
        "CREATE OR REPLACE VIEW bok_med_skrivare.undone AS SELECT 0::bigint AS first, 9::bigint AS next",
    ] {
        let refused = client.batch_execute(change).expect_err("it may not");
        assert_eq!(refused.code(), Some(&postgres::error::SqlState::INSUFFICIENT_PRIVILEGE), "{change}");
    }
}

#[test]
fn what_was_changed_behind_its_back_is_named() {
    let changes: [(&str, Option<Code>); 8] = [
        ("ALTER TABLE {}.posting DISABLE TRIGGER USER; UPDATE {}.posting SET amount = amount + 1 WHERE voucher = 3;
          ALTER TABLE {}.posting ENABLE TRIGGER USER", Some(Code::ChainBroken)),
        ("UPDATE {}.kept_sum SET debit = debit + 1", Some(Code::KeptSumDiffers)),
        ("UPDATE {}.meta SET value = '3 ' || substr(value, 3) WHERE key = 'end'", Some(Code::ChainBroken)),
        ("ALTER TABLE {}.posting DISABLE TRIGGER posting_update", None),
        ("DROP TRIGGER record_delete ON {}.record", None),
        ("ALTER FUNCTION {}.posting_late() SET search_path = public", None),
        ("CREATE OR REPLACE FUNCTION {}.voucher_delete() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'", None),
        ("CREATE OR REPLACE VIEW {}.undone (first, next) AS SELECT 99::bigint, 100::bigint", None),
    ];
    let Some(mut client) = server::client() else { return };
    for (change, code) in changes {
        let Some((keeper, name, mut book)) = book_on_server() else { return };
        import(&mut book, "verifikat.csv", &vouchers("A", 1..=2));
        client.batch_execute(&change.replace("{}", &name)).expect("the owner may");
        let checked = keeper.open().inspect();
        match code {
            Some(code) => assert!(
                checked.expect("readable").record.findings.iter().any(|found| found.code() == code),
                "{change}"
            ),
            None => assert!(matches!(checked, Err(BookError::Damaged(_))), "{change}: {checked:?}"),
        }
    }
}

#[test]
fn one_writes_at_a_time_and_the_next_is_told_who() {
    let Some((keeper, _, first)) = book_on_server() else { return };
    let (mut first, mut second) = (first, keeper.open().with_patience(Duration::from_millis(100)));
    let mut import = first.begin_import(NOW, "ledger import verifikat.csv").expect("nobody else writes");
    import.add("verifikat.csv", &vouchers("A", 1..=2), &[], &Budget::default()).expect("it can be stored");
    let refused = second.begin_import(NOW, "ledger import annat.csv");
    assert!(
        matches!(&refused, Err(BookError::Held { by }) if by.starts_with("ledger import verifikat.csv (pid ")),
        "{refused:?}"
    );
    drop(refused);
    // Who reads meanwhile sees the book as it was, and nobody waits.
    assert_eq!(keeper.open().chain().expect("readable"), []);
    import.commit().expect("it can be stored");
    books::import(&mut second, "annat.csv", &vouchers("B", 1..=2));
    assert_eq!(books::codes(&keeper.open()), []);
}

#[test]
fn eight_writers_at_once_make_the_book_of_one_after_the_other() {
    let Some((keeper, _, book)) = book_on_server() else { return };
    drop(book);
    let all = ["A", "B", "C", "D", "E", "F", "G", "H"];
    std::thread::scope(|scope| {
        for series in all {
            let keeper = &keeper;
            scope.spawn(move || {
                let mut book = keeper.open().with_patience(Duration::from_secs(60));
                import(&mut book, series, &vouchers(series, 1..=30));
            });
        }
    });
    let files = Keeper::files();
    let mut in_files = files.create(books::SETTINGS);
    for series in all {
        import(&mut in_files, series, &vouchers(series, 1..=30));
    }
    let on_server = keeper.open();
    assert_eq!(on_server.content_hash().expect("readable"), in_files.content_hash().expect("readable"));
    assert_eq!(on_server.balances().expect("readable"), in_files.balances().expect("readable"));
    assert_eq!(books::codes(&on_server), []);
}

#[test]
fn a_copy_is_the_same_book_in_files() {
    let Some((_, _, mut book)) = book_on_server() else { return };
    import(&mut book, "a.csv", &vouchers("A", 1..=20));
    books::undo(&mut book, 1);
    import(&mut book, "b.csv", &vouchers("A", 1..=10));
    let layout = built_in("lkbr").expect("a layout");
    let closing = book.begin_close(books::year(), layout.year_end(), (LATER, "ledger close"));
    closing.expect("it can be closed").commit().expect("it is closed");
    let home = tempfile::tempdir().expect("a directory");
    book.copy_into(home.path()).expect("room for it");
    let copy = Book::open(home.path()).expect("a book");
    assert_eq!(copy.chain().expect("readable"), book.chain().expect("readable"));
    assert_eq!(copy.inspect().expect("sound to the letter"), book.inspect().expect("sound"));
    assert_eq!(copy.settings_text().expect("readable"), books::SETTINGS);
    assert!(matches!(book.copy_into(home.path()), Err(BookError::Exists(_))));
}

#[test]
fn settings_are_on_the_server_and_change_with_their_commit() {
    let Some((keeper, _, mut book)) = book_on_server() else { return };
    let mut names = NewNames::default();
    names.accounts.insert(account(1930), "Bank".to_owned());
    let mut given_up = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    given_up.add("a.csv", &vouchers("A", 1..=1), &[], &Budget::default()).expect("it can be stored");
    drop(given_up);
    assert_eq!(keeper.open().settings_text().expect("readable"), books::SETTINGS);
    let mut import = book.begin_import(NOW, "ledger import").expect("nobody else writes");
    import.add("a.csv", &vouchers("A", 1..=1), &[], &Budget::default()).expect("it can be stored");
    assert_eq!(import.commit_with_names(&names).expect("it can be stored").accounts, 1);
    let mut book = keeper.open();
    assert_eq!(book.settings().chart.name_of(account(1930)), Some("Bank"));

    let moved = format!("{}[books]\nfiscal-year-starts = 7\n", books::SETTINGS);
    let refused = book.replace_settings("nya.toml", &moved, "ledger settings nya.toml");
    assert!(matches!(refused, Err(BookError::FiscalYears { in_book: 1, in_settings: 7 })), "{refused:?}");
    assert!(matches!(book.replace_settings("nya.toml", "entity", "x"), Err(BookError::Settings { .. })));
    book.replace_settings("nya.toml", "[entity]\nname = \"Annat\"\n", "ledger settings")
        .expect("they are whole");
    assert_eq!(keeper.open().settings().entity.name, "Annat");
    assert_eq!(keeper.open().settings().fiscal_years, FiscalYears::CALENDAR);
}

#[test]
fn what_is_not_there_is_told_and_no_secret_with_it() {
    let Some(address) = server::address("ingen") else { return };
    let address: ServerAddress = address.parse().expect("an address");
    let missing = Book::open_on(&address).expect_err("no book");
    assert!(matches!(&missing, BookError::NotOnServer(at) if at.ends_with("?book=ingen")), "{missing:?}");
    let mut client = server::client().expect("a server");
    client
        .batch_execute("CREATE SCHEMA nagons; CREATE TABLE nagons.meta (key text, value text)")
        .expect("a schema");
    let foreign: ServerAddress = server::address("nagons").expect("a server").parse().expect("an address");
    assert!(matches!(Book::open_on(&foreign), Err(BookError::Foreign(_))));
    assert!(matches!(Book::create_on(&foreign, books::SETTINGS), Err(BookError::Exists(_))));
    let (keeper, name, _) = book_on_server().expect("a book");
    client
        .batch_execute(&format!("UPDATE {name}.meta SET value = '99' WHERE key = 'format'"))
        .expect("the owner may");
    let Keeper::Server(newer) = &keeper else { return };
    assert!(matches!(Book::open_on(newer), Err(BookError::NewerFormat { found: 99, .. })));

    let nobody: ServerAddress =
        "postgres://ekonom:hemligt@127.0.0.1:1/bok?book=a".parse().expect("an address");
    let unreachable = Book::open_on(&nobody).expect_err("nobody listens there");
    assert!(matches!(unreachable, BookError::Unreachable { .. }));
    let told = format!("{unreachable} {unreachable:?} {nobody:?}");
    assert!(!told.contains("hemligt") && told.contains("127.0.0.1:1"), "{told}");
}
