//! What is wrong with a call, where the words could be read but mean nothing here.

use chrono::NaiveDate;
use finsam_ledger::book::{AnchorError, BookError};
use finsam_ledger::compare::Both;
use finsam_ledger::finding::{ColumnRole, FileKind};
use finsam_ledger::message::{Lang, describe, label};
use finsam_ledger::schedule::{AccrualKind, PlanError, SourceError};
use finsam_ledger::{AccountNumber, BudgetKind, Fact, Finding, FiscalYear, Month, Period, PeriodError};

use super::server::WrongServer;
use super::{Quoted, one_of, posting};

/// Why a command was called wrongly.
#[derive(Debug)]
pub(crate) enum Wrong {
    AccountUnknown { account: AccountNumber },
    AccountUnreadable { text: Quoted },
    AccrualAccountUnknown { kind: AccrualKind },
    AccrualLacks { option: &'static str },
    Amount { fact: Box<Fact> },
    Anchor { text: Quoted, error: AnchorError },
    AuditTargetTaken { file: Quoted },
    AuditTargetUnsaid,
    BatchLocked { number: u64, month: Month },
    BatchReverses { number: u64, of: u64 },
    BatchUndone { number: u64, undone_at: Quoted },
    BatchUnknown { number: u64, batches: u64 },
    BuiltInLayoutUnknown { text: Quoted },
    ChangeOfNothing,
    CodeUnknown { text: Quoted },
    CodeUnreadable { text: Quoted },
    ColumnUnknown { text: Quoted },
    ContributionsUndecided { year: FiscalYear, decided: Vec<i32>, named: bool },
    CostLineUnknown { text: Quoted },
    CostsUnsaid,
    DateUnreadable { text: Quoted },
    EsfProjectUnknown { text: Quoted, known: Vec<Quoted> },
    ForecastUndated { file: Quoted },
    KindDiffers { file: Quoted, asked: FileKind, found: FileKind },
    LanguageUnknown { text: Quoted },
    ExplainsStatements,
    FilesOfOtherYears { first: (Quoted, u32), other: (Quoted, u32) },
    FiscalYearsDiffer { first_months: Both<u32> },
    LayoutUnknown { text: Quoted },
    LockedAlready { period: Period },
    NoOrders,
    NoMonthEnd { date: NaiveDate },
    NotLocked { period: Period },
    NotOneYear { period: Period },
    NothingToCompare { file: Quoted },
    NothingToVerify { files: Vec<Quoted> },
    OrdersOfYears { booked: Vec<FiscalYear> },
    OfFollowUpOnly { option: &'static str },
    OfOtherExport { option: &'static str },
    OutputIsBinary,
    OutputIsRead { file: Quoted },
    PartsOfMonths { parts: usize, months: usize },
    Period { text: Quoted, error: PeriodError },
    PeriodIsNoYear { period: Period },
    PeriodSpansYears { period: Period },
    Plan(PlanError),
    Posting(BookError),
    PlansMany,
    ProfileExists { text: Quoted },
    ProfileName { text: Quoted },
    ProfileUnknown { text: Quoted },
    Quarter { text: Quoted },
    RowUnknown { text: Quoted, rows: Vec<Quoted> },
    Source(SourceError),
    ReportUnknown { text: Quoted, overviews: Vec<(Quoted, Quoted)> },
    Server(WrongServer),
    TemplateUnknown { text: Quoted },
    VoucherUnreadable { text: Quoted },
    VersionOfNothing,
    VersionOfTwo,
    VersionUnknown { kind: BudgetKind, text: Quoted, year: FiscalYear, known: Vec<String> },
    YearNotBooked { year: FiscalYear, booked: Vec<FiscalYear> },
    YearNotSaid { booked: Vec<FiscalYear> },
}

impl Wrong {
    /// The sentence, without a line break at its end.
    #[expect(clippy::too_many_lines, reason = "one sentence for each wrong call")]
    pub(crate) fn say(&self, lang: Lang) -> String {
        let sentences = match self {
            Self::AccountUnknown { account } => (
                format!("Konto {account} finns varken i kontoplanen eller bland bokningarna."),
                format!("Account {account} is neither in the chart of accounts nor booked on."),
            ),
            Self::AccountUnreadable { text } => (
                format!("”{text}” är inget kontonummer: två till åtta siffror, den första inte noll."),
                format!("\"{text}\" is no account number: two to eight digits, the first not zero."),
            ),
            Self::AccrualAccountUnknown { kind } => posting::no_account(*kind),
            Self::AccrualLacks { option } => (
                format!("Ange {option}, eller det verifikat som ska periodiseras med --voucher."),
                format!("Give {option}, or the voucher to accrue with --voucher."),
            ),
            Self::Amount { fact } => {
                let told = |lang| describe(&Finding::new((**fact).clone()), lang).text;
                (told(Lang::Sv), told(Lang::En))
            }
            Self::AuditTargetTaken { file } => (
                format!("{file} finns redan. Ta ett annat namn, eller en tom katalog."),
                format!("{file} is there already. Take another name, or an empty directory."),
            ),
            Self::AuditTargetUnsaid => (
                "Ange en katalog, eller en fil som slutar på .zip: ledger export audit revision.zip".to_owned(),
                "Give a directory, or a file that ends in .zip: ledger export audit audit.zip".to_owned(),
            ),
            Self::BatchLocked { number, month } => (
                format!(
                    "Inläsning {number} tillförde ingående balanser för året där {month} är låst, och de kan inte \
                     återföras med verifikat. Lås upp med ledger unlock."
                ),
                format!(
                    "Import {number} brought opening balances of the year in which {month} is locked, and no \
                     voucher takes those back. Unlock it with ledger unlock."
                ),
            ),
            Self::BatchReverses { number, of } => (
                format!("{number} återförde inläsning {of}, och en återföring återförs inte."),
                format!("{number} took import {of} back, and a reversal is not reversed."),
            ),
            Self::BatchUndone { number, undone_at } => (
                format!("Inläsning {number} är redan ångrad, {undone_at}."),
                format!("Import {number} is undone already, {undone_at}."),
            ),
            Self::BatchUnknown { number, batches } => batch_unknown(*number, *batches),
            Self::BuiltInLayoutUnknown { text } => (
                format!("Den inbyggda layouten ”{text}” finns inte. ledger layout räknar upp alla."),
                format!("There is no built-in layout \"{text}\". ledger layout lists them all."),
            ),
            Self::CodeUnknown { text } => (
                format!("”{text}” är ingen kod. ledger explain räknar upp alla."),
                format!("\"{text}\" is no code. ledger explain lists them all."),
            ),
            Self::CodeUnreadable { text } => (
                format!("”{text}” kan inte vara ett kostnadsställe eller projekt."),
                format!("\"{text}\" cannot be a cost centre or project."),
            ),
            Self::ColumnUnknown { text } => (
                format!(
                    "”{text}” säger inte vad en kolumn heter. Skriv \"konto=NAMNET I FILEN\", där det som \
                     kan stå före = är {}.",
                    columns(Lang::Sv)
                ),
                format!(
                    "\"{text}\" does not say what a column is called. Write \"account=ITS NAME\"; before = \
                     may stand {}.",
                    columns(Lang::En)
                ),
            ),
            Self::DateUnreadable { text } => (
                format!("”{text}” är inget datum. Skriv 2024-12-31."),
                format!("\"{text}\" is no date. Write 2024-12-31."),
            ),
            Self::EsfProjectUnknown { text, known } => super::esf::project_unknown(text, known),
            Self::ContributionsUndecided { year, decided, named } => undecided(*year, decided, *named),
            Self::CostLineUnknown { text } => (
                format!(
                    "Resultaträkningen har ingen rad som heter ”{text}”; [follow-up] costs i ledger.toml nämner den."
                ),
                format!(
                    "The income statement has no line called \"{text}\"; [follow-up] costs in ledger.toml names it."
                ),
            ),
            Self::CostsUnsaid => (
                "Vilka rader som är kostnader står inte i ledger.toml: [follow-up] costs = [\"operating-expenses\"]."
                    .to_owned(),
                "ledger.toml does not say which lines are costs: [follow-up] costs = [\"operating-expenses\"]."
                    .to_owned(),
            ),
            Self::ForecastUndated { file } => (
                format!(
                    "{file} är en prognos, och av flera gäller den senaste. Säg vilken dag den är från: \
                     --date 2024-08-31, eller ”Prognos 2024-08-31” som kolumnens namn."
                ),
                format!(
                    "{file} is a forecast, and of several the latest counts. Say which day it is from: \
                     --date 2024-08-31, or \"Forecast 2024-08-31\" as the name of the column."
                ),
            ),
            Self::OfFollowUpOnly { option } => (
                format!("{option} hör till uppföljningen: ledger report uppföljning {option} …"),
                format!("{option} belongs to the follow-up: ledger report follow-up {option} …"),
            ),
            Self::VersionOfNothing => (
                "--name och --date hör till en budget eller prognos, och ingen av filerna är någon.".to_owned(),
                "--name and --date belong to a budget or forecast, and none of the files is one.".to_owned(),
            ),
            Self::VersionOfTwo => (
                "Bland filerna finns mer än en budget eller prognos; läs in dem var för sig, med --name och --date."
                    .to_owned(),
                "There is more than one budget or forecast among the files; import each on its own, with \
                 --name and --date."
                    .to_owned(),
            ),
            Self::VersionUnknown { kind, text, year, known } => version_unknown(*kind, text, *year, known),
            Self::KindDiffers { file, asked, found } => (
                format!(
                    "{file} innehåller {}, inte {}. Inget lades till.",
                    label::file_kind(*found, Lang::Sv),
                    label::file_kind(*asked, Lang::Sv)
                ),
                format!(
                    "{file} holds {}, not {}. Nothing was added.",
                    label::file_kind(*found, Lang::En),
                    label::file_kind(*asked, Lang::En)
                ),
            ),
            Self::LanguageUnknown { text } => (
                format!("Språket ”{text}” finns inte: sv eller en."),
                format!("There is no language \"{text}\": sv or en."),
            ),
            Self::LayoutUnknown { text } => layout_unknown(text),
            Self::FilesOfOtherYears { first: (file, month), other: (other, other_month) } => (
                format!(
                    "Räkenskapsåren börjar i månad {month} i {file} och i månad {other_month} i {other}: \
                     de hör inte till samma bok."
                ),
                format!(
                    "The fiscal years start in month {month} in {file} and in month {other_month} in \
                     {other}: they are not of one book."
                ),
            ),
            Self::FiscalYearsDiffer { first_months: Both { a, b } } => (
                format!(
                    "Räkenskapsåren börjar i månad {a} i A och i månad {b} i B, och går inte att jämföra."
                ),
                format!(
                    "The fiscal years start in month {a} in A and in month {b} in B: they cannot be compared."
                ),
            ),
            Self::NothingToCompare { file } => (
                format!("{file} har varken verifikat eller ingående balanser, och går inte att stämma av."),
                format!("{file} has neither vouchers nor opening balances: there is nothing to compare."),
            ),
            Self::NothingToVerify { files } => {
                let files = files.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                (
                    format!("Inget att pröva: inga siffror i {files} har med varandra att göra."),
                    format!("Nothing to prove: no figures of {files} have to do with each other."),
                )
            }
            Self::NoOrders => (
                "Det finns ingen bokföringsorder att lämna: allt som är bokfört här har kommit tillbaka."
                    .to_owned(),
                "There is no order to hand over: all that was posted here has come back.".to_owned(),
            ),
            Self::OrdersOfYears { booked } => (
                format!(
                    "Bokföringsordrarna är för flera räkenskapsår; välj ett med --period: {}.",
                    years(booked)
                ),
                format!(
                    "The orders are of several fiscal years; choose one with --period: {}.",
                    years(booked)
                ),
            ),
            Self::OfOtherExport { option } => (
                format!("{option} hör till ett annat slags export. Se ledger export --help."),
                format!("{option} belongs to another kind of export. See ledger export --help."),
            ),
            Self::OutputIsBinary => (
                "Formatet kan inte visas i en terminal. Lägg till --output FIL.".to_owned(),
                "A terminal cannot show this format. Add --output FILE.".to_owned(),
            ),
            Self::OutputIsRead { file } => (
                format!(
                    "{file} hör till en bok eller läses av kommandot, och skrivs inte över. Ta ett annat namn."
                ),
                format!(
                    "{file} belongs to a book or is read here, and is not written over. Take another name."
                ),
            ),
            Self::PartsOfMonths { parts, months } => (
                format!("--parts har {parts} belopp, men perioden har {months} månader: ett för var och en."),
                format!("--parts has {parts} amounts, but the period has {months} months: one for each."),
            ),
            Self::Anchor { text, error } => no_anchor(text, error),
            Self::Period { text, error } => period(text, error),
            Self::Plan(error) => posting::no_plan(error),
            Self::Source(error) => posting::no_source(error),
            Self::Posting(error) => {
                posting::refused(error).unwrap_or_else(|| (error.to_string(), error.to_string()))
            }
            Self::PlansMany => (
                "En verksamhetsplan är en fil: ledger report plan --from plan.toml.".to_owned(),
                "A plan is one file: ledger report plan --from plan.toml.".to_owned(),
            ),
            Self::ProfileExists { text } => (
                format!("Boken har redan en profil som heter ”{text}”. Ändra den i ledger.toml."),
                format!("The book has a profile \"{text}\" already. Change it in ledger.toml."),
            ),
            Self::ProfileName { text } => (
                format!("”{text}” kan inte vara en profils namn: bara a–z, siffror, - och _."),
                format!("\"{text}\" cannot be a profile's name: only a–z, digits, - and _."),
            ),
            Self::ProfileUnknown { text } => (
                format!("Profilen ”{text}” finns inte. ledger profile list räknar upp alla."),
                format!("There is no profile \"{text}\". ledger profile list lists them all."),
            ),
            Self::LockedAlready { period } => (
                format!("{period} är redan låst. ledger lock räknar upp vad som är låst."),
                format!("{period} is locked already. ledger lock lists what is locked."),
            ),
            Self::NoMonthEnd { date } => (
                format!("{date} är inte den sista dagen i en månad. Kostnaderna räknas månad för månad."),
                format!("{date} is not the last day of a month. Cost is told month by month."),
            ),
            Self::NotLocked { period } => (
                format!("Inget i {period} är låst. ledger lock räknar upp vad som är låst."),
                format!("Nothing of {period} is locked. ledger lock lists what is locked."),
            ),
            Self::NotOneYear { period } => {
                (format!("{period} är inte ett räkenskapsår."), format!("{period} is not one fiscal year."))
            }
            Self::ReportUnknown { text, overviews } => {
                let swedish = joined("uppföljning, medlemsbidrag, plan, årsredovisning", overviews.iter().map(|name| &name.0));
                let english = joined("follow-up, members, plan, annual", overviews.iter().map(|name| &name.1));
                (
                    format!(
                        "Rapporten ”{text}” finns inte. Det finns: resultaträkning (rr), balansräkning \
                         (br), kassaflödesanalys (kf), noter, {swedish}."
                    ),
                    format!(
                        "There is no report \"{text}\". There are: income-statement, balance-sheet, \
                         cash-flow, notes, {english}."
                    ),
                )
            }
            Self::ChangeOfNothing => (
                "--change gäller resultaträkningen, kassaflödesanalysen och årsredovisningen.".to_owned(),
                "--change is about the income statement, the cash flow and the annual report.".to_owned(),
            ),
            Self::ExplainsStatements => (
                "--explain gäller en rad i resultaträkningen, balansräkningen, kassaflödesanalysen eller noterna.".to_owned(),
                "--explain is about a row of the income statement, balance sheet, cash flow or notes.".to_owned(),
            ),
            Self::RowUnknown { text, rows } => {
                let rows: Vec<String> = rows.iter().map(|row| format!("  {row}")).collect();
                let rows = rows.join("\n");
                (
                    format!("Vilken rad är ”{text}”? En av dem som finns:\n{rows}"),
                    format!("Which row is \"{text}\"? One of those there are:\n{rows}"),
                )
            }
            Self::Quarter { text } => (
                format!("”{text}” är inget kvartal: skriv till exempel 2024-Q3."),
                format!("\"{text}\" is no quarter: write 2024-Q3, for example."),
            ),
            Self::PeriodIsNoYear { period } => (
                format!("En SIE-fil omfattar ett helt räkenskapsår; {period} är en del av ett."),
                format!("A SIE file covers a whole fiscal year; {period} is part of one."),
            ),
            Self::PeriodSpansYears { period } => (
                format!("Perioden {period} ligger i mer än ett räkenskapsår; ta ett i taget."),
                format!("The period {period} lies in more than one fiscal year; take one at a time."),
            ),
            Self::Server(wrong) => wrong.sentences(),
            Self::TemplateUnknown { text } => (
                format!("Mallen ”{text}” finns inte: samordningsforbund, sjuharad eller insjoriket."),
                format!("There is no template \"{text}\": samordningsforbund, sjuharad or insjoriket."),
            ),
            Self::VoucherUnreadable { text } => (
                format!("”{text}” är inget verifikat. Skriv serie och nummer, till exempel \"A 12\"."),
                format!("\"{text}\" is no voucher. Write series and number, such as \"A 12\"."),
            ),
            Self::YearNotBooked { year, booked } if booked.is_empty() => (
                format!("Inget är bokfört under {year}, eller under något annat år."),
                format!("Nothing is booked in {year}, or in any other year."),
            ),
            Self::YearNotBooked { year, booked } => (
                format!("Inget är bokfört under {year}. Bokförda är: {}.", years(booked)),
                format!("Nothing is booked in {year}. Booked are: {}.", years(booked)),
            ),
            Self::YearNotSaid { booked } => (
                format!("Flera räkenskapsår är bokförda; välj ett med --period: {}.", years(booked)),
                format!("Several fiscal years are booked; choose one with --period: {}.", years(booked)),
            ),
        };
        one_of(lang, sentences)
    }
}

/// Names after each other, the first of them ours.
fn joined<'a>(first: &str, names: impl Iterator<Item = &'a Quoted>) -> String {
    std::iter::once(first.to_owned()).chain(names.map(ToString::to_string)).collect::<Vec<_>>().join(", ")
}

/// What columns may mean.
fn columns(lang: Lang) -> String {
    ColumnRole::ALL.map(|role| label::column_role(role, lang)).join(", ")
}

fn years(years: &[FiscalYear]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// That nothing says what the members pay in a year.
fn undecided(year: FiscalYear, decided: &[i32], named: bool) -> (String, String) {
    if !named {
        return (
            "Vilka medlemmarna är och vad de betalar står inte i ledger.toml: [members].".to_owned(),
            "ledger.toml does not say who the members are and what they pay: [members].".to_owned(),
        );
    }
    let known: Vec<String> = decided.iter().map(ToString::to_string).collect();
    let known = known.join(", ");
    (
        format!("Bidragen för {year} står inte i ledger.toml, [members.total]. De som står där: {known}."),
        format!("ledger.toml, [members.total], has no contributions of {year}. It has those of: {known}."),
    )
}

/// The versions that there are, by name; one has none.
fn version_unknown(kind: BudgetKind, text: &Quoted, year: FiscalYear, known: &[String]) -> (String, String) {
    let (swedish, english) = match kind {
        BudgetKind::Budget => ("budget", "budget"),
        BudgetKind::Forecast => ("prognos", "forecast"),
    };
    if known.is_empty() {
        return (
            format!("Boken har ingen {swedish} för {year}."),
            format!("The book has no {english} of {year}."),
        );
    }
    let names = |unnamed: &str| {
        let name = |name: &String| {
            if name.is_empty() { unnamed.to_owned() } else { Quoted::from(&**name).to_string() }
        };
        known.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    (
        format!("Ingen {swedish} för {year} heter ”{text}”. De som finns: {}.", names("en utan namn")),
        format!("No {english} of {year} is called \"{text}\". There are: {}.", names("one without a name")),
    )
}

fn batch_unknown(number: u64, batches: u64) -> (String, String) {
    if batches == 0 {
        return (
            "Det finns ingen inläsning att ångra: inget är inläst än.".to_owned(),
            "There is no import to undo: nothing is imported yet.".to_owned(),
        );
    }
    (
        format!(
            "Inläsning {number} finns inte: de är numrerade 1–{batches}. ledger imports räknar upp alla."
        ),
        format!("There is no import {number}: they are numbered 1–{batches}. ledger imports lists them all."),
    )
}

fn layout_unknown(text: &Quoted) -> (String, String) {
    (
        format!("Layouten ”{text}” finns inte: lkbr, sjuharad, insjoriket eller en .toml-fil."),
        format!("There is no layout \"{text}\": lkbr, sjuharad, insjoriket or a .toml file."),
    )
}

fn no_anchor(text: &Quoted, error: &AnchorError) -> (String, String) {
    match error {
        AnchorError::Digits { found } if *found < 64 => (
            format!(
                "”{text}” är inget helt ankare: det har {found} av 64 tecken. En del av ett ankare bevisar ingenting."
            ),
            format!(
                "'{text}' is not all of an anchor: it has {found} of 64 digits. A part of an anchor proves nothing."
            ),
        ),
        AnchorError::Digits { found } => (
            format!("”{text}” är inget ankare: det har {found} tecken, och ett ankare 64."),
            format!("'{text}' is no anchor: it has {found} digits, and an anchor 64."),
        ),
        AnchorError::NoDigit { .. } => (
            format!("”{text}” är inget ankare. Det är 64 tecken, 0–9 och a–f, som ledger check visar dem."),
            format!("'{text}' is no anchor. It is 64 digits, 0-9 and a-f, as ledger check shows them."),
        ),
    }
}

fn period(text: &Quoted, error: &PeriodError) -> (String, String) {
    match error {
        PeriodError::EndsBeforeItStarts { first, last } => (
            format!("Perioden slutar i {last}, innan den börjar i {first}."),
            format!("The period ends in {last}, before it starts in {first}."),
        ),
        PeriodError::NoSuchMonth { .. } => (
            format!("”{text}” är ingen period: månaden finns inte."),
            format!("\"{text}\" is no period: there is no such month."),
        ),
        PeriodError::NotAPeriod(_) => (
            format!("”{text}” är ingen period. Skriv 2024, 2024-08 eller 2024-01..2024-08."),
            format!("\"{text}\" is no period. Write 2024, 2024-08 or 2024-01..2024-08."),
        ),
    }
}
