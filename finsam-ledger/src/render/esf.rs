//! The pages of ESF projects: how they stand, their cost by quarter, their claims.

use crate::amount::{Amount, AmountError, Unit};
use crate::calendar::Month;
use crate::message::Lang;
use crate::notation::swedish;
use crate::render::table::{Cell, ColumnHead, Fit, Footnote, Table, TableRow};
use crate::render::words::{self, say};
use crate::schedule::esf::{Claim, EsfProject, EsfStatus};
use crate::statement::RowKind;

impl Table {
    /// How ESF projects stand: a column a project. All amounts read as positive in the sense of their
    /// row.
    ///
    /// # Errors
    /// [`AmountError`] if a difference does not fit.
    pub fn esf_projects(
        projects: &[(&EsfProject, &EsfStatus)],
        through: Month,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let mut columns = vec![ColumnHead::words("label", "", Fit::Wrap)];
        columns.extend(projects.iter().map(|(project, _)| {
            let terms = project.terms();
            ColumnHead::figures(terms.code.as_str(), terms.code.as_str())
        }));
        let rows = ROWS
            .iter()
            .map(|row| {
                let mut cells = vec![Cell::text(say(lang, row.swedish, row.english))];
                for (project, status) in projects {
                    cells.push((row.cell)(project, status)?);
                }
                Ok(TableRow { id: row.id.to_owned(), kind: row.kind, cells })
            })
            // What is nothing in every project is left out, but for what everybody looks for.
            .filter(|row| row.as_ref().map_or(true, is_worth_a_row))
            .collect::<Result<_, AmountError>>()?;
        let mut footnotes = Vec::new();
        for (project, status) in projects {
            footnotes.extend(notes(project, status, lang)?);
        }
        let title = say(lang, "ESF-projekt", "ESF projects").to_owned();
        Ok(page("esf-projects", title, through, entity, (columns, rows, footnotes), lang))
    }

    /// The eligible cost of an ESF project by quarter and base, and the support earned by it.
    ///
    /// # Errors
    /// [`AmountError`] if a total does not fit.
    pub fn esf_quarters(
        project: &EsfProject,
        status: &EsfStatus,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let eligible = &status.eligible;
        let mut columns = vec![ColumnHead::words("quarter", say(lang, "Kvartal", "Quarter"), Fit::Whole)];
        columns.extend(eligible.bases.iter().map(|base| ColumnHead::figures(&base.name, &base.name)));
        let several = eligible.bases.len() > 1;
        if several {
            columns.push(ColumnHead::figures("eligible", say(lang, "Summa", "Total")));
        }
        columns.push(ColumnHead::figures("earned", say(lang, "Upparbetat", "Earned")));
        let mut rows = Vec::new();
        for (index, quarter) in eligible.quarters.iter().enumerate() {
            let at = |amounts: &[Amount]| amounts.get(index).copied().unwrap_or_default();
            let mut amounts: Vec<Amount> = eligible.bases.iter().map(|base| at(&base.by_quarter)).collect();
            amounts.extend(several.then(|| at(&eligible.by_quarter)));
            amounts.push(at(&status.earned_by_quarter));
            if amounts.iter().any(|amount| !amount.is_zero()) {
                rows.push(amounts_row(&quarter.to_string(), RowKind::Line, &amounts));
            }
        }
        let mut totals = Vec::new();
        for base in &eligible.bases {
            totals.push(base.total()?);
        }
        if several {
            totals.push(eligible.total()?);
        }
        totals.push(status.earned);
        rows.push(amounts_row(say(lang, "Summa", "Total"), RowKind::Total, &totals));
        let title =
            format!("{}: {}", say(lang, "Stödberättigande kostnad", "Eligible cost"), project.terms().name);
        Ok(page("esf-quarters", title, status.through, entity, (columns, rows, Vec::new()), lang))
    }

    /// The claims of an ESF project: claimed, approved, rejected, paid and still open.
    ///
    /// # Errors
    /// [`AmountError`] if a difference does not fit.
    pub fn esf_claims(
        project: &EsfProject,
        status: &EsfStatus,
        entity: &str,
        lang: Lang,
    ) -> Result<Self, AmountError> {
        let columns = vec![
            ColumnHead::words("claim", say(lang, "Ansökan", "Claim"), Fit::Whole),
            ColumnHead::words("period", "Period", Fit::Whole),
            ColumnHead::figures("claimed", say(lang, "Ansökt", "Claimed")),
            ColumnHead::figures("approved", say(lang, "Godkänt", "Approved")),
            ColumnHead::figures("paid", say(lang, "Utbetalt", "Paid")),
            ColumnHead::figures("open", say(lang, "Kvar", "Open")),
        ];
        let row = |claim: &Claim| {
            let approved = claim.decision.map_or(Cell::Empty, |(_, approved)| Cell::Amount(approved));
            let cells = vec![
                Cell::Text(format!("{} {}", claim.number, claim.date)),
                Cell::Text(claim.period.to_string()),
                Cell::Amount(claim.claimed),
                approved,
                Cell::Amount(claim.paid),
                Cell::Amount(claim.open()?),
            ];
            Ok(TableRow { id: claim.number.to_string(), kind: RowKind::Line, cells })
        };
        let rows = status.claims.iter().map(row).collect::<Result<_, AmountError>>()?;
        let title = format!("{}: {}", say(lang, "Ansökningar", "Claims"), project.terms().name);
        Ok(page("esf-claims", title, status.through, entity, (columns, rows, Vec::new()), lang))
    }
}

/// Columns, rows, footnotes.
type Parts = (Vec<ColumnHead>, Vec<TableRow>, Vec<Footnote>);

fn page(
    name: &'static str,
    title: String,
    through: Month,
    entity: &str,
    (columns, rows, footnotes): Parts,
    lang: Lang,
) -> Table {
    let until = say(lang, "till och med", "through");
    Table {
        name,
        title,
        entity: entity.to_owned(),
        period: format!("{until} {}", through.last_day()),
        unit: Unit::Kr,
        unit_label: words::unit(Unit::Kr, lang),
        columns,
        rows,
        footnotes,
    }
}

fn amounts_row(label: &str, kind: RowKind, amounts: &[Amount]) -> TableRow {
    let mut cells = vec![Cell::text(label)];
    cells.extend(amounts.iter().copied().map(Cell::Amount));
    TableRow { id: label.to_owned(), kind, cells }
}

/// A row of the page of projects.
struct Row {
    id: &'static str,
    kind: RowKind,
    swedish: &'static str,
    english: &'static str,
    cell: fn(&EsfProject, &EsfStatus) -> Result<Cell, AmountError>,
}

const fn line(
    id: &'static str,
    swedish: &'static str,
    english: &'static str,
    cell: fn(&EsfProject, &EsfStatus) -> Result<Cell, AmountError>,
) -> Row {
    Row { id, kind: RowKind::Line, swedish, english, cell }
}

const fn sum(
    id: &'static str,
    swedish: &'static str,
    english: &'static str,
    cell: fn(&EsfProject, &EsfStatus) -> Result<Cell, AmountError>,
) -> Row {
    Row { id, kind: RowKind::Sum, swedish, english, cell }
}

/// Rows that stand there even where they are nothing.
const ALWAYS: [&str; 6] = ["grant", "eligible", "earned", "accrued", "paid", "receivable"];

const ROWS: [Row; 17] = [
    line("grant", "Beviljat stöd", "Grant", |project, _| Ok(Cell::Amount(project.terms().grant))),
    line("eligible", "Stödberättigande kostnad", "Eligible cost", |_, status| {
        Ok(Cell::Amount(status.eligible.total()?))
    }),
    line("support_rate", "Stödsats, %", "Support rate, %", |project, _| {
        let percent = project.terms().support_rate.percent().normalize();
        Ok(Cell::Text(percent.to_string().replace('.', ",")))
    }),
    sum("earned", "Upparbetat stöd", "Earned support", |_, status| Ok(Cell::Amount(status.earned))),
    line("remaining", "Kvar av beviljat stöd", "Left of the grant", |_, status| {
        Ok(Cell::Amount(status.remaining))
    }),
    line("accrued", "Bokfört som intäkt", "Booked as income", |_, status| Ok(Cell::Amount(status.accrued))),
    line("to_accrue", "Upparbetat, ej bokfört", "Earned, not booked", |_, status| {
        Ok(Cell::Amount(status.to_accrue()?))
    }),
    line("claimed", "Ansökt", "Claimed", |_, status| Ok(Cell::Amount(status.claimed))),
    line("approved", "Godkänt", "Approved", |_, status| Ok(Cell::Amount(status.approved))),
    line("rejected", "Avslaget", "Rejected", |_, status| Ok(Cell::Amount(status.rejected))),
    line("written_off", "Avskrivet vid slutavräkning", "Written off", |_, status| {
        Ok(Cell::Amount(status.written_off))
    }),
    line("paid_of_claims", "Utbetalt på ansökningar", "Paid of claims", |_, status| {
        Ok(Cell::Amount(status.paid))
    }),
    line("paid", "Utbetalt enligt boken", "Paid by the books", |_, status| {
        Ok(Cell::Amount(status.paid_in_books))
    }),
    sum("receivable", "Upplupen intäkt, fordran", "Accrued income, receivable", |_, status| {
        Ok(Cell::Amount(status.receivable))
    }),
    line("provision", "Uppbokad risk", "Provided for", |_, status| Ok(Cell::Amount(status.provision))),
    line("co_financed_in_cash", "Medfinansiering, kontant", "Co-financing in cash", |_, status| {
        Ok(Cell::Amount(status.co_financed_in_cash))
    }),
    line("co_financed_in_kind", "Medfinansiering, annat", "Co-financing in kind", |_, status| {
        Ok(Cell::Amount(status.co_financed_in_kind))
    }),
];

fn is_worth_a_row(row: &TableRow) -> bool {
    let is_nothing = |cell: &Cell| matches!(cell, Cell::Amount(amount) if amount.is_zero());
    ALWAYS.contains(&row.id.as_str()) || !row.cells.iter().skip(1).all(is_nothing)
}

/// What has to be told of a project below the page.
fn notes(project: &EsfProject, status: &EsfStatus, lang: Lang) -> Result<Vec<Footnote>, AmountError> {
    let code = project.terms().code.as_str();
    let kr = |amount| swedish(amount, Unit::Kr);
    let mut notes = Vec::new();
    let mut note = |row: &str, text| notes.push(Footnote { row: row.to_owned(), text });
    if status.is_capped() {
        let beyond = kr(status.supported.checked_sub(status.earned)?);
        note(
            "earned",
            match lang {
                Lang::Sv => {
                    format!("{code}: kostnaderna ger {beyond} mer än det beviljade stödet, som är taket.")
                }
                Lang::En => {
                    format!("{code}: the cost gives {beyond} more than the grant, which is the ceiling.")
                }
            },
        );
    }
    if let Some(told) = status.receivable_told()?
        && told != status.receivable
    {
        let (told, booked) = (kr(told), kr(status.receivable));
        let apart = kr(status.paid_in_books.checked_sub(status.paid)?);
        note(
            "receivable",
            match lang {
                Lang::Sv => format!(
                    "{code}: efter ansökningar och utbetalningar ska fordran vara {told} men är {booked}. \
                 Det skiljer {apart}."
                ),
                Lang::En => format!(
                    "{code}: by claims and payments the receivable is {told}, but it is {booked}: {apart} apart."
                ),
            },
        );
    }
    if let Some(date) = status.settled {
        note(
            "receivable",
            match lang {
                Lang::Sv => format!("{code}: slutavräknat {date}."),
                Lang::En => format!("{code}: settled on {date}."),
            },
        );
    }
    Ok(notes)
}
