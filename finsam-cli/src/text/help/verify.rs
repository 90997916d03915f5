//! The help of the command that proves published reports.

use super::Both;

pub(super) const ABOUT: Both = Both(
    "Pröva en publicerad rapport: vilka av dess siffror kan inte alla vara sanna",
    "Prove a published report: which of its figures cannot all be true",
);

pub(super) const USAGE: Both = Both("ledger verify <FIL>… [FLAGGOR]", "ledger verify <FILE>… [OPTIONS]");

/// What an argument of the command is.
pub(super) fn argument(id: &str) -> Option<Both> {
    Some(match id {
        "files" => Both(
            "Rapportens tabeller som CSV, Markdown eller Excel; flera års rapporter med den äldsta först",
            "The report's tables as CSV, Markdown or Excel; reports of several years with the earliest first",
        ),
        "layout" => Both(
            "Layout: lkbr, sjuharad, insjoriket eller en .toml-fil; annars bokens om --book eller LEDGER_BOOK \
             är satt, annars den inbyggda vars radnamn passar bäst",
            "Layout: lkbr, sjuharad, insjoriket or a .toml file; else the book's if --book or LEDGER_BOOK is \
             set, else the built-in one whose labels fit best",
        ),
        "all" => Both(
            "Räkna upp allt: följder, avrundningar och tolkade radnamn",
            "List all: what follows, roundings and labels that were interpreted",
        ),
        "format" => Both("Format: text, json, md eller html", "Format: text, json, md or html"),
        _ => return None,
    })
}
