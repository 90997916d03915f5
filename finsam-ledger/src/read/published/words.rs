//! What the words of published reports mean, in Swedish and English; all in small letters.

use crate::verify::{Basis, Facet};

/// What a word in the heading of a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadingWord {
    /// What happened, was decided or is expected.
    Basis(Basis),
    /// Income, cost or net.
    Side(Facet),
    /// Balances when a day starts.
    Opening,
    /// Balances when a day ends.
    Closing,
    /// What changed between the two.
    Change,
    /// From the start of the year.
    Accumulated,
    /// Parts of a hundred.
    Percent,
    /// A number of something.
    Count,
    /// A part of a whole, however it is written.
    Share,
    /// References to notes.
    Note,
    /// Accounts, cost centres and other codes.
    Key,
    /// What the rows are called.
    Label,
    /// Nothing by itself: the year, whole, amount.
    Filler,
}

/// Words that say it whole.
const HEADING_WORDS: &[(HeadingWord, &[&str])] = &[
    (
        HeadingWord::Basis(Basis::Variance),
        &["avvikelse", "avv", "differens", "diff", "variance", "difference", "deviation"],
    ),
    (HeadingWord::Basis(Basis::Forecast), &["prognos", "forecast", "prognostiserat"]),
    (HeadingWord::Basis(Basis::Budget), &["budget", "budgeterat", "beslutat", "decided", "budgeted"]),
    (
        HeadingWord::Basis(Basis::Actual),
        &["utfall", "bokslut", "bokfört", "redovisat", "actual", "booked", "given", "outcome"],
    ),
    (HeadingWord::Side(Facet::Income), &["intäkt", "intäkter", "inkomst", "inkomster", "income", "revenue"]),
    (HeadingWord::Side(Facet::Cost), &["kostnad", "kostnader", "cost", "costs", "expense", "expenses"]),
    (HeadingWord::Side(Facet::Net), &["netto", "net"]),
    (HeadingWord::Opening, &["ib", "ingående", "opening"]),
    (HeadingWord::Closing, &["ub", "utgående", "closing"]),
    (HeadingWord::Change, &["förändring", "förändr", "ökning/minskning", "change"]),
    (HeadingWord::Accumulated, &["ack", "ackumulerat", "ackumulerad", "tom", "t.o.m", "ytd", "accumulated"]),
    (HeadingWord::Percent, &["%", "procent", "percent", "proc", "percentage"]),
    (
        HeadingWord::Count,
        &["antal", "number", "fördelningstal", "weight", "invånare", "befolkning", "folkmängd", "st"],
    ),
    (HeadingWord::Share, &["andel", "share"]),
    (HeadingWord::Note, &["not", "noter", "note", "notes"]),
    (
        HeadingWord::Key,
        &[
            "konto",
            "kontonr",
            "kontonummer",
            "account",
            "kst",
            "kostnadsställe",
            "ansvar",
            "kod",
            "code",
            "nr",
            "no",
            "projektnr",
        ],
    ),
    (
        HeadingWord::Label,
        &[
            "benämning",
            "text",
            "rad",
            "post",
            "label",
            "row",
            "kontonamn",
            "verksamhet",
            "insats",
            "aktivitet",
            "kommun",
            "medlem",
            "member",
            "projekt",
            "område",
        ],
    ),
    (
        HeadingWord::Filler,
        &[
            "år",
            "året",
            "helår",
            "helåret",
            "räkenskapsår",
            "räkenskapsåret",
            "period",
            "perioden",
            "balans",
            "balance",
            "per",
            "den",
            "i",
            "in",
            "av",
            "of",
            "mot",
            "from",
            "för",
            "belopp",
            "amount",
            "amounts",
            "year",
            "full",
        ],
    ),
];

/// Ends of longer words: `årsbudget`, `helårsprognos`, `budgetavvikelse`.
const HEADING_ENDS: &[(HeadingWord, &str)] = &[
    (HeadingWord::Basis(Basis::Variance), "avvikelse"),
    (HeadingWord::Basis(Basis::Forecast), "prognos"),
    (HeadingWord::Basis(Basis::Budget), "budget"),
];

/// What a word of a heading says, if it is known.
pub(super) fn heading_word(word: &str) -> Option<HeadingWord> {
    let whole = HEADING_WORDS.iter().find(|(_, words)| words.contains(&word));
    let end = || HEADING_ENDS.iter().find(|(_, end)| word.ends_with(end)).map(|(meaning, _)| *meaning);
    whole.map(|(meaning, _)| *meaning).or_else(end)
}

/// A unit that a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitWord {
    /// Kronor.
    Kr,
    /// Thousands of kronor.
    Tkr,
    /// Millions of kronor, which no amount here is counted in.
    Millions,
}

/// Words for units; of several beside each other the largest is meant: `tusental kronor`.
const UNIT_WORDS: &[(UnitWord, &[&str])] = &[
    (UnitWord::Kr, &["kr", "kronor", "sek"]),
    (UnitWord::Tkr, &["tkr", "ksek", "tsek", "kkr", "tusental", "tusentals", "tusen", "thousands"]),
    (UnitWord::Millions, &["mkr", "mnkr", "msek", "miljoner", "millions"]),
];

/// The unit that a word names, if it names one.
pub(super) fn unit_word(word: &str) -> Option<UnitWord> {
    UNIT_WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(unit, _)| *unit)
}

/// Words that stand around a unit and say nothing more.
pub(super) fn is_about_units(word: &str) -> bool {
    ["belopp", "i", "alla", "samtliga", "anges", "redovisas", "amounts", "all", "in", "of"].contains(&word)
}

/// Words for the amounts that a line on units is about.
pub(super) fn says_amounts(word: &str) -> bool {
    ["belopp", "beloppen", "amounts", "siffror"].contains(&word)
}

/// Words that say of a line on units that it holds for all that follows.
pub(super) fn is_for_all(word: &str) -> bool {
    ["alla", "samtliga", "all"].contains(&word)
}

/// The words before the number of a note.
pub(super) const NOTE_WORDS: &[&str] = &["not", "note"];

/// Whether a heading is that of several notes: `Noter till balansräkningen`.
pub(super) fn says_notes(heading: &str) -> bool {
    let first = heading.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["noter", "notes"].contains(&first.as_str())
}

/// Whether the name of a table, or what stands above it, says that it holds balances.
pub(super) fn says_balance_sheet(name: &str) -> bool {
    let small = name.to_lowercase();
    ["balansräkning", "balansrakning", "balance sheet", "balance-sheet"]
        .iter()
        .any(|word| small.contains(word))
}

/// First words of the labels of sums.
const SUM_WORDS: &[&str] =
    &["summa", "delsumma", "totalsumma", "total", "totalt", "totala", "s:a", "subtotal", "sum"];

/// Whether a label calls its row a sum.
pub(super) fn is_sum_label(label: &str) -> bool {
    let first = label.split_whitespace().next().unwrap_or_default().to_lowercase();
    SUM_WORDS.contains(&first.trim_end_matches([',', ':', '.']))
}

/// Whether a key says that its row is a sum: `SUM`, `RES1`.
pub(super) fn is_sum_key(key: &str) -> bool {
    let of_result =
        key.strip_prefix("RES").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    key == "SUM" || of_result
}

/// Words of a label, or starts of them, that make its figures parts of a hundred.
const PERCENT_LABELS: &[&str] = &["procent", "percent", "soliditet", "kassalikviditet", "equity ratio"];
/// First words of a label that make its figures numbers of something.
const COUNT_LABELS: &[&str] = &["antal", "medelantal", "number"];

/// Whether a text says that figures are parts of a hundred.
pub(super) fn says_percent(text: &str) -> bool {
    let small = text.to_lowercase();
    small.contains('%')
        || small.split_whitespace().any(|word| word.starts_with("procent") || word == "percent")
}

/// Whether the figures on a row of this label are parts of a hundred.
pub(super) fn is_percent_label(label: &str) -> bool {
    let small = label.to_lowercase();
    says_percent(&small) || PERCENT_LABELS.iter().any(|word| small.starts_with(word))
}

/// Whether the figures on a row of this label are numbers of something.
pub(super) fn is_count_label(label: &str) -> bool {
    let first = label.split_whitespace().next().unwrap_or_default().to_lowercase();
    COUNT_LABELS.contains(&first.as_str())
}

/// Words that follow a number which is a year and no account: `2024 års resultat`.
pub(super) fn follows_year(word: &str) -> bool {
    ["års", "år", "året"].contains(&word.to_lowercase().as_str())
}

/// What a column of the long form holds: one figure a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LongColumn {
    /// The table.
    Table,
    /// The account, cost centre or note reference.
    Key,
    /// The name of the row in a layout.
    Id,
    /// Whether it is a line, a sum or a heading.
    Kind,
    /// What the row is called.
    Label,
    /// The heading of the column.
    Column,
    /// The figure.
    Value,
    /// The unit of the figure, where it is money.
    Unit,
}

/// What the columns of the long form are called.
const LONG_COLUMNS: &[(LongColumn, &[&str])] = &[
    (LongColumn::Table, &["table", "tabell", "report", "rapport"]),
    (LongColumn::Key, &["key", "nyckel", "konto", "account"]),
    (LongColumn::Id, &["id"]),
    (LongColumn::Kind, &["kind", "slag", "radslag"]),
    (LongColumn::Label, &["label", "rad", "benämning", "row", "text"]),
    (LongColumn::Column, &["column", "kolumn"]),
    (LongColumn::Value, &["value", "värde", "belopp", "amount", "figure", "siffra"]),
    (LongColumn::Unit, &["unit", "enhet"]),
];

/// What a column of the long form holds, by its name.
pub(super) fn long_column(name: &str) -> Option<LongColumn> {
    let small = name.trim().to_lowercase();
    LONG_COLUMNS.iter().find(|(_, names)| names.contains(&small.as_str())).map(|(column, _)| *column)
}

/// What kind of row the long form says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KindWord {
    /// A line.
    Line,
    /// A sum.
    Sum,
    /// A heading.
    Heading,
    /// A sentence about rounding or the table: no row.
    Remark,
}

/// The kind of row that a word names.
pub(super) fn kind_word(word: &str) -> Option<KindWord> {
    match word.trim().to_lowercase().as_str() {
        "line" | "rad" => Some(KindWord::Line),
        "sum" | "summa" => Some(KindWord::Sum),
        "heading" | "rubrik" => Some(KindWord::Heading),
        "rounding" | "note" | "avrundning" | "anmärkning" => Some(KindWord::Remark),
        _ => None,
    }
}
