//! A proof of published reports as JSON.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{shown, written};
use crate::amount::{Amount, Unit};
use crate::finding::Place;
use crate::message::{Lang, label, verify as said};
use crate::notation::plain;
use crate::render::{HeldView, RenderError, VerdictView};
use crate::statement::overview::Figure;
use crate::verify::{
    Correction, Derived, Explanation, Failure, FigureAt, Held, Likeness, MissingRow, Outcome, Published,
    RowUnderstood, Rule, Sides, Term, Tested, Verdict,
};

/// A proof of published reports as JSON, with a line break at its end. Everything is in it, whatever the
/// view lists.
///
/// # Errors
/// [`RenderError::Json`] if the writer fails, which a write to memory does not.
pub fn verdict(
    verdict: &Verdict,
    reports: &[Published],
    view: &VerdictView<'_>,
) -> Result<String, RenderError> {
    let wire = Wire { reports, lang: view.lang };
    let holding = verdict.holding();
    written(&VerdictWire {
        ties: view.ties(verdict),
        summary: said::headline(verdict, view.lang),
        layout: shown(view.layout),
        figures: verdict.figures,
        tested: verdict.tested.len(),
        holding,
        rounding: verdict.rounding().count(),
        failing: verdict.tested.len().saturating_sub(holding),
        reports: reports.iter().map(report).collect(),
        failures: verdict.failures.iter().map(|failure| wire.failure(failure)).collect(),
        book: view.held.map(|held| wire.book(&held)),
        signs: verdict.signs.iter().map(|at| wire.figure(*at)).collect(),
        missing: verdict.missing.iter().map(|row| wire.missing(row)).collect(),
        relations: verdict.tested.iter().map(|tested| wire.relation(tested)).collect(),
        rows: verdict.rows.iter().map(|row| wire.row(row)).collect(),
    })
}

fn report(report: &Published) -> ReportWire {
    ReportWire {
        name: shown(&report.name),
        tables: report.tables.iter().map(|table| shown(&table.name)).collect(),
        figures: report.figure_count(),
    }
}

struct Wire<'a> {
    reports: &'a [Published],
    lang: Lang,
}

impl Wire<'_> {
    fn failure(&self, failure: &Failure) -> FailureWire {
        let set = |set: &Vec<Correction>| set.iter().map(|one| self.correction(one)).collect();
        FailureWire {
            relation: failure.relation,
            follows: failure.follows.clone(),
            corrections: set(&failure.corrections),
            alternatives: failure.alternatives.iter().map(set).collect(),
            explanation: failure.explanation.map(|known| {
                let text = said::explanation(failure, self.reports, self.lang).unwrap_or_default();
                self.explanation(known, text)
            }),
        }
    }

    fn book(&self, view: &HeldView<'_>) -> BookWire {
        BookWire { name: shown(view.book), figures: view.held.iter().map(|held| self.held(held)).collect() }
    }

    fn held(&self, held: &Held) -> HeldWire {
        let at = held.figure;
        let value = |value| Some(self.value(at, value));
        let (outcome, derived, difference) = match &held.derived {
            Derived::Equal { exact } => ("equal", value(*exact), None),
            Derived::Rounding { exact, difference } => ("rounding", value(*exact), value(*difference)),
            Derived::Differs { exact, difference, .. } => ("differs", value(*exact), value(*difference)),
            Derived::NotDerivable(_) => ("not-derivable", None, None),
        };
        let (follows_from, explanation) = match &held.derived {
            Derived::Differs { follows_from, explanation, .. } => (*follows_from, *explanation),
            _ => (None, None),
        };
        let told = |known| {
            let text = said::explained(known, &said::figure(at, self.reports), self.reports, self.lang);
            self.explanation(known, text)
        };
        HeldWire {
            figure: self.figure(at),
            outcome,
            derived,
            difference,
            follows_from: follows_from.map(|from| self.figure(from)),
            explanation: explanation.map(told),
            reason: match &held.derived {
                Derived::NotDerivable(reason) => Some(said::reason(reason, self.lang)),
                _ => None,
            },
        }
    }

    fn correction(&self, correction: &Correction) -> CorrectionWire {
        CorrectionWire {
            figure: self.figure(correction.figure),
            should_be: self.value(correction.figure, correction.should_be),
        }
    }

    fn explanation(&self, explanation: Explanation, text: String) -> ExplanationWire {
        let (kind, figure) = match explanation {
            Explanation::SignTurned => ("sign-turned", None),
            Explanation::DigitsTransposed => ("digits-transposed", None),
            Explanation::OneDigit => ("one-digit", None),
            Explanation::Thousandfold => ("thousandfold", None),
            Explanation::FigureOf(at) => ("figure-of", Some(at)),
            Explanation::DifferenceIs(at) => ("difference-is", Some(at)),
            Explanation::CountedTwice(at) => ("counted-twice", Some(at)),
            Explanation::RowMissing(_) => ("row-missing", None),
            Explanation::AccountLeftOut(_) => ("account-left-out", None),
            Explanation::OtherPeriod(_) => ("other-period", None),
        };
        let amount = match explanation {
            Explanation::RowMissing(amount) => Some(plain(amount, Unit::Kr)),
            _ => None,
        };
        let account = match explanation {
            Explanation::AccountLeftOut(account) => Some(account.to_string()),
            _ => None,
        };
        let period = match explanation {
            Explanation::OtherPeriod(period) => Some(period.to_string()),
            _ => None,
        };
        ExplanationWire { kind, text, figure: figure.map(|at| self.figure(at)), amount, account, period }
    }

    fn relation(&self, tested: &Tested) -> RelationWire {
        let terms = |terms: &[Term]| terms.iter().map(|term| self.term(term)).collect();
        let kr = |amount: Amount| plain(amount, Unit::Kr);
        let (amounts, percent) = match &tested.sides {
            Sides::Amounts { left, right, difference, allowed } => {
                let [left, right, difference, allowed] =
                    [left, right, difference, allowed].map(|side| kr(*side));
                (Some(AmountsWire { left, right, difference, allowed }), None)
            }
            Sides::Percent { printed, computed } => {
                (None, Some(PercentWire { printed: printed.to_string(), computed: computed.to_string() }))
            }
        };
        RelationWire {
            rule: rule_name(tested.relation.rule),
            outcome: match tested.outcome {
                Outcome::Holds => "holds",
                Outcome::Rounding => "rounding",
                Outcome::Fails => "fails",
            },
            text: said::relation(tested, self.reports, self.lang),
            left: terms(&tested.relation.left),
            right: terms(&tested.relation.right),
            share_of: terms(&tested.relation.share_of),
            amounts,
            percent,
        }
    }

    fn term(&self, term: &Term) -> TermWire {
        TermWire { minus: term.minus, figure: self.figure(term.figure) }
    }

    fn figure(&self, at: FigureAt) -> FigureWire {
        let (row, figure) = (at.row(self.reports), at.figure(self.reports));
        let place = figure.map(|figure| &figure.place).or_else(|| row.map(|row| &row.place));
        FigureWire {
            report: at.report,
            table: at.table(self.reports).map(|table| shown(&table.name)).unwrap_or_default(),
            key: row.map(|row| shown(&row.key)).unwrap_or_default(),
            label: row.map(|row| shown(&row.label)).unwrap_or_default(),
            column: at.column(self.reports).map(|column| shown(&column.heading)).unwrap_or_default(),
            value: figure.map(|figure| self.value(at, figure.value)),
            unit: match figure.map(|figure| figure.value) {
                Some(Figure::Percent(_)) => "percent",
                Some(Figure::Count(_)) => "count",
                Some(Figure::Amount(_)) | None => label::unit(self.unit(at)),
            },
            place: place.map(place_wire),
        }
    }

    fn unit(&self, at: FigureAt) -> Unit {
        at.column(self.reports).map(|column| column.unit).unwrap_or_default()
    }

    /// A value in the unit of its column, with the decimals that are printed.
    fn value(&self, at: FigureAt, value: Figure) -> String {
        let number = match (value, self.unit(at)) {
            (Figure::Amount(amount), Unit::Kr) => Decimal::new(amount.ore(), 2),
            (Figure::Amount(amount), Unit::Tkr) => Decimal::new(amount.ore(), 5),
            (Figure::Percent(number) | Figure::Count(number), _) => number,
        };
        let (mut number, decimals) =
            (number.normalize(), at.figure(self.reports).map_or(0, |figure| figure.decimals));
        if number.scale() < decimals {
            number.rescale(decimals);
        }
        number.to_string()
    }

    fn missing(&self, row: &MissingRow) -> MissingWire {
        let table = self.reports.get(row.report).and_then(|report| report.tables.get(row.table));
        MissingWire {
            report: row.report,
            table: table.map(|table| shown(&table.name)).unwrap_or_default(),
            id: row.id.clone(),
            label: shown(&row.label),
        }
    }

    fn row(&self, row: &RowUnderstood) -> RowWire {
        let at = FigureAt { report: row.report, table: row.table, row: row.row, column: 0 };
        let printed = at.row(self.reports);
        let line = row.line.as_ref().map(|line| LineWire {
            id: line.id.clone(),
            label: shown(&line.label),
            likeness: likeness_name(line.likeness),
        });
        RowWire {
            report: row.report,
            table: at.table(self.reports).map(|table| shown(&table.name)).unwrap_or_default(),
            key: printed.map(|row| shown(&row.key)).unwrap_or_default(),
            label: printed.map(|row| shown(&row.label)).unwrap_or_default(),
            place: printed.map(|row| place_wire(&row.place)),
            line,
            relations: row.relations,
        }
    }
}

fn place_wire(place: &Place) -> PlaceWire {
    PlaceWire {
        file: shown(&place.file),
        sheet: place.sheet.as_ref().map(|sheet| shown(sheet)),
        cell: place.cell(),
        line: place.line,
    }
}

const fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::SameFigure => "same-figure",
        Rule::EarlierReport => "earlier-report",
        Rule::BalanceSheet => "balance-sheet",
        Rule::Note => "note",
        Rule::Overview => "overview",
        Rule::CashFlow => "cash-flow",
        Rule::LiquidFunds => "liquid-funds",
        Rule::Equity => "equity",
        Rule::Sum => "sum",
        Rule::Whole => "whole",
        Rule::Change => "change",
        Rule::Variance => "variance",
        Rule::Net => "net",
        Rule::Share => "share",
    }
}

const fn likeness_name(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "same",
        Likeness::Form => "form",
        Likeness::Abbreviation => "abbreviation",
        Likeness::Spelling => "spelling",
    }
}

#[derive(Serialize)]
struct VerdictWire {
    ties: bool,
    summary: String,
    layout: String,
    figures: usize,
    tested: usize,
    holding: usize,
    rounding: usize,
    failing: usize,
    reports: Vec<ReportWire>,
    failures: Vec<FailureWire>,
    book: Option<BookWire>,
    signs: Vec<FigureWire>,
    missing: Vec<MissingWire>,
    relations: Vec<RelationWire>,
    rows: Vec<RowWire>,
}

#[derive(Serialize)]
struct ReportWire {
    name: String,
    tables: Vec<String>,
    figures: usize,
}

#[derive(Serialize)]
struct FailureWire {
    relation: usize,
    follows: Vec<usize>,
    corrections: Vec<CorrectionWire>,
    alternatives: Vec<Vec<CorrectionWire>>,
    explanation: Option<ExplanationWire>,
}

#[derive(Serialize)]
struct BookWire {
    name: String,
    figures: Vec<HeldWire>,
}

#[derive(Serialize)]
struct HeldWire {
    figure: FigureWire,
    outcome: &'static str,
    derived: Option<String>,
    difference: Option<String>,
    follows_from: Option<FigureWire>,
    explanation: Option<ExplanationWire>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct CorrectionWire {
    figure: FigureWire,
    should_be: String,
}

#[derive(Serialize)]
struct ExplanationWire {
    kind: &'static str,
    text: String,
    figure: Option<FigureWire>,
    amount: Option<String>,
    account: Option<String>,
    period: Option<String>,
}

#[derive(Serialize)]
struct RelationWire {
    rule: &'static str,
    outcome: &'static str,
    text: String,
    left: Vec<TermWire>,
    right: Vec<TermWire>,
    share_of: Vec<TermWire>,
    amounts: Option<AmountsWire>,
    percent: Option<PercentWire>,
}

#[derive(Serialize)]
struct AmountsWire {
    left: String,
    right: String,
    difference: String,
    allowed: String,
}

#[derive(Serialize)]
struct PercentWire {
    printed: String,
    computed: String,
}

#[derive(Serialize)]
struct TermWire {
    minus: bool,
    figure: FigureWire,
}

#[derive(Serialize)]
struct FigureWire {
    report: usize,
    table: String,
    key: String,
    label: String,
    column: String,
    value: Option<String>,
    unit: &'static str,
    place: Option<PlaceWire>,
}

#[derive(Serialize)]
struct PlaceWire {
    file: String,
    sheet: Option<String>,
    cell: Option<String>,
    line: u64,
}

#[derive(Serialize)]
struct RowWire {
    report: usize,
    table: String,
    key: String,
    label: String,
    place: Option<PlaceWire>,
    line: Option<LineWire>,
    relations: usize,
}

#[derive(Serialize)]
struct MissingWire {
    report: usize,
    table: String,
    id: String,
    label: String,
}

#[derive(Serialize)]
struct LineWire {
    id: String,
    label: String,
    likeness: &'static str,
}
