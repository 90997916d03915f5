//! What an import says about the files, and how findings are counted.

use chrono::NaiveDate;
use finsam_ledger::book::{Compared, FileOutcome};
use finsam_ledger::finding::{ColumnRole, FileKind};
use finsam_ledger::message::{Lang, harmless, label};
use finsam_ledger::read::{CreditSign, DecidedBy, Dialect, FileRead, SkipReason, TextEncoding};
use finsam_ledger::{BudgetKind, BudgetOfYear, FiscalYear, VoucherId};

use super::pick;

/// The longest name of a file or column that is shown.
const NAME_LENGTH_MAX: usize = 80;

/// Which book the files go into, and whose it is.
pub(crate) fn book(dir: Option<&str>, entity: &str, lang: Lang) -> String {
    let here = pick(lang, "den här katalogen", "this directory");
    let place = match dir {
        None => pick(lang, "ingen än", "none yet").to_owned(),
        Some(".") => here.to_owned(),
        Some(dir) => dir.to_owned(),
    };
    format!("{} {place} ({})", pick(lang, "Bok:", "Book:"), harmless(entity, usize::MAX))
}

pub(crate) const fn came_in(lang: Lang) -> &'static str {
    pick(lang, "Inläst", "Read")
}

pub(crate) const fn dry_run(lang: Lang) -> &'static str {
    pick(lang, "Provkörning: inget lades till.", "Dry run: nothing was added.")
}

pub(crate) const fn refused(lang: Lang) -> &'static str {
    pick(lang, "Inget lades till.", "Nothing was added.")
}

/// A file in at most three lines: what it holds, how much, and how it is written; where that took
/// some finding, what its columns were taken for; and what of it was passed over.
pub(crate) fn file(file: &FileRead, lang: Lang) -> Vec<String> {
    let name = harmless(&file.name, NAME_LENGTH_MAX);
    let kind = file.kind.map_or("–", |kind| label::file_kind(kind, lang));
    let rows = counted(file.rows, pick(lang, "rad", "row"), pick(lang, "rader", "rows"));
    let vouchers = match file.kind {
        Some(FileKind::Vouchers | FileKind::Sie) => {
            format!(
                ", {}",
                counted(
                    file.vouchers,
                    pick(lang, "verifikat", "voucher"),
                    pick(lang, "verifikat", "vouchers")
                )
            )
        }
        _ => String::new(),
    };
    let overlapping = match (file.overlapping, lang) {
        (0, _) => String::new(),
        (count, Lang::Sv) => format!(", {count} till som också står i en tidigare fil"),
        (count, Lang::En) => format!(", {count} more that an earlier file has too"),
    };
    let names: Vec<String> =
        file.ignored_columns.iter().map(|name| harmless(name, NAME_LENGTH_MAX)).collect();
    let ignored = if names.is_empty() {
        String::new()
    } else {
        format!("; {} {}", pick(lang, "lästes inte:", "not read:"), names.join(", "))
    };
    let mut lines =
        vec![format!("{name}: {kind}, {rows}{vouchers}{overlapping} ({}){ignored}", dialect(file, lang))];
    let is_plain =
        file.dialect.profile.is_none() && file.dialect.header_line.is_none_or(|line| line.value == 1);
    if !is_plain && !file.columns.is_empty() {
        lines.push(columns(file, lang));
    }
    if !file.skipped.is_empty() {
        lines.push(skipped(file, lang));
    }
    lines
}

/// How a file is written, by whom that was settled where it was not the file itself.
fn dialect(file: &FileRead, lang: Lang) -> String {
    let Dialect { profile, encoding, delimiter, decimal_mark, dates, header_line, credit } = &file.dialect;
    let mut parts = Vec::new();
    let mut say = |by: DecidedBy, text: String| {
        parts.push(match by {
            DecidedBy::Content => text,
            DecidedBy::Profile => format!("{text} {}", pick(lang, "enligt profilen", "by the profile")),
        });
    };
    if file.kind == Some(FileKind::Sie) {
        return encoding.value.as_str().to_owned();
    }
    let delimiter_name = match delimiter.value {
        ';' => pick(lang, "semikolon", "semicolons"),
        ',' => pick(lang, "komma mellan fälten", "commas between fields"),
        '\t' => pick(lang, "tabbar", "tabs"),
        '|' => pick(lang, "lodstreck", "bars"),
        _ => pick(lang, "eget tecken mellan fälten", "a mark of its own between fields"),
    };
    if let Some(sheet) = &file.sheet {
        let sheet = harmless(sheet, NAME_LENGTH_MAX);
        say(DecidedBy::Content, format!("Excel, {} {sheet}", pick(lang, "bladet", "sheet")));
    } else {
        say(delimiter.by, delimiter_name.to_owned());
    }
    if let Some(mark) = decimal_mark.filter(|_| file.sheet.is_none()) {
        let text = match mark.value {
            ',' => pick(lang, "decimalkomma", "decimal comma"),
            _ => pick(lang, "decimalpunkt", "decimal point"),
        };
        say(mark.by, text.to_owned());
    }
    for pattern in dates {
        let written = pattern.value.to_string();
        say(
            pattern.by,
            match lang {
                Lang::Sv => format!("datum som {}", written.replace('y', "å")),
                Lang::En => format!("dates as {written}"),
            },
        );
    }
    if encoding.value != TextEncoding::Ascii && file.sheet.is_none() {
        say(encoding.by, encoding.value.as_str().to_owned());
    }
    if let Some(line) = header_line.filter(|line| line.value != 1) {
        say(line.by, format!("{} {}", pick(lang, "rubrikrad", "header row"), line.value));
    }
    if let Some(CreditSign::Negative) = credit.map(|credit| credit.value) {
        say(DecidedBy::Content, pick(lang, "kredit med minus", "credit with a minus").to_owned());
    }
    if let Some(profile) = profile {
        say(DecidedBy::Content, format!("{} {}", pick(lang, "profil", "profile"), harmless(profile, 40)));
    }
    parts.join(", ")
}

fn columns(file: &FileRead, lang: Lang) -> String {
    let column = |(role, name): &(ColumnRole, String)| {
        format!("{} = {}", label::column_role(*role, lang), harmless(name, NAME_LENGTH_MAX))
    };
    let columns: Vec<String> = file.columns.iter().map(column).collect();
    format!("{} {}", pick(lang, "kolumner:", "columns:"), columns.join(", "))
}

fn skipped(file: &FileRead, lang: Lang) -> String {
    let each = file.skipped.iter().map(|skipped| {
        let rows = counted(skipped.rows, pick(lang, "rad", "row"), pick(lang, "rader", "rows"));
        let from = match (skipped.rows, lang) {
            (1, Lang::Sv) => "rad",
            (1, Lang::En) => "line",
            (_, Lang::Sv) => "från rad",
            (_, Lang::En) => "from line",
        };
        format!("{rows} {} ({from} {})", skip_reason(skipped.reason, lang), skipped.first_line)
    });
    let each: Vec<String> = each.collect();
    format!("{} {}", pick(lang, "överhoppat:", "passed over:"), each.join(", "))
}

/// Why rows are passed over, as it follows their number.
const fn skip_reason(reason: SkipReason, lang: Lang) -> &'static str {
    match (reason, lang) {
        (SkipReason::Separator, Lang::Sv) => "med sep= för Excel",
        (SkipReason::Letterhead, Lang::Sv) => "ovanför rubrikraden",
        (SkipReason::Blank, Lang::Sv) => "utan innehåll",
        (SkipReason::HeaderAgain, Lang::Sv) => "med rubriker på nytt",
        (SkipReason::PageLine, Lang::Sv) => "med sidnummer",
        (SkipReason::Rule, Lang::Sv) => "med streck",
        (SkipReason::Heading, Lang::Sv) => "med konto eller verifikat som rubrik",
        (SkipReason::Total, Lang::Sv) => "med summor",
        (SkipReason::Removed, Lang::Sv) => "med märket borttagen",
        (SkipReason::Separator, Lang::En) => "with sep= for Excel",
        (SkipReason::Letterhead, Lang::En) => "above the header row",
        (SkipReason::Blank, Lang::En) => "with nothing in them",
        (SkipReason::HeaderAgain, Lang::En) => "with the headers again",
        (SkipReason::PageLine, Lang::En) => "with page numbers",
        (SkipReason::Rule, Lang::En) => "of dashes",
        (SkipReason::Heading, Lang::En) => "with an account or voucher as heading",
        (SkipReason::Total, Lang::En) => "with sums",
        (SkipReason::Removed, Lang::En) => "marked as removed",
    }
}

/// How many orders that came back are named.
const RETURNED_MAX: usize = 3;

/// Debit and credit of all that was read, on how many accounts, and between which days.
pub(crate) fn sums(
    debit: &str,
    credit: &str,
    equal: bool,
    accounts: usize,
    (first, last): (NaiveDate, NaiveDate),
    lang: Lang,
) -> String {
    let sign = if equal { "=" } else { "≠" };
    let accounts = counted(accounts as u64, pick(lang, "konto", "account"), pick(lang, "konton", "accounts"));
    match lang {
        Lang::Sv => format!("debet {debit} {sign} kredit {credit}, på {accounts}, {first} till {last}"),
        Lang::En => format!("debit {debit} {sign} credit {credit}, on {accounts}, {first} to {last}"),
    }
}

/// How what came in compares with what the book held, a line a kind.
pub(crate) fn compared(outcome: &FileOutcome, lang: Lang) -> Vec<String> {
    let FileOutcome { vouchers, openings, budgets, stated, .. } = outcome;
    let count = |ids: &[_], one, many| counted(ids.len() as u64, one, many);
    let mut lines = Vec::new();
    let told = [&vouchers.new, &vouchers.identical, &vouchers.changed, &outcome.locked];
    if told.iter().any(|ids| !ids.is_empty()) || !outcome.returned.is_empty() {
        let new = count(&vouchers.new, pick(lang, "nytt", "new"), pick(lang, "nya", "new"));
        let identical = pick(lang, "fanns redan", "identical");
        let identical = count(&vouchers.identical, identical, identical);
        let changed =
            count(&vouchers.changed, pick(lang, "ändrat", "changed"), pick(lang, "ändrade", "changed"));
        let mut line = format!("{}: {new}, {identical}, {changed}", pick(lang, "verifikat", "vouchers"));
        if !outcome.locked.is_empty() {
            let locked = pick(lang, "i låst period", "in a locked period");
            line = format!("{line}, {}", count(&outcome.locked, locked, locked));
        }
        lines.push(line);
        if !outcome.returned.is_empty() {
            lines.push(returned(&outcome.returned, lang));
        }
        let undone = &outcome.undone_before;
        if !undone.is_empty() {
            let again = pick(
                lang,
                "av de nya har lästs in förr och ångrats",
                "of the new were imported before and undone",
            );
            lines.push(count(undone, again, again));
        }
    }
    lines.extend(years(label::file_kind(FileKind::OpeningBalances, lang), openings, lang));
    for kind in BudgetKind::ALL {
        lines.extend(budgets_of(kind, budgets, lang));
    }
    lines.extend(years(pick(lang, "filens egna summor", "the file's own sums"), stated, lang));
    lines
}

/// Orders that came back, the first few by name.
fn returned(returned: &[(VoucherId, VoucherId)], lang: Lang) -> String {
    let named = returned.iter().take(RETURNED_MAX).map(|(order, id)| format!("{order} = {id}"));
    let mut named = named.collect::<Vec<_>>().join(", ");
    if returned.len() > RETURNED_MAX {
        named.push_str(" …");
    }
    let one = pick(lang, "bokföringsorder kom tillbaka", "order came back");
    let many = pick(lang, "bokföringsorder kom tillbaka", "orders came back");
    format!("{}: {named}", counted(returned.len() as u64, one, many))
}

/// What became of the names that the files brought: those the book lacked, and those it has
/// otherwise.
pub(crate) fn names(new: usize, differing: usize, added: bool, lang: Lang) -> Vec<String> {
    let count = |count: usize| counted(count as u64, pick(lang, "namn", "name"), pick(lang, "namn", "names"));
    let (new_names, other_names) = (count(new), count(differing));
    let new_line = match (lang, added) {
        (Lang::Sv, true) => format!("{new_names} lades till i ledger.toml"),
        (Lang::Sv, false) => format!("{new_names} skulle läggas till i ledger.toml"),
        (Lang::En, true) => format!("{new_names} added to ledger.toml"),
        (Lang::En, false) => format!("{new_names} would be added to ledger.toml"),
    };
    let other_line = match lang {
        Lang::Sv => format!("{other_names} skiljer sig från bokens, som står kvar"),
        Lang::En => format!("{other_names} differing from the book's, which stay"),
    };
    let lines = [(new, new_line), (differing, other_line)];
    lines.into_iter().filter(|(count, _)| *count > 0).map(|(_, line)| line).collect()
}

fn years(what: &str, compared: &Compared<FiscalYear>, lang: Lang) -> Option<String> {
    told(what, compared, lang, |year| Some(year.to_string()))
}

/// The budgets or forecasts, each by its year, name and day.
fn budgets_of(kind: BudgetKind, compared: &Compared<BudgetOfYear>, lang: Lang) -> Option<String> {
    let what = pick(lang, "prognos", "forecast");
    let what = if kind == BudgetKind::Budget { "budget" } else { what };
    told(what, compared, lang, |budget| (budget.version.kind == kind).then(|| budget_of_year(budget)))
}

/// `2024`, or `2024 (Prognos 2, 2024-08-31)`.
pub(super) fn budget_of_year(BudgetOfYear { year, version }: &BudgetOfYear) -> String {
    let name = Some(harmless(&version.name, NAME_LENGTH_MAX)).filter(|name| !name.is_empty());
    let date = version.date.map(|date| date.to_string()).filter(|date| name.as_ref() != Some(date));
    let parts: Vec<String> = name.into_iter().chain(date).collect();
    if parts.is_empty() { year.to_string() } else { format!("{year} ({})", parts.join(", ")) }
}

/// What became of each that has a word for it, in a line.
fn told<T>(
    what: &str,
    compared: &Compared<T>,
    lang: Lang,
    word: impl Fn(&T) -> Option<String>,
) -> Option<String> {
    let told = [
        (&compared.new, pick(lang, "nytt", "new")),
        (&compared.identical, pick(lang, "fanns redan", "identical")),
        (&compared.changed, pick(lang, "ändrat", "changed")),
    ];
    let of_each = |(all, how): (&Vec<T>, &str)| {
        all.iter().filter_map(&word).map(|word| format!("{word} {how}")).collect::<Vec<_>>()
    };
    let told: Vec<String> = told.into_iter().flat_map(of_each).collect();
    (!told.is_empty()).then(|| format!("{what}: {}", told.join(", ")))
}

/// What a book holds, in figures that can be compared: two books with the same content have the
/// same first one, and a book that was only added to still has the last one in its chain.
pub(crate) fn imprint(content: &str, records: u64, chain_head: &str, lang: Lang) -> String {
    let records = counted(records, pick(lang, "post", "record"), pick(lang, "poster", "records"));
    match lang {
        Lang::Sv => format!("Bokens innehåll: {content}\nKedjan: {records}, den sista {chain_head}\n"),
        Lang::En => format!("Content of the book: {content}\nChain: {records}, the last {chain_head}\n"),
    }
}

/// A count and its word: `1 rad`, `12 345 rader`.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A count with a blank between thousands, where no line is broken.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use finsam_ledger::VoucherId;

    use super::*;

    #[test]
    fn one_is_not_told_as_many() {
        let mut outcome = FileOutcome::default();
        outcome.vouchers.new = vec![VoucherId::new("A", 1)];
        outcome.vouchers.changed = vec![VoucherId::new("A", 2), VoucherId::new("A", 3)];
        assert_eq!(compared(&outcome, Lang::Sv), ["verifikat: 1 nytt, 0 fanns redan, 2 ändrade"]);
        outcome.vouchers.changed.truncate(1);
        assert_eq!(compared(&outcome, Lang::Sv), ["verifikat: 1 nytt, 0 fanns redan, 1 ändrat"]);
        assert_eq!(compared(&outcome, Lang::En), ["vouchers: 1 new, 0 identical, 1 changed"]);
    }
}
