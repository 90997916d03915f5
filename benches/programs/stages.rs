//! `stages STAGE VOUCHERS`: does the work of one stage once, in `measured`, for a tool that counts instructions.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has failed")]

use std::hint::black_box;
use std::io;

use finsam_ledger::render::text::{TextStyle, text};

#[path = "../generator/mod.rs"]
mod generator;
#[path = "../stages/mod.rs"]
mod stages;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [stage, vouchers] = arguments.as_slice() else {
        return Err(io::Error::other("which stage, on how many vouchers?"));
    };
    let vouchers = vouchers.parse().map_err(io::Error::other)?;
    match stage.as_str() {
        "reading" => {
            let bytes = generator::csv(vouchers);
            measured(|| stages::read(&bytes));
        }
        "tally" => {
            let journal = generator::journal(vouchers);
            measured(|| journal.tally().expect("small amounts"));
        }
        "evaluate" => {
            let balances = generator::journal(vouchers).tally().expect("small amounts").balances;
            let layout = stages::layout();
            measured(|| stages::statements(&layout, &balances));
        }
        "render" => {
            let balances = generator::journal(vouchers).tally().expect("small amounts").balances;
            let [income, ..] = stages::statements(&stages::layout(), &balances);
            measured(|| {
                let document = stages::document(&income);
                document.tables().map(|(_, table)| text(table, TextStyle::default())).collect::<String>()
            });
        }
        "import" | "report" | "check" => in_a_book(stage, vouchers),
        _ => return Err(io::Error::other("there is no such stage")),
    }
    Ok(())
}

fn in_a_book(stage: &str, vouchers: u64) {
    let home = tempfile::tempdir().expect("a directory");
    let mut book = stages::new_book(home.path());
    let journal = generator::journal(vouchers);
    if stage == "import" {
        measured(|| stages::import(&mut book, journal.vouchers()));
        return;
    }
    stages::import(&mut book, journal.vouchers());
    let layout = stages::layout();
    match stage {
        "report" => drop(measured(|| stages::report(home.path(), &layout))),
        _ => drop(measured(|| book.check_record().expect("it can be read"))),
    }
}

/// What is counted: the name by which callgrind is told when to begin and to end.
#[inline(never)]
fn measured<T>(work: impl FnOnce() -> T) -> T {
    black_box(work())
}
