//! Layout files: TOML in, a [`Layout`] that holds what it promises out, or every problem with its place.
//!
//! The file's form is described in `data/layouts/README.md`; the built-in layouts are such files.

mod overview;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::account::{AccountNumber, AccountRange};
use crate::amount::Side;
use crate::dimension::{CostCentre, Project};
use crate::finding::{Fact, Finding};
use crate::statement::layout::{
    BalanceColumn, BalanceSheetDraft, CashFlowDraft, CashFlowDraws, Content, Edition, IncomeStatementDraft,
    Layout, LayoutDraft, LayoutPart, LayoutSection, Limit, LiquidFunds, NoteDraft, NoteRow, RowDraft,
    Selector,
};
use crate::statement::{RowKind, StatementKind};

use super::toml_file::TomlFile;
use words::{RawEnglish, RawWords};

/// The built-in layouts: name and file.
const BUILT_IN: [(&str, &str); 3] = [
    ("lkbr", include_str!("../../data/layouts/lkbr.toml")),
    ("sjuharad", include_str!("../../data/layouts/sjuharad.toml")),
    ("insjoriket", include_str!("../../data/layouts/insjoriket.toml")),
];

/// The names of the built-in layouts; the first is the default.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// The file of a built-in layout, to copy and change.
#[must_use]
pub fn built_in_text(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(built_in, _)| *built_in == name).map(|(_, text)| *text)
}

/// A built-in layout.
///
/// ```
/// let layout = finsam_ledger::read::layout::built_in("lkbr").expect("built in");
/// assert!(layout.year_end().carries("1930".parse()?));
/// # Ok::<(), finsam_ledger::AccountError>(())
/// ```
///
/// # Errors
/// [`Fact::SettingUnknown`] if there is none of that name.
pub fn built_in(name: &str) -> Result<Layout, Vec<Finding>> {
    let Some(text) = built_in_text(name) else {
        let known = built_in_names().map(str::to_owned).collect();
        return Err(vec![
            Fact::SettingUnknown { key: "layout".to_owned(), value: name.to_owned(), known }.into(),
        ]);
    };
    from_toml(&format!("{name}.toml"), text)
}

/// The layout in a TOML text; `file` is what the user calls it.
///
/// # Errors
/// Every problem with its place: syntax and unknown keys first, then accounts and codes that
/// cannot be read, then what does not hold between rows.
pub fn from_toml(file: &str, text: &str) -> Result<Layout, Vec<Finding>> {
    let file = TomlFile::new(file, text);
    let read = file.read::<RawLayout>();
    let Some(raw) = read.value.filter(|_| read.findings.is_empty()) else {
        return Err(without_consequences(read.findings));
    };
    let mut reading = Reading { file: &file, findings: Vec::new() };
    let places = Places::of(&raw);
    let draft = reading.layout(raw);
    if !reading.findings.is_empty() {
        return Err(reading.findings);
    }
    let Some(draft) = draft else { return Err(reading.findings) };
    draft.check().map_err(|problems| {
        let located = problems.into_iter().map(|problem| match places.at(problem.part) {
            Some(span) => file.at(&span, problem.fact),
            None => file.about(problem.fact),
        });
        located.collect()
    })
}

/// What was refused, without what is missing only because it was refused.
fn without_consequences(mut findings: Vec<Finding>) -> Vec<Finding> {
    let is_missing = |finding: &Finding| matches!(&finding.fact, Fact::TomlInvalid { detail } if detail.starts_with("missing field"));
    if !findings.iter().all(is_missing) {
        findings.retain(|finding| !is_missing(finding));
    }
    findings
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawLayout {
    name: String,
    result_to: Spanned<String>,
    note_word: RawWords,
    sum_word: RawWords,
    #[serde(default)]
    edition: Vec<RawEdition>,
    income_statement: Spanned<RawIncomeStatement>,
    balance_sheet: Spanned<RawBalanceSheet>,
    cash_flow: Spanned<RawCashFlow>,
    #[serde(default)]
    note: Vec<Spanned<RawNote>>,
    #[serde(default)]
    overview: Vec<Spanned<overview::RawOverview>>,
    #[serde(default)]
    annual: Option<Spanned<Vec<String>>>,
    note_word_en: Option<RawEnglish>,
    sum_word_en: Option<RawEnglish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawEdition {
    name: String,
    until: Option<i32>,
    #[serde(default)]
    interim: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawIncomeStatement {
    title: RawWords,
    accounts: Vec<Spanned<String>>,
    result: String,
    #[serde(default)]
    income: Vec<String>,
    row: Vec<Spanned<RawRow>>,
    title_en: Option<RawEnglish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawBalanceSheet {
    title: RawWords,
    accounts: Vec<Spanned<String>>,
    columns: Vec<RawColumn>,
    assets: String,
    financing: String,
    equity: String,
    liquid_funds: Vec<String>,
    #[serde(default)]
    closing_accounts: Vec<Spanned<String>>,
    row: Vec<Spanned<RawRow>>,
    title_en: Option<RawEnglish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawCashFlow {
    title: RawWords,
    net: String,
    row: Vec<Spanned<RawRow>>,
    title_en: Option<RawEnglish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawNote {
    id: String,
    number: RawWords,
    title: RawWords,
    lines: Vec<String>,
    #[serde(default)]
    row: Vec<RawNoteRow>,
    title_en: Option<RawEnglish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawNoteRow {
    line: RawWords,
    accounts: Vec<Spanned<String>>,
    line_en: Option<RawEnglish>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawColumn {
    Opening,
    Change,
    Closing,
    Comparison,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawSide {
    Debit,
    Credit,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawLiquidFunds {
    Opening,
    Closing,
    Change,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum RawOther {
    Projects,
    CostCentres,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawRow {
    #[serde(default)]
    id: String,
    heading: Option<RawWords>,
    line: Option<RawWords>,
    sum: Option<RawWords>,
    total: Option<RawWords>,
    accounts: Option<Vec<Spanned<String>>>,
    projects: Option<Vec<Spanned<String>>>,
    cost_centres: Option<Vec<Spanned<String>>>,
    all_other: Option<RawOther>,
    side: Option<RawSide>,
    of: Option<Vec<String>>,
    #[serde(default)]
    result: bool,
    add_back: Option<Vec<String>>,
    change_of: Option<Vec<String>>,
    before: Option<Vec<String>>,
    liquid_funds: Option<RawLiquidFunds>,
    #[serde(default)]
    only_if_used: bool,
    #[serde(default)]
    only_in: Vec<String>,
    heading_en: Option<RawEnglish>,
    line_en: Option<RawEnglish>,
    sum_en: Option<RawEnglish>,
    total_en: Option<RawEnglish>,
}

/// Where the parts of a layout stand in its file.
struct Places(BTreeMap<LayoutPart, Range<usize>>);

impl Places {
    fn of(raw: &RawLayout) -> Self {
        let mut places = BTreeMap::new();
        let (income, sheet, cash) = (&raw.income_statement, &raw.balance_sheet, &raw.cash_flow);
        let statements = [
            (StatementKind::IncomeStatement, income.span(), spans(&income.get_ref().row)),
            (StatementKind::BalanceSheet, sheet.span(), spans(&sheet.get_ref().row)),
            (StatementKind::CashFlow, cash.span(), spans(&cash.get_ref().row)),
        ];
        for (statement, span, rows) in statements {
            places.insert(LayoutPart { section: LayoutSection::Statement(statement), row: None }, span);
            for (row, span) in rows.into_iter().enumerate() {
                places.insert(
                    LayoutPart { section: LayoutSection::Statement(statement), row: Some(row) },
                    span,
                );
            }
        }
        for (index, overview) in (0..).zip(&raw.overview) {
            let section = LayoutSection::Overview(index);
            places.insert(LayoutPart { section, row: None }, overview.span());
            for (row, span) in spans(&overview.get_ref().row).into_iter().enumerate() {
                places.insert(LayoutPart { section, row: Some(row) }, span);
            }
        }
        if let Some(annual) = &raw.annual {
            places.insert(LayoutPart { section: LayoutSection::Annual, row: None }, annual.span());
        }
        for (row, note) in raw.note.iter().enumerate() {
            places.insert(
                LayoutPart { section: LayoutSection::Statement(StatementKind::Notes), row: Some(row) },
                note.span(),
            );
        }
        Self(places)
    }

    fn at(&self, part: LayoutPart) -> Option<Range<usize>> {
        self.0.get(&part).cloned()
    }
}

fn spans<T>(rows: &[Spanned<T>]) -> Vec<Range<usize>> {
    rows.iter().map(Spanned::span).collect()
}

/// The second step: from what the file says to what it means.
struct Reading<'a> {
    file: &'a TomlFile<'a>,
    findings: Vec<Finding>,
}

impl Reading<'_> {
    fn layout(&mut self, raw: RawLayout) -> Option<LayoutDraft> {
        let result_to = self.read::<AccountNumber>(&raw.result_to);
        let income = raw.income_statement.into_inner();
        let sheet = raw.balance_sheet.into_inner();
        let cash = raw.cash_flow.into_inner();
        let edition = |raw: RawEdition| Edition { name: raw.name, until: raw.until, interim: raw.interim };
        let column = |raw| match raw {
            RawColumn::Opening => BalanceColumn::Opening,
            RawColumn::Change => BalanceColumn::Change,
            RawColumn::Closing => BalanceColumn::Closing,
            RawColumn::Comparison => BalanceColumn::Comparison,
        };
        let income_statement = IncomeStatementDraft {
            title: income.title.with(income.title_en),
            accounts: self.ranges(&income.accounts),
            result: income.result,
            income: income.income,
            rows: self.rows(income.row, StatementKind::IncomeStatement),
        };
        let balance_sheet = BalanceSheetDraft {
            title: sheet.title.with(sheet.title_en),
            accounts: self.ranges(&sheet.accounts),
            columns: sheet.columns.into_iter().map(column).collect(),
            assets: sheet.assets,
            financing: sheet.financing,
            equity: sheet.equity,
            liquid_funds: sheet.liquid_funds,
            closing_accounts: self.ranges(&sheet.closing_accounts),
            rows: self.rows(sheet.row, StatementKind::BalanceSheet),
        };
        let cash_flow = CashFlowDraft {
            title: cash.title.with(cash.title_en),
            net: cash.net,
            rows: self.rows(cash.row, StatementKind::CashFlow),
        };
        let overviews = raw.overview.into_iter().filter_map(|raw| self.overview(raw)).collect();
        let notes = raw.note.into_iter().map(|note| self.note(note.into_inner())).collect();
        Some(LayoutDraft {
            name: raw.name,
            result_to: result_to?,
            editions: raw.edition.into_iter().map(edition).collect(),
            income_statement,
            balance_sheet,
            cash_flow,
            notes,
            note_word: raw.note_word.with(raw.note_word_en),
            sum_word: raw.sum_word.with(raw.sum_word_en),
            overviews,
            annual: raw.annual.map(Spanned::into_inner).unwrap_or_default(),
        })
    }

    fn note(&mut self, raw: RawNote) -> NoteDraft {
        let row = |raw: RawNoteRow| NoteRow {
            label: raw.line.with(raw.line_en),
            accounts: self.ranges(&raw.accounts),
        };
        let rows = raw.row.into_iter().map(row).collect();
        let (number, title) = (raw.number.with(None), raw.title.with(raw.title_en));
        NoteDraft { id: raw.id, number, title, lines: raw.lines, rows }
    }

    fn rows(&mut self, raw: Vec<Spanned<RawRow>>, statement: StatementKind) -> Vec<RowDraft> {
        raw.into_iter().filter_map(|row| self.row(row.span(), row.into_inner(), statement)).collect()
    }

    fn row(&mut self, span: Range<usize>, mut raw: RawRow, statement: StatementKind) -> Option<RowDraft> {
        let said = [
            (RowKind::Heading, raw.heading.take(), raw.heading_en.take()),
            (RowKind::Line, raw.line.take(), raw.line_en.take()),
            (RowKind::Sum, raw.sum.take(), raw.sum_en.take()),
            (RowKind::Total, raw.total.take(), raw.total_en.take()),
        ];
        let labelled = words::label(said).map_err(|keys| self.misshapen(span.clone(), &raw.id, keys));
        let (kind, label) = labelled.ok()?;
        let content = self.content(span, &mut raw, kind, statement)?;
        Some(RowDraft {
            id: raw.id,
            kind,
            label,
            content,
            only_if_used: raw.only_if_used,
            only_in: raw.only_in,
        })
    }

    /// Where the row's figure comes from: exactly one source, with the keys that belong to it.
    fn content(
        &mut self,
        span: Range<usize>,
        raw: &mut RawRow,
        kind: RowKind,
        statement: StatementKind,
    ) -> Option<Content> {
        let draws = raw.add_back.is_some() || raw.change_of.is_some() || raw.before.is_some();
        let on_sheet_result = raw.result && statement == StatementKind::BalanceSheet;
        let side = (statement == StatementKind::IncomeStatement).then_some(Side::Credit);
        let sources: Vec<&str> = [
            ("accounts", raw.accounts.is_some() && !raw.result),
            ("result", on_sheet_result),
            ("of", raw.of.is_some()),
            ("change-of", draws || (raw.result && !on_sheet_result)),
            ("liquid-funds", raw.liquid_funds.is_some()),
        ]
        .into_iter()
        .filter_map(|(key, present)| present.then_some(key))
        .collect();
        match sources[..] {
            [] if kind == RowKind::Heading => Some(Content::Heading),
            ["accounts"] => self.accounts(span, raw, side),
            ["result"] => Some(Content::Result {
                accounts: raw.accounts.take().map(|texts| self.ranges(&texts)).unwrap_or_default(),
            }),
            ["of"] => raw.of.take().map(|of| Content::Sum { of }),
            ["change-of"] => Some(Content::CashFlow(CashFlowDraws {
                result: raw.result,
                add_back: raw.add_back.take().unwrap_or_default(),
                change_of: raw.change_of.take().unwrap_or_default(),
                before: raw.before.take().unwrap_or_default(),
            })),
            ["liquid-funds"] => raw.liquid_funds.map(|funds| {
                Content::LiquidFunds(match funds {
                    RawLiquidFunds::Opening => LiquidFunds::Opening,
                    RawLiquidFunds::Closing => LiquidFunds::Closing,
                    RawLiquidFunds::Change => LiquidFunds::Change,
                })
            }),
            [] => {
                self.misshapen(span, &raw.id, &["accounts", "of", "change-of", "liquid-funds"]);
                None
            }
            _ => {
                self.misshapen(span, &raw.id, &sources);
                None
            }
        }
    }

    fn accounts(&mut self, span: Range<usize>, raw: &mut RawRow, side: Option<Side>) -> Option<Content> {
        let side = match raw.side {
            Some(RawSide::Debit) => Some(Side::Debit),
            Some(RawSide::Credit) => Some(Side::Credit),
            None => side,
        };
        let Some(side) = side else {
            self.misshapen(span, &raw.id, &["side"]);
            return None;
        };
        let limit = match (raw.projects.take(), raw.cost_centres.take(), raw.all_other) {
            (None, None, None) => Limit::All,
            (Some(texts), None, None) => Limit::Projects(self.read_all::<Project>(&texts)),
            (None, Some(texts), None) => Limit::CostCentres(self.read_all::<CostCentre>(&texts)),
            (None, None, Some(RawOther::Projects)) => Limit::OtherProjects,
            (None, None, Some(RawOther::CostCentres)) => Limit::OtherCostCentres,
            _ => {
                self.misshapen(span, &raw.id, &["projects", "cost-centres", "all-other"]);
                return None;
            }
        };
        let accounts = raw.accounts.take().map(|texts| self.ranges(&texts)).unwrap_or_default();
        Some(Content::Accounts { selector: Selector { accounts, limit }, side })
    }

    fn misshapen(&mut self, span: Range<usize>, row: &str, keys: &[&str]) {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        self.findings.push(self.file.at(&span, Fact::RowShape { row: row.to_owned(), keys }));
    }

    fn ranges(&mut self, texts: &[Spanned<String>]) -> Vec<AccountRange> {
        self.read_all(texts)
    }

    fn read_all<T: std::str::FromStr>(&mut self, texts: &[Spanned<String>]) -> Vec<T> {
        texts.iter().filter_map(|text| self.read(text)).collect()
    }

    fn read<T: std::str::FromStr>(&mut self, text: &Spanned<String>) -> Option<T> {
        let read = text.get_ref().parse().ok();
        if read.is_none() {
            let fact = Fact::SelectorUnreadable { text: text.get_ref().clone() };
            self.findings.push(self.file.at(&text.span(), fact));
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_layout_holds() {
        for name in built_in_names() {
            let layout = built_in(name).unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
            assert_eq!(layout.name(), name);
        }
    }
}
