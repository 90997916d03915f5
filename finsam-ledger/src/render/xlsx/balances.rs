//! The sheet of balances: what the reports sum, and the postings it sums itself.

use super::books::{BalanceList, BalanceRow, Books, Figure};
use super::look::{Holds, Look, RowLook};
use super::page::{HEAD, about, column_head, head};
use super::place::{cell_name, letters};
use super::postings::{LIVE_MAX, PostingList};
use super::sheet::{Content, Footer, Sheet, SheetCell, is_exact};
use crate::amount::{Amount, AmountError, Unit};
use crate::message::{Lang, label};
use crate::render::table::Align;
use crate::render::words::{self, say};

/// The columns before the figures: account, name, cost centre, project, part, line.
const WORDS: u16 = 6;
/// More links than these make a workbook slow to open.
const LINKS_MAX: usize = 5_000;

/// The sheet of balances, and what its columns are called in formulas.
pub(super) struct BalanceSheetPage {
    pub(super) sheet: Sheet,
    columns: Vec<(String, u16)>,
    /// The last row with a balance.
    last: u32,
}

impl BalanceSheetPage {
    /// What formulas call its columns, and where they stand.
    pub(super) fn names(&self) -> Vec<(String, String)> {
        let stretch = |(name, column): &(String, u16)| (name.clone(), self.sheet.stretch(*column, self.last));
        self.columns.iter().map(stretch).collect()
    }
}

/// Where the postings are, if they are.
pub(super) struct Behind<'a> {
    pub(super) postings: Option<&'a PostingList<'a>>,
    pub(super) sheet: &'a str,
}

impl BalanceList {
    pub(super) fn sheet(
        &self,
        name: &str,
        books: &Books<'_>,
        entity: &str,
        behind: &Behind<'_>,
    ) -> Result<BalanceSheetPage, AmountError> {
        let lang = self.lang;
        let about = about(&[entity, words::unit(Unit::Kr, lang)]);
        let mut rows = head(name, &about);
        if let Some(days) = rows.last_mut() {
            *days = self.days();
        }
        rows.push(self.heads());
        for (place, row) in (HEAD + 1..).zip(&self.rows) {
            rows.push(self.cells(row, place, books, behind));
        }
        let last = u32::try_from(rows.len()).unwrap_or(u32::MAX).saturating_sub(1);
        rows.push(self.totals(last)?);
        let mut widths = vec![8, 32, 9, 11, 11, 28];
        widths.extend(self.periods.iter().flat_map(|_| [15_u16; 4]));
        let columns_printed = u16::try_from(widths.len()).unwrap_or(u16::MAX);
        widths.extend([24, 20]);
        let footers = self.notes(behind).into_iter().zip(last.saturating_add(3)..);
        let sheet = Sheet {
            name: name.to_owned(),
            about,
            rows,
            widths,
            head: HEAD,
            columns_kept: 2,
            footers: footers.map(|(text, row)| Footer { row, text }).collect(),
            filter: (last > HEAD).then_some((last, columns_printed + 1)),
            columns_printed,
        };
        Ok(BalanceSheetPage { sheet, columns: self.named_columns(), last })
    }

    /// What formulas call the columns.
    fn named_columns(&self) -> Vec<(String, u16)> {
        let mut names = vec![("saldon_konto".to_owned(), 0), ("saldon_del".to_owned(), 4)];
        for period in 0..self.periods.len() {
            names.extend(Figure::ALL.map(|figure| (figure.name(period), column(period, figure))));
        }
        names.push(("saldon_rad".to_owned(), self.line_column()));
        names.push(("saldon_nyckel".to_owned(), self.line_column() + 1));
        names
    }

    fn line_column(&self) -> u16 {
        column(self.periods.len(), Figure::Opening)
    }

    /// From which day to which the figures below are: formulas read it here.
    fn days(&self) -> Vec<Option<SheetCell>> {
        let day = |date| {
            let look = Look::new(RowLook::Subtitle, Holds::Date);
            Some(SheetCell { content: Content::Date(date), look, link: None })
        };
        let mut cells = vec![None; usize::from(WORDS)];
        for period in &self.periods {
            cells.extend([day(period.first().first_day()), None, None, day(period.last().last_day())]);
        }
        cells
    }

    fn heads(&self) -> Vec<Option<SheetCell>> {
        let lang = self.lang;
        let mut heads = vec![
            (say(lang, "Konto", "Account").to_owned(), Align::Start),
            (say(lang, "Benämning", "Name").to_owned(), Align::Start),
            (say(lang, "Kst", "Cost centre").to_owned(), Align::Start),
            (say(lang, "Projekt", "Project").to_owned(), Align::Start),
            (say(lang, "Räkning", "Statement").to_owned(), Align::Start),
            (say(lang, "Rad", "Line").to_owned(), Align::Start),
        ];
        for period in &self.periods {
            let when = label::period(*period, lang);
            for figure in Figure::ALL {
                heads.push((format!("{} {when}", figure_label(figure, lang)), Align::End));
            }
        }
        heads.push((say(lang, "Radens namn", "Name of line").to_owned(), Align::Start));
        heads.push((say(lang, "Nyckel", "Key").to_owned(), Align::Start));
        heads.into_iter().map(|(label, align)| Some(column_head(&label, align))).collect()
    }

    fn cells(
        &self,
        row: &BalanceRow,
        place: u32,
        books: &Books<'_>,
        behind: &Behind<'_>,
    ) -> Vec<Option<SheetCell>> {
        let line = RowLook::Line;
        let words = |text: &str| (!text.is_empty()).then(|| SheetCell::listed(text, line));
        let key = |text: &str| Some(SheetCell::listed(text, RowLook::Key));
        let account = Content::Number(row.object.account.number().into(), None);
        let mut account = SheetCell { content: account, look: Look::new(line, Holds::Account), link: None };
        let postings = behind.postings.filter(|_| self.rows.len() <= LINKS_MAX);
        if let Some(first) = postings.and_then(|list| list.place(&row.key, behind.sheet)) {
            account = account.leading_to(first.link());
        }
        let mut cells = vec![
            Some(account),
            words(books.chart.name_of(row.object.account).unwrap_or_default()),
            row.object.cost_centre.as_ref().and_then(|code| words(code.as_str())),
            row.object.project.as_ref().and_then(|code| words(code.as_str())),
            row.part.and_then(|part| words(part.word(self.lang))),
            row.line.as_ref().and_then(|(_, label)| words(label)),
        ];
        let key_cell = format!("${}{}", letters(self.line_column() + 1), u64::from(place) + 1);
        for (period, figures) in row.figures.iter().enumerate() {
            let at = |figure| cell_name(place, column(period, figure));
            let day = |figure| format!("{}${HEAD}", letters(column(period, figure)));
            let (from, to) = (day(Figure::Opening), day(Figure::Closing));
            for figure in Figure::ALL {
                let amount = figure.of(figures);
                let closing = || {
                    let parts = [Figure::Opening, Figure::Debit, Figure::Credit];
                    let [opening, debit, credit] = parts.map(at);
                    let are_held = parts.iter().all(|part| is_exact(part.of(figures)));
                    are_held.then(|| format!("{opening}+{debit}-{credit}"))
                };
                let formula = match figure {
                    Figure::Closing => closing(),
                    _ => behind.postings.and_then(|list| {
                        list.formula(&row.key, period, figure, amount, [&key_cell, &from, &to])
                    }),
                };
                cells.push(Some(SheetCell::amount(amount, formula, Unit::Kr, line)));
            }
        }
        cells.push(row.line.as_ref().and_then(|(id, _)| key(id)));
        cells.push(key(&row.key));
        cells
    }

    /// The sums of the columns, in which debit is credit.
    fn totals(&self, last: u32) -> Result<Vec<Option<SheetCell>>, AmountError> {
        let total = RowLook::Total;
        let mut cells = vec![Some(SheetCell::blank(total)); usize::from(WORDS)];
        if let Some(word) = cells.get_mut(1) {
            *word = Some(SheetCell::words(say(self.lang, "Summa", "Total"), total));
        }
        for period in 0..self.periods.len() {
            for figure in Figure::ALL {
                let amounts = self.rows.iter().filter_map(|row| row.figures.get(period));
                let amounts: Vec<Amount> = amounts.map(|row| figure.of(row)).collect();
                let are_held = last > HEAD && amounts.iter().all(|amount| is_exact(*amount));
                let sum = Amount::checked_sum(amounts)?;
                let column = column(period, figure);
                let (from, to) = (cell_name(HEAD + 1, column), cell_name(last, column));
                let formula = are_held.then(|| format!("ROUND(SUM({from}:{to}),2)"));
                cells.push(Some(SheetCell::amount(sum, formula, Unit::Kr, total)));
            }
        }
        Ok(cells)
    }

    fn notes(&self, behind: &Behind<'_>) -> Vec<String> {
        let note = match behind.postings {
            Some(list) if list.is_live() => return Vec::new(),
            Some(_) => match self.lang {
                Lang::Sv => format!(
                    "Konteringsraderna är fler än {LIVE_MAX}. Debet och kredit är därför tal och inte formler över bladet {}.",
                    behind.sheet
                ),
                Lang::En => format!(
                    "There are more than {LIVE_MAX} postings. Debit and credit are therefore numbers and no formulas over the sheet {}.",
                    behind.sheet
                ),
            },
            None => say(
                self.lang,
                "Verifikaten finns inte i arbetsboken. Debet och kredit är därför tal och inte formler.",
                "The vouchers are not in the workbook. Debit and credit are therefore numbers and no formulas.",
            )
            .to_owned(),
        };
        vec![note]
    }
}

const fn figure_label(figure: Figure, lang: Lang) -> &'static str {
    match figure {
        Figure::Opening => say(lang, "IB", "Opening"),
        Figure::Debit => say(lang, "Debet", "Debit"),
        Figure::Credit => say(lang, "Kredit", "Credit"),
        Figure::Closing => say(lang, "UB", "Closing"),
    }
}

/// The column of a figure of a period.
fn column(period: usize, figure: Figure) -> u16 {
    let place = Figure::ALL.iter().position(|known| *known == figure).unwrap_or_default();
    WORDS.saturating_add(u16::try_from(period * Figure::ALL.len() + place).unwrap_or(u16::MAX))
}
