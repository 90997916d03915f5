//! What the user typed, nothing more: no default is decided here, and no file is looked at.

mod esf;
mod posting;
mod verify;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use finsam_ledger::finding::FileKind;
use finsam_ledger::read::{DateOrder, Keep};

pub(crate) use esf::{
    Esf, EsfAccrue, EsfAction, EsfClaim, EsfDecision, EsfPayment, EsfProvision, EsfRelease, EsfSettle,
    EsfStatus, EsfStep, EsfVoucher,
};
pub(crate) use posting::{Accruals, Accrue, Close, Reverse};
pub(crate) use verify::{PageFormat, Verify};

/// The command line. Its help is put in by [`crate::text::help`], in the reader's language.
#[derive(Debug, Parser)]
#[command(name = "ledger", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) book: Option<PathBuf>,
    #[arg(long, global = true, value_name = "sv|en")]
    pub(crate) lang: Option<String>,
    #[arg(long, global = true, value_name = "auto|always|never", hide_possible_values = true)]
    pub(crate) color: Option<Colour>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Import(Import),
    Imports(Imports),
    Undo(Undo),
    Lock(Lock),
    Unlock(Unlock),
    Accrue(Accrue),
    Accruals(Accruals),
    Reverse(Reverse),
    Close(Close),
    Esf(Esf),
    Report(Report),
    Balances(Balances),
    Account(Account),
    Export(Export),
    Check(Check),
    Compare(Compare),
    Verify(Verify),
    Explain(Explain),
    Layout(Layout),
    Profile(Profile),
    Settings(BookSettings),
    Completions(Completions),
    Man(Man),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    #[arg(value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub(crate) template: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct BookSettings {
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long = "as", value_name = "KIND", hide_possible_values = true)]
    pub(crate) kind: Option<Kind>,
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) with_findings: bool,
    #[arg(long, value_name = "YYYY")]
    pub(crate) year: Option<i32>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<String>,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Imports {
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Undo {
    #[arg(value_name = "NUMBER")]
    pub(crate) batch: u64,
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Lock {
    #[arg(value_name = "PERIOD")]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "period")]
    pub(crate) reason: Option<String>,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Unlock {
    #[arg(value_name = "PERIOD")]
    pub(crate) period: String,
    #[arg(long, value_name = "TEXT", required = true)]
    pub(crate) reason: String,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Report {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long, value_name = "P")]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "P|none")]
    pub(crate) compare: Option<String>,
    #[arg(long, value_name = "kr|tkr", hide_possible_values = true)]
    pub(crate) unit: Option<TableUnit>,
    #[arg(long, value_name = "state|distribute", hide_possible_values = true)]
    pub(crate) rounding: Option<RoundingRule>,
    #[arg(long, value_name = "L")]
    pub(crate) layout: Option<String>,
    #[arg(long)]
    pub(crate) change: bool,
    #[arg(long, value_name = "ROW")]
    pub(crate) explain: Option<String>,
    #[command(flatten)]
    pub(crate) follow_up: FollowUp,
    #[command(flatten)]
    pub(crate) out: Out,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) from: Vec<PathBuf>,
}

/// How figures in tkr are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoundingRule {
    #[value(aliases = ["ange", "stated"])]
    State,
    #[value(aliases = ["fordela", "fördela", "distributed"])]
    Distribute,
}

/// What only a follow-up is asked for.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct FollowUp {
    #[arg(long, value_name = "NAME")]
    pub(crate) budget: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) forecast: Option<String>,
    #[arg(long, value_name = "net|costs", hide_possible_values = true)]
    pub(crate) of: Option<Of>,
}

impl FollowUp {
    /// One of these options, if any is there.
    pub(crate) const fn asked(&self) -> Option<&'static str> {
        match self {
            Self { budget: Some(_), .. } => Some("--budget"),
            Self { forecast: Some(_), .. } => Some("--forecast"),
            Self { of: Some(_), .. } => Some("--of"),
            Self { budget: None, forecast: None, of: None } => None,
        }
    }
}

/// What a follow-up sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Of {
    #[value(alias = "netto")]
    Net,
    #[value(aliases = ["kostnader", "cost"])]
    Costs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Balances {
    #[arg(long, value_name = "P")]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "PARTS", value_delimiter = ',', hide_possible_values = true)]
    pub(crate) by: Vec<Part>,
    #[command(flatten)]
    pub(crate) out: Out,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) from: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Account {
    #[arg(value_name = "NUMBER")]
    pub(crate) number: String,
    #[arg(long, value_name = "P")]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) out: Out,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    #[arg(value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Exchange,
    #[arg(value_name = "DIR|ZIP")]
    pub(crate) target: Option<PathBuf>,
    #[arg(long = "type", value_name = "4e|4i|1|2|3", ignore_case = true, hide_possible_values = true)]
    pub(crate) kind: Option<SieType>,
    #[arg(long, value_name = "YYYY")]
    pub(crate) period: Option<String>,
    #[arg(long = "as", value_name = "sie|csv", hide_possible_values = true)]
    pub(crate) order: Option<OrderFormat>,
    #[arg(long)]
    pub(crate) checksum: bool,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) max_text: Option<u16>,
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) published: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[arg(long, value_name = "P")]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "HASH")]
    pub(crate) anchor: Option<String>,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    #[arg(value_name = "A")]
    pub(crate) a: PathBuf,
    #[arg(value_name = "B")]
    pub(crate) b: Option<PathBuf>,
    #[arg(long, value_name = "P")]
    pub(crate) period: Option<String>,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Layout {
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Profile {
    #[command(subcommand)]
    pub(crate) action: ProfileAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ProfileAction {
    List,
    Show(ProfileShow),
    New(ProfileNew),
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProfileShow {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ProfileNew {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long = "as", value_name = "KIND", hide_possible_values = true)]
    pub(crate) kind: Option<Kind>,
    #[arg(long = "column", value_name = "WHAT=NAME")]
    pub(crate) columns: Vec<String>,
    #[arg(long, value_name = "ymd|dmy|mdy|serial", hide_possible_values = true)]
    pub(crate) dates: Option<Dates>,
    #[arg(long, value_name = "NAME")]
    pub(crate) sheet: Option<String>,
}

/// In which order dates name day, month and year, or that some are days as Excel counts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dates {
    Ymd,
    Dmy,
    Mdy,
    Serial,
}

impl Dates {
    pub(crate) const fn order(self) -> Option<DateOrder> {
        match self {
            Self::Ymd => Some(DateOrder::YearMonthDay),
            Self::Dmy => Some(DateOrder::DayMonthYear),
            Self::Mdy => Some(DateOrder::MonthDayYear),
            Self::Serial => None,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Man {
    #[arg(value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
}

/// How a table is written, and where to.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Out {
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub(crate) format: Option<Format>,
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    #[default]
    Auto,
    Always,
    Never,
}

/// The formats of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    #[default]
    Text,
    Csv,
    Json,
    #[value(alias = "markdown")]
    Md,
    Html,
    #[value(alias = "word")]
    Docx,
    #[value(alias = "excel")]
    Xlsx,
}

impl Format {
    /// Whether a terminal cannot show it.
    pub(crate) const fn is_binary(self) -> bool {
        matches!(self, Self::Docx | Self::Xlsx)
    }

    /// Whether it says whose books the figures come from, and what is wrong with them.
    pub(crate) const fn names_book(self) -> bool {
        matches!(self, Self::Docx | Self::Html | Self::Xlsx)
    }

    /// What the vouchers of files have to be kept for: a format that lists them.
    pub(crate) const fn keep(self) -> Keep {
        match self {
            Self::Text | Self::Csv | Self::Json | Self::Md | Self::Docx => Keep::Sums,
            Self::Html | Self::Xlsx => Keep::Vouchers,
        }
    }

    /// Whether reports have pictures in it.
    pub(crate) const fn has_pictures(self) -> bool {
        matches!(self, Self::Docx | Self::Html)
    }
}

/// The formats in which a book is handed to another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Exchange {
    Sie,
    #[value(aliases = ["revision", "revisor"])]
    Audit,
    #[value(aliases = ["order", "bokföringsorder", "bokforingsorder"])]
    Orders,
}

/// How orders are handed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OrderFormat {
    #[default]
    Sie,
    Csv,
}

/// The types of SIE file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SieType {
    #[default]
    #[value(name = "4e", alias = "4")]
    Ledger,
    #[value(name = "4i")]
    Vouchers,
    #[value(name = "1")]
    YearBalances,
    #[value(name = "2")]
    MonthBalances,
    #[value(name = "3")]
    ObjectBalances,
}

/// The formats of what is not a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    #[default]
    Text,
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableUnit {
    #[default]
    Kr,
    Tkr,
}

/// What a file holds, where its header row is not to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    #[value(aliases = ["verifikat", "verifikationer"])]
    Vouchers,
    #[value(aliases = ["opening-balances", "ingaende-balanser", "ib"])]
    Opening,
    Budget,
    #[value(alias = "prognos")]
    Forecast,
    #[value(aliases = ["namn", "kontoplan", "accounts", "cost-centres"])]
    Names,
}

impl Kind {
    /// The kind of file that is meant.
    pub(crate) const fn of_file(self) -> FileKind {
        match self {
            Self::Vouchers => FileKind::Vouchers,
            Self::Opening => FileKind::OpeningBalances,
            Self::Budget => FileKind::Budget,
            Self::Forecast => FileKind::Forecast,
            Self::Names => FileKind::Names,
        }
    }
}

/// What the rows of a trial balance are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    #[value(alias = "konto")]
    Account,
    #[value(aliases = ["cost-center", "kst", "kostnadsställe", "kostnadsstalle"])]
    CostCentre,
    #[value(alias = "projekt")]
    Project,
    #[value(aliases = ["månad", "manad"])]
    Month,
}
