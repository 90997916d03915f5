//! What would explain a wrong figure, where the arithmetic shows it.
//!
//! People who copy figures make few kinds of mistakes: a sign is lost, two digits change places, the
//! figure of the row above is typed, a row is left out of a sum. Each leaves a mark on the number. But
//! among enough figures some number always fits, so what would fit more than one wrong figure in
//! [`ODDS`] by chance explains nothing: small figures have no explanation.

use super::published::{Basis, ColumnMeaning, FigureAt, Published, PublishedColumn, PublishedFigure, Time};
use super::verdict::{Correction, Explanation, Relation, Term};
use crate::amount::Unit;
use crate::statement::overview::Figure;

/// Of so many wrong figures, less than one may fit an explanation by chance.
const ODDS: u128 = 100;

/// Fewer digits say nothing of their places, or of the place that a figure was taken from.
const TELLING_DIGITS_MIN: usize = 3;

/// So many digits have fewer neighbours by one digit than one number in [`ODDS`].
const ONE_DIGIT_OF_MIN: usize = 4;

/// Figures in whole kronor or thousands may lie so many of them apart by rounding alone.
const ROUNDING_STEPS_MAX: u128 = 3;

/// How many of one unit are one of the next.
const THOUSAND: i128 = 10_i128.pow(3);

/// What would explain that a figure is printed as it is and not as the correction has it, where the
/// arithmetic shows it: the simplest cause that does.
///
/// `relation` is one that the figure stands in and that shows it to be wrong. `suspected` are figures
/// that are wrong with it: they explain nothing, since what follows from a wrong figure repeats it.
pub(super) fn explain(
    reports: &[Published],
    correction: &Correction,
    relation: &Relation,
    suspected: &[FigureAt],
) -> Option<Explanation> {
    let wrong = Wrong::of(reports, correction, suspected)?;
    let parts = solved_for(relation, correction.figure);
    slip(wrong.printed, wrong.should_be)
        .or_else(|| wrong.counted_twice(&parts))
        .or_else(|| wrong.figure_of())
        .or_else(|| wrong.left_out(&parts))
        .or_else(|| wrong.difference_is())
        .or_else(|| one_digit(wrong.printed, wrong.should_be, wrong.is_whole))
}

/// How simple a cause is: the lower, the likelier of two. What has no explanation comes last.
pub(super) const fn rank(explanation: Option<&Explanation>) -> u8 {
    match explanation {
        Some(Explanation::SignTurned) => 0,
        Some(Explanation::Thousandfold) => 1,
        Some(Explanation::DigitsTransposed) => 2,
        Some(Explanation::CountedTwice(_)) => 3,
        Some(Explanation::FigureOf(_) | Explanation::RowMissing(_)) => 4,
        Some(Explanation::AccountLeftOut(_)) => 5,
        Some(Explanation::OtherPeriod(_)) => 6,
        Some(Explanation::DifferenceIs(_)) => 7,
        Some(Explanation::OneDigit) => 8,
        None => 9,
    }
}

/// What a slip of the hand on the figure alone would explain, but for a single digit: that fits more
/// figures than the others do. Both are counted in the last digit that is printed.
pub(super) fn slip(printed: i128, should_be: i128) -> Option<Explanation> {
    let (own, right) = (digits(printed), digits(should_be));
    if printed == -should_be && chance(own.len(), 1) {
        return Some(Explanation::SignTurned);
    }
    if printed.signum() != should_be.signum() {
        return None;
    }
    let thousandth =
        |large: i128, small: i128| rounded(large, THOUSAND) == Some(small) && chance(digits(small).len(), 1);
    if thousandth(printed, should_be) || thousandth(should_be, printed) {
        return Some(Explanation::Thousandfold);
    }
    let pairs = own.len() * own.len().saturating_sub(1) / 2;
    let is_told = own.len() >= TELLING_DIGITS_MIN && chance(own.len(), pairs);
    (is_told && are_transposed(&own, &right)).then_some(Explanation::DigitsTransposed)
}

/// Whether one digit that is another, lacking or too much explains the figure. Of figures that are
/// printed without öre (`is_whole`), one a few apart is a matter of rounding.
pub(super) fn one_digit(printed: i128, should_be: i128, is_whole: bool) -> Option<Explanation> {
    let (own, right) = (digits(printed), digits(should_be));
    let apart = printed.abs_diff(should_be);
    let is_rounding = is_whole && apart <= ROUNDING_STEPS_MAX;
    let is_told = printed.signum() == should_be.signum() && own.len().max(right.len()) >= ONE_DIGIT_OF_MIN;
    (is_told && !is_rounding && differ_by_one_digit(&own, &right)).then_some(Explanation::OneDigit)
}

/// A figure counted in the last of these digits, away from zero where it has more of them.
pub(super) fn counted(value: Figure, unit: Unit, decimals: u32) -> Option<i128> {
    let counted = match value {
        Figure::Amount(amount) => rounded(i128::from(amount.ore()), step(unit, decimals))?,
        Figure::Percent(number) | Figure::Count(number) => {
            let strategy = rust_decimal::RoundingStrategy::MidpointAwayFromZero;
            let number = number.round_dp_with_strategy(decimals, strategy);
            number.mantissa().checked_mul(10_i128.checked_pow(decimals.checked_sub(number.scale())?)?)?
        }
    };
    // No amount has more digits; of numbers that have, neither sums nor differences are taken.
    i64::try_from(counted).is_ok().then_some(counted)
}

/// How many öre the last digit of an amount counts, printed in this unit with so many decimals.
pub(super) fn step(unit: Unit, decimals: u32) -> i128 {
    let tkr = i128::from(Unit::Tkr.ore());
    let whole = match unit {
        Unit::Kr => tkr / THOUSAND,
        Unit::Tkr => tkr,
    };
    10_i128.checked_pow(decimals).map_or(1, |parts| (whole / parts).max(1))
}

/// The terms that should come to this figure, as the relation has it; none where it says nothing of
/// the figure alone.
fn solved_for(relation: &Relation, figure: FigureAt) -> Vec<Term> {
    let is_it = |term: &&Term| term.figure == figure;
    let (left, right) = (relation.left.iter().find(is_it), relation.right.iter().find(is_it));
    let (own, near, far) = match (left, right) {
        (Some(own), None) => (own, &relation.left, &relation.right),
        (None, Some(own)) => (own, &relation.right, &relation.left),
        _ => return Vec::new(),
    };
    if !relation.share_of.is_empty() {
        return Vec::new();
    }
    let far = far.iter().map(|term| Term { minus: term.minus != own.minus, ..*term });
    let near = near.iter().filter(|term| term.figure != figure);
    far.chain(near.map(|term| Term { minus: term.minus == own.minus, ..*term })).collect()
}

/// A wrong figure among the others.
struct Wrong<'a> {
    reports: &'a [Published],
    at: FigureAt,
    figure: &'a PublishedFigure,
    column: &'a PublishedColumn,
    suspected: &'a [FigureAt],
    /// What is printed, counted in its last digit.
    printed: i128,
    /// What it should be, counted in that too.
    should_be: i128,
    /// Whether it is an amount without öre.
    is_whole: bool,
}

impl<'a> Wrong<'a> {
    fn of(reports: &'a [Published], correction: &Correction, suspected: &'a [FigureAt]) -> Option<Self> {
        let at = correction.figure;
        let (figure, column) = (at.figure(reports)?, at.column(reports)?);
        let in_digits = |value| counted(value, column.unit, figure.decimals);
        let (printed, should_be) = (in_digits(figure.value)?, in_digits(correction.should_be)?);
        let is_whole = step(column.unit, figure.decimals) > 1;
        let is_wrong = printed != should_be;
        is_wrong.then_some(Self { reports, at, figure, column, suspected, printed, should_be, is_whole })
    }

    /// A term that is in the sum once more than it should be.
    fn counted_twice(&self, parts: &[Term]) -> Option<Explanation> {
        let added = parts.iter().filter(|part| !part.minus).map(|part| part.figure);
        let too_much = self.printed - self.should_be;
        self.place_of(too_much, added.collect()).map(Explanation::CountedTwice)
    }

    /// A term that is not in the sum, or taken off instead of added as often.
    fn left_out(&self, parts: &[Term]) -> Option<Explanation> {
        if self.printed == 0 {
            // Where nothing is printed at all, no part of it is missing more than another.
            return None;
        }
        let of = |minus: bool| parts.iter().filter(move |part| part.minus == minus).map(|part| part.figure);
        let missing = self.should_be - self.printed;
        let added = self.place_of(missing, of(false).collect());
        added.or_else(|| self.place_of(-missing, of(true).collect())).map(Explanation::DifferenceIs)
    }

    /// The figure of another place that is printed here: of its row, its column, another table.
    fn figure_of(&self) -> Option<Explanation> {
        let column = || self.place_of(self.printed, self.of_its_column());
        let elsewhere = || self.place_of(self.printed, self.of_its_time());
        // What a row prints more than once may be what it is every year.
        let of_row = self.of_its_row();
        let alike = of_row.iter().filter(|at| self.like(**at) == Some(self.printed)).count();
        let row = self.place_of(self.printed, of_row).filter(|_| alike == 1);
        row.or_else(column).or_else(elsewhere).map(Explanation::FigureOf)
    }

    /// What is missing or too much is a figure of its column, or one of that time.
    fn difference_is(&self) -> Option<Explanation> {
        let difference = self.printed - self.should_be;
        let is_either = |among: Vec<FigureAt>| {
            let missing = self.place_of(-difference, among.clone());
            missing.or_else(|| self.place_of(difference, among))
        };
        if self.printed == 0 || self.should_be == 0 {
            return None;
        }
        let column = is_either(self.of_its_column());
        column.or_else(|| is_either(self.of_its_time())).map(Explanation::DifferenceIs)
    }

    /// The first of these places that has this value, where that is no chance.
    fn place_of(&self, value: i128, among: Vec<FigureAt>) -> Option<FigureAt> {
        let figures = among.into_iter().filter_map(|at| Some((at, self.like(at)?)));
        let figures: Vec<_> = figures.filter(|(_, other)| *other != 0).collect();
        let is_told = is_told(value, figures.len());
        figures.iter().find(|(_, other)| is_told && *other == value).map(|(at, _)| *at)
    }

    /// Another figure counted in the digits of this one: of the same kind, and no coarser than it.
    fn like(&self, at: FigureAt) -> Option<i128> {
        if at == self.at || self.suspected.contains(&at) {
            return None;
        }
        let (figure, column) = (at.figure(self.reports)?, at.column(self.reports)?);
        let fits = match (figure.value, self.figure.value) {
            (Figure::Amount(_), Figure::Amount(_)) => {
                step(column.unit, figure.decimals) <= step(self.column.unit, self.figure.decimals)
            }
            (Figure::Percent(_), Figure::Percent(_)) | (Figure::Count(_), Figure::Count(_)) => {
                figure.decimals >= self.figure.decimals
            }
            _ => false,
        };
        fits.then(|| counted(figure.value, self.column.unit, self.figure.decimals))?
    }

    fn of_its_row(&self) -> Vec<FigureAt> {
        let columns = self.at.row(self.reports).map_or(0, |row| row.figures.len());
        (0..columns).map(|column| FigureAt { column, ..self.at }).collect()
    }

    /// The figures of its column, the nearest rows first.
    fn of_its_column(&self) -> Vec<FigureAt> {
        let rows = self.at.table(self.reports).map_or(0, |table| table.rows.len());
        let mut rows: Vec<usize> = (0..rows).collect();
        rows.sort_by_key(|row| row.abs_diff(self.at.row));
        rows.into_iter().map(|row| FigureAt { row, ..self.at }).collect()
    }

    /// The figures of other tables that are about the same time, its own report first.
    fn of_its_time(&self) -> Vec<FigureAt> {
        let mut found = Vec::new();
        for (report, published) in self.reports.iter().enumerate() {
            for (table, tables) in published.tables.iter().enumerate() {
                let is_own = (report, table) == (self.at.report, self.at.table);
                let columns = tables.columns.iter().enumerate();
                for (column, _) in
                    columns.filter(|(_, other)| !is_own && meets(self.column.meaning, other.meaning))
                {
                    found.extend((0..tables.rows.len()).map(|row| FigureAt { report, table, row, column }));
                }
            }
        }
        found.sort_by_key(|at| at.report != self.at.report);
        found
    }
}

/// Whether two columns hold the same kind of figures of the same time; a balance belongs to the
/// periods that it opens or closes.
fn meets(one: ColumnMeaning, other: ColumnMeaning) -> bool {
    let of_one_time = match (one.time, other.time) {
        (Time::Unsaid, _) | (_, Time::Unsaid) => false,
        (Time::During(period), Time::Closing(day)) | (Time::Closing(day), Time::During(period)) => {
            period.last().last_day() == day
        }
        (Time::During(period), Time::Opening(day)) | (Time::Opening(day), Time::During(period)) => {
            period.first().first_day() == day
        }
        (one, other) => one == other,
    };
    of_one_time && one.basis == other.basis && one.basis != Basis::Variance
}

/// Whether a number has enough digits to tell one place among so many where it stands too.
pub(super) fn is_told(number: i128, places: usize) -> bool {
    let telling = telling_digits(number);
    telling >= TELLING_DIGITS_MIN && chance(telling, places)
}

/// Whether fewer than one in [`ODDS`] numbers of so many digits would be one of so many by chance.
fn chance(digits: usize, tries: usize) -> bool {
    let numbers = u32::try_from(digits).ok().and_then(|digits| 10_u128.checked_pow(digits));
    let tries = u128::try_from(tries).unwrap_or(u128::MAX);
    numbers.is_none_or(|numbers| numbers >= tries.saturating_mul(ODDS))
}

/// A number divided and rounded to the nearest whole, halves away from zero.
fn rounded(number: i128, step: i128) -> Option<i128> {
    let (whole, rest) = (number.checked_div(step)?, number.checked_rem(step)?);
    Some(if rest.unsigned_abs() * 2 >= step.unsigned_abs() { whole + rest.signum() } else { whole })
}

/// The digits of a number, without its sign.
fn digits(number: i128) -> Vec<u8> {
    number.unsigned_abs().to_string().into_bytes()
}

/// How many digits of a number tell it from others: those before the zeros it ends with.
fn telling_digits(number: i128) -> usize {
    let digits = digits(number);
    digits.iter().rposition(|digit| *digit != b'0').map_or(0, |last| last + 1)
}

/// Whether two digits of one are those of the other with their places changed.
fn are_transposed(one: &[u8], other: &[u8]) -> bool {
    let differing: Vec<_> = one.iter().zip(other).filter(|(one, other)| one != other).collect();
    match differing[..] {
        [(first, first_other), (second, second_other)] => {
            one.len() == other.len() && first == second_other && second == first_other
        }
        _ => false,
    }
}

/// Whether one digit is another, or one of the two has a digit more.
fn differ_by_one_digit(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let same_start = short.iter().zip(long).take_while(|(short, long)| short == long).count();
    let rest_of = |digits: &'_ [u8]| digits.get(same_start + 1..).map(<[u8]>::to_vec);
    match long.len() - short.len() {
        0 => rest_of(short).is_some() && rest_of(short) == rest_of(long),
        1 => short.get(same_start..).map(<[u8]>::to_vec) == rest_of(long),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::super::published::{PublishedRow, PublishedTable};
    use super::super::verdict::Rule;
    use super::*;
    use crate::amount::Amount;
    use crate::finding::Place;

    /// A table in whole units of its columns; a year a column.
    fn table(unit: Unit, years: &[&str], rows: &[&[i64]]) -> PublishedTable {
        let place = Place::file(&Arc::from("rapport.csv"));
        let figure = |number: &i64| PublishedFigure {
            value: amount(*number, unit),
            decimals: 0,
            text: number.to_string(),
            place: place.clone(),
        };
        let row = |numbers: &&[i64]| PublishedRow {
            key: String::new(),
            label: String::new(),
            is_sum: false,
            place: place.clone(),
            figures: numbers.iter().map(|number| Some(figure(number))).collect(),
        };
        let column = |year: &&str| PublishedColumn {
            heading: (*year).to_owned(),
            meaning: ColumnMeaning {
                time: Time::During(year.parse().expect("a year")),
                ..ColumnMeaning::default()
            },
            unit,
        };
        PublishedTable {
            name: String::new(),
            title: String::new(),
            group: String::new(),
            note: None,
            columns: years.iter().map(column).collect(),
            rows: rows.iter().map(row).collect(),
        }
    }

    fn amount(number: i64, unit: Unit) -> Figure {
        Figure::Amount(Amount::from_ore(number * i64::try_from(step(unit, 0)).expect("small")))
    }

    fn report(tables: Vec<PublishedTable>) -> [Published; 1] {
        [Published { name: String::new(), tables }]
    }

    const fn at(table: usize, row: usize, column: usize) -> FigureAt {
        FigureAt { report: 0, table, row, column }
    }

    /// The last row of the first table as the sum of the rows before it, in its first column.
    fn sum(rows: usize) -> Relation {
        let term = |row| Term { figure: at(0, row, 0), minus: false };
        let right = (0..rows - 1).map(term).collect();
        Relation { rule: Rule::Sum, left: vec![term(rows - 1)], right, share_of: Vec::new() }
    }

    /// What explains the sum under these figures.
    fn of_sum(unit: Unit, column: &[i64], should_be: i64) -> Option<Explanation> {
        let rows: Vec<[i64; 1]> = column.iter().map(|number| [*number]).collect();
        let rows: Vec<&[i64]> = rows.iter().map(<[i64; 1]>::as_slice).collect();
        let reports = report(vec![table(unit, &["2019"], &rows)]);
        let figure = at(0, column.len() - 1, 0);
        let correction = Correction { figure, should_be: amount(should_be, unit) };
        explain(&reports, &correction, &sum(column.len()), &[])
    }

    #[test]
    fn slips_of_the_hand_are_told_by_the_digits_that_are_printed() {
        for unit in [Unit::Kr, Unit::Tkr] {
            let of = |printed, should_be| of_sum(unit, &[printed], should_be);
            assert_eq!(of(-54_069, 54_069), Some(Explanation::SignTurned));
            assert_eq!(of(54_609, 54_069), Some(Explanation::DigitsTransposed));
            assert_eq!(of(94_065, 54_069), Some(Explanation::DigitsTransposed), "not beside each other");
            assert_eq!(of(54_069_000, 54_069), Some(Explanation::Thousandfold));
            assert_eq!(of(54, 54_069), Some(Explanation::Thousandfold), "and rounded");
            assert_eq!(of(54_869, 54_069), Some(Explanation::OneDigit), "another");
            assert_eq!(of(5_406, 54_069), Some(Explanation::OneDigit), "lacking");
            assert_eq!(of(544_069, 54_069), Some(Explanation::OneDigit), "doubled");
            assert_eq!(of(54_000_069, 54_069), None);
            assert_eq!(of(-54_609, 54_069), None, "one slip, not two");
        }
    }

    #[test]
    fn what_would_fit_small_figures_by_chance_explains_nothing() {
        for (printed, should_be) in
            [(5, -5), (0, 54_069), (54_069, 0), (45, 54), (124, 184), (5, 5_123), (12, 120)]
        {
            assert_eq!(of_sum(Unit::Tkr, &[printed], should_be), None, "{printed}, {should_be}");
        }
        assert_eq!(of_sum(Unit::Tkr, &[18_357], 18_358), None, "one apart is a matter of rounding");
        let exact = correction_in_ore(1_835_700, 1_835_800);
        assert_eq!(exact, Some(Explanation::OneDigit), "and printed to the öre it is not");
    }

    /// What explains a single figure that is printed to the öre.
    fn correction_in_ore(printed: i64, should_be: i64) -> Option<Explanation> {
        let mut table = table(Unit::Kr, &["2019"], &[&[0]]);
        let ore = |ore| Figure::Amount(Amount::from_ore(ore));
        if let Some(figure) = &mut table.rows[0].figures[0] {
            (figure.value, figure.decimals) = (ore(printed), 2);
        }
        let correction = Correction { figure: at(0, 0, 0), should_be: ore(should_be) };
        explain(&report(vec![table]), &correction, &sum(1), &[])
    }

    #[test]
    fn a_sum_tells_which_of_its_parts_is_left_out_or_in_it_twice() {
        let of = |printed| of_sum(Unit::Kr, &[556_198, 50_618, 231_339, printed], 838_155);
        assert_eq!(of(838_155 - 50_618), Some(Explanation::DifferenceIs(at(0, 1, 0))));
        assert_eq!(of(838_155 + 231_339), Some(Explanation::CountedTwice(at(0, 2, 0))));
        assert_eq!(of(838_155 + 231_340), None);
        // Of three digits only the parts of the sum are believed, and only while there are few.
        assert_eq!(
            of_sum(Unit::Tkr, &[556, 50, 231, 606], 837),
            Some(Explanation::DifferenceIs(at(0, 2, 0)))
        );
        assert_eq!(of_sum(Unit::Tkr, &[556, 50, 231, 787], 837), None, "two digits");
        let many: Vec<i64> = (0..12).map(|row| 231 + 11 * row).chain([3_267]).collect();
        assert_eq!(of_sum(Unit::Tkr, &many, 3_498), None, "among twelve figures one fits easily");
    }

    #[test]
    fn a_part_that_is_taken_off_is_left_out_the_other_way_round() {
        let reports = report(vec![table(Unit::Kr, &["2019"], &[&[3_720_088], &[5_653_517], &[3_720_088]])]);
        let term = |row, minus| Term { figure: at(0, row, 0), minus };
        let relation = Relation {
            rule: Rule::Change,
            left: vec![term(2, true)],
            right: vec![term(0, true), term(1, false)],
            share_of: Vec::new(),
        };
        assert_eq!(solved_for(&relation, at(0, 2, 0)), [term(0, false), term(1, true)]);
        assert_eq!(solved_for(&relation, at(0, 1, 0)), [term(2, true), term(0, false)]);
        let correction = Correction { figure: at(0, 2, 0), should_be: amount(-1_933_429, Unit::Kr) };
        let left_out = explain(&reports, &correction, &relation, &[at(0, 0, 0)]);
        assert_eq!(left_out, Some(Explanation::DifferenceIs(at(0, 1, 0))));
    }

    #[test]
    fn the_figure_of_another_place_is_looked_for_near_by_first() {
        let first = table(Unit::Kr, &["2019", "2018"], &[&[14_400, 16_043], &[16_043, 12_642], &[97, 0]]);
        let second = table(Unit::Kr, &["2018", "2019"], &[&[50_618, 28_745], &[231_339, 97]]);
        let reports = report(vec![first, second]);
        let printed = |table: usize, row: usize, column: usize, number: i64| {
            let mut reports = reports.clone();
            if let Some(Some(figure)) = reports[0].tables[table].rows[row].figures.get_mut(column) {
                figure.value = amount(number, Unit::Kr);
            }
            let correction =
                Correction { figure: at(table, row, column), should_be: amount(77_777, Unit::Kr) };
            explain(&reports, &correction, &sum(1), &[])
        };
        assert_eq!(printed(0, 0, 0, 16_043), Some(Explanation::FigureOf(at(0, 0, 1))), "its row");
        assert_eq!(printed(0, 0, 1, 12_642), Some(Explanation::FigureOf(at(0, 1, 1))), "its column");
        assert_eq!(printed(0, 1, 0, 28_745), Some(Explanation::FigureOf(at(1, 0, 1))), "its year elsewhere");
        assert_eq!(printed(0, 1, 0, 50_618), None, "another year elsewhere");
        assert_eq!(printed(0, 2, 0, 0), None, "nothing is the figure of no place");
        assert_eq!(printed(1, 1, 1, 97), None, "nor are two digits");
    }

    #[test]
    fn what_repeats_a_wrong_figure_does_not_explain_it() {
        let result = table(Unit::Kr, &["2019"], &[&[-40_389], &[-97], &[-40_486]]);
        let flow = table(Unit::Kr, &["2019"], &[&[-40_389], &[-40_389]]);
        let reports = report(vec![result, flow]);
        let term = |figure| Term { figure, minus: false };
        let relation = Relation {
            rule: Rule::CashFlow,
            left: vec![term(at(1, 0, 0))],
            right: vec![term(at(0, 2, 0))],
            share_of: Vec::new(),
        };
        let correction = Correction { figure: at(1, 0, 0), should_be: amount(-40_486, Unit::Kr) };
        let explained = |suspected: &[FigureAt]| explain(&reports, &correction, &relation, suspected);
        assert_eq!(explained(&[at(1, 1, 0)]), Some(Explanation::FigureOf(at(0, 0, 0))));
        assert_eq!(explained(&[]), Some(Explanation::FigureOf(at(1, 1, 0))));
    }

    proptest! {
        #[test]
        fn a_slip_is_recognised_whatever_the_figure(
            ore in 10_000_i128..1_000_000_000_000, minus: bool, first in 0_usize..12, second in 0_usize..12, digit in 0_u8..10,
        ) {
            let own = digits(ore);
            let number = |digits: &[u8]| {
                let number: i128 = std::str::from_utf8(digits).expect("digits").parse().expect("a number");
                if minus { -number } else { number }
            };
            let should_be = number(&own);
            prop_assert_eq!(slip(-should_be, should_be), Some(Explanation::SignTurned));
            prop_assert_eq!(slip(should_be * THOUSAND, should_be), Some(Explanation::Thousandfold));
            let (first, second) = (first % own.len(), second % own.len());
            let mut other = own.clone();
            other.swap(first, second);
            if other[first] != own[first] && other[0] != b'0' {
                prop_assert_eq!(slip(number(&other), should_be), Some(Explanation::DigitsTransposed));
            }
            let mut other = own.clone();
            other[first] = b'0' + digit;
            if other[first] != own[first] && other[0] != b'0' {
                prop_assert_eq!(slip(number(&other), should_be), None);
                prop_assert_eq!(one_digit(number(&other), should_be, false), Some(Explanation::OneDigit));
            }
            let mut other = own.clone();
            other.remove(first);
            if other[0] != b'0' {
                prop_assert_eq!(one_digit(number(&other), should_be, true), Some(Explanation::OneDigit));
            }
            let mut other = own.clone();
            other.insert(first, own[first]);
            prop_assert_eq!(one_digit(number(&other), should_be, true), Some(Explanation::OneDigit));
        }
    }
}
