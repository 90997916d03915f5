//! What a proof of published reports says: figures by name, relations in words and numbers, what would
//! mend them and how they came about.

mod book;
mod figures;
mod relation;
mod words;

use super::{Lang, harmless};
use crate::verify::{Correction, Explanation, Failure, FigureAt, Published, PublishedTable, Sides, Verdict};
pub use book::{HeldCounts, derived, differs, figures_in, held, held_in_short, reason};
use figures::Form;
pub use relation::relation;
pub use words::{likeness, rule};

/// The most characters of a printed name that stand in a sentence.
const NAME_LENGTH_MAX: usize = 100;

/// What came of it, on one line: figures read, relations tested, how many of them hold.
///
/// ```
/// use finsam_ledger::{message::{Lang, verify::headline}, verify::Verdict};
/// let verdict = Verdict { figures: 1, ..Verdict::default() };
/// assert_eq!(headline(&verdict, Lang::Sv), "1 siffra läst, inget samband att pröva");
/// ```
#[must_use]
pub fn headline(verdict: &Verdict, lang: Lang) -> String {
    let failing = verdict.tested.len().saturating_sub(verdict.holding());
    words::headline(verdict.figures, verdict.tested.len(), failing, lang)
}

/// A figure as printed: with the decimals it is printed with, its thousands apart; nothing where
/// nothing is printed.
#[must_use]
pub fn figure(at: FigureAt, reports: &[Published]) -> String {
    at.figure(reports).map(|figure| Form::at(at, reports).figure(figure.value)).unwrap_or_default()
}

/// The row of a figure as printed: what stands before it, and its label.
#[must_use]
pub fn row_name(at: FigureAt, reports: &[Published]) -> String {
    let Some(row) = at.row(reports) else { return String::new() };
    let (key, label) = (row.key.trim(), row.label.trim());
    let blank = if key.is_empty() || label.is_empty() { "" } else { " " };
    harmless(&format!("{key}{blank}{label}"), NAME_LENGTH_MAX)
}

/// Where a figure stands, as printed: table, row and column, after the report where there are several.
#[must_use]
pub fn figure_name(at: FigureAt, reports: &[Published]) -> String {
    let report = (reports.len() > 1).then(|| reports.get(at.report)).flatten();
    let parts = [
        report.map(|report| report.name.as_str()).unwrap_or_default(),
        at.table(reports).map(|table| table.name.as_str()).unwrap_or_default(),
        &row_name(at, reports),
        at.column(reports).map(|column| column.heading.as_str()).unwrap_or_default(),
    ];
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| harmless(part, NAME_LENGTH_MAX)).collect::<Vec<_>>().join(" › ")
}

/// What would mend a failure: a sentence that is whole, or one that leads to the items below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// The sentence.
    pub sentence: String,
    /// The figures or sets of figures that it is about, where it leads to several.
    pub items: Vec<String>,
}

/// What would mend a failure: the smallest set of figures and what each should be, and the sets that
/// are as small.
#[must_use]
pub fn remedy(failure: &Failure, reports: &[Published], lang: Lang) -> Remedy {
    let told = |correction: &Correction| {
        let should_be = Form::at(correction.figure, reports).figure(correction.should_be);
        (figure_name(correction.figure, reports), should_be)
    };
    let item = |correction: &Correction| {
        let (name, should_be) = told(correction);
        words::changed_to(&name, &should_be, lang)
    };
    let set = |set: &[Correction]| {
        let items: Vec<String> = set.iter().map(item).collect();
        items.join(&format!(" {} ", words::and(lang)))
    };
    let lead = words::mend(failure.alternatives.len() + 1, failure.corrections.len(), lang);
    match (failure.corrections.as_slice(), failure.alternatives.as_slice()) {
        ([], _) => Remedy { sentence: words::nothing_mends(lang).to_owned(), items: Vec::new() },
        ([only], []) => {
            let (name, should_be) = told(only);
            Remedy { sentence: words::mends(&name, &should_be, lang), items: Vec::new() }
        }
        (all, []) => Remedy { sentence: lead.to_owned(), items: all.iter().map(item).collect() },
        (first, others) => {
            let sets = std::iter::once(first).chain(others.iter().map(Vec::as_slice));
            Remedy { sentence: lead.to_owned(), items: sets.map(set).collect() }
        }
    }
}

/// How a wrong figure came about, as a sentence: the likeliest of those that would mend the failure.
#[must_use]
pub fn explanation(failure: &Failure, reports: &[Published], lang: Lang) -> Option<String> {
    let wrong = failure.corrections.first().map(|first| figure(first.figure, reports)).unwrap_or_default();
    Some(explained(failure.explanation?, &wrong, reports, lang))
}

/// How the figure `wrong` came about, as a sentence.
#[must_use]
pub fn explained(explanation: Explanation, wrong: &str, reports: &[Published], lang: Lang) -> String {
    use words::explanation as said;
    let name = |at| figure_name(at, reports);
    match explanation {
        Explanation::SignTurned => said::sign_turned(wrong, lang),
        Explanation::DigitsTransposed => said::digits_transposed(wrong, lang),
        Explanation::OneDigit => said::one_digit(wrong, lang),
        Explanation::Thousandfold => said::thousandfold(wrong, lang),
        Explanation::FigureOf(at) => said::figure_of(wrong, &name(at), lang),
        Explanation::DifferenceIs(at) => said::difference_is(&name(at), &figure(at, reports), lang),
        Explanation::CountedTwice(at) => said::counted_twice(&name(at), &figure(at, reports), lang),
        Explanation::RowMissing(amount) => said::row_missing(&relation::in_kr(amount), lang),
        Explanation::AccountLeftOut(account) => said::account_left_out(account, lang),
        Explanation::OtherPeriod(period) => said::other_period(period, lang),
    }
}

/// Whether a failure could be a matter of rounding, as a sentence.
#[must_use]
pub fn beyond_rounding(sides: &Sides, lang: Lang) -> String {
    match sides {
        Sides::Amounts { allowed, .. } if !allowed.is_zero() => {
            words::beyond_rounding(Some(&relation::in_kr(*allowed)), lang)
        }
        Sides::Amounts { .. } | Sides::Percent { .. } => words::beyond_rounding(None, lang),
    }
}

/// What a table is called in a sentence.
fn table_in_words(table: &PublishedTable, lang: Lang) -> String {
    let title = harmless(table.title.trim(), NAME_LENGTH_MAX);
    if let Some(number) = &table.note {
        return words::note(&harmless(number.trim(), NAME_LENGTH_MAX), &title, lang);
    }
    if let Some(known) = words::known_table(&plain(&title), lang) {
        return known.to_owned();
    }
    words::table(&harmless(table.name.trim(), NAME_LENGTH_MAX), lang)
}

/// A title without capitals, without å, ä and ö, without blanks and hyphens.
fn plain(title: &str) -> String {
    let letters = title.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    letters
        .map(|letter| match letter {
            'å' | 'ä' => 'a',
            'ö' => 'o',
            other => other,
        })
        .collect()
}
