//! What a proof of published reports comes to.

use rust_decimal::Decimal;

use super::published::FigureAt;
use crate::account::AccountNumber;
use crate::amount::Amount;
use crate::calendar::Period;
use crate::statement::overview::Figure;

/// What was found of published reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many figures are printed.
    pub figures: usize,
    /// Every relation that was tested, in the order of what it is about.
    pub tested: Vec<Tested>,
    /// What does not tie: one a cause, in the order of the reports.
    pub failures: Vec<Failure>,
    /// Balances that stand on the side where they do not belong: warnings.
    pub signs: Vec<FigureAt>,
    /// Rows that a statement should print and does not: warnings.
    pub missing: Vec<MissingRow>,
    /// How each row was understood, in the order of the reports.
    pub rows: Vec<RowUnderstood>,
}

impl Verdict {
    /// How many relations hold; those within what rounding allows are among them.
    #[must_use]
    pub fn holding(&self) -> usize {
        self.tested.iter().filter(|tested| tested.outcome != Outcome::Fails).count()
    }

    /// The relations whose two sides differ by no more than rounding allows.
    pub fn rounding(&self) -> impl Iterator<Item = &Tested> {
        self.tested.iter().filter(|tested| tested.outcome == Outcome::Rounding)
    }

    /// Whether all that is printed can be true together.
    #[must_use]
    pub fn ties(&self) -> bool {
        self.failures.is_empty()
    }
}

/// What printed figures should satisfy: both sides come to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Which rule of bookkeeping or of tables it is.
    pub rule: Rule,
    /// The figure that is explained.
    pub left: Vec<Term>,
    /// What it should come to.
    pub right: Vec<Term>,
    /// Where it is a percentage: what `right` is a share of; empty otherwise.
    pub share_of: Vec<Term>,
}

impl Relation {
    /// Every term of it.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.left.iter().chain(&self.right).chain(&self.share_of)
    }
}

/// A figure in a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// Which.
    pub figure: FigureAt,
    /// Whether it is taken off instead of added.
    pub minus: bool,
}

/// The rule that a relation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A figure printed in two places is one figure.
    SameFigure,
    /// A figure of an earlier report is the comparison of a later one; what closed one opens the next.
    EarlierReport,
    /// Assets = equity, provisions and liabilities.
    BalanceSheet,
    /// The sum of a note is the line that refers to it.
    Note,
    /// What an overview shows is these lines of the statements.
    Overview,
    /// A line of the cash-flow statement is the result, or the change of lines of the balance sheet.
    CashFlow,
    /// The change in liquid funds is what they closed with less what they opened with.
    LiquidFunds,
    /// Equity is what it was before and the result.
    Equity,
    /// A sum row is what it sums.
    Sum,
    /// The whole of a table without a sum stands as a row elsewhere.
    Whole,
    /// The change is the closing less the opening balance.
    Change,
    /// The variance is the actual less the budget.
    Variance,
    /// The net is income less cost.
    Net,
    /// A percentage is its parts.
    Share,
}

/// A relation and how it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// The relation.
    pub relation: Relation,
    /// What its sides come to.
    pub sides: Sides,
    /// Whether they agree.
    pub outcome: Outcome,
}

/// What the two sides of a relation come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Money.
    Amounts {
        /// The left side.
        left: Amount,
        /// The right side.
        right: Amount,
        /// Left less right.
        difference: Amount,
        /// How far they may lie apart, since each figure is rounded on its own.
        allowed: Amount,
    },
    /// A percentage.
    Percent {
        /// As printed.
        printed: Decimal,
        /// As its parts have it, with two decimals more than are printed.
        computed: Decimal,
    },
}

/// How a relation came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// To the last printed digit.
    Holds,
    /// Within what rounding allows.
    Rounding,
    /// Not.
    Fails,
}

/// One cause for which relations do not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The relation that shows it best, in [`Verdict::tested`].
    pub relation: usize,
    /// Those that fail for the same cause.
    pub follows: Vec<usize>,
    /// The smallest set of figures whose change mends it, the cause first; with what each should be.
    pub corrections: Vec<Correction>,
    /// Other sets as small, the likelier ones first.
    pub alternatives: Vec<Vec<Correction>>,
    /// What the arithmetic says of how it came about.
    pub explanation: Option<Explanation>,
}

/// A figure and what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Where it stands.
    pub figure: FigureAt,
    /// What it should be, in the unit of its own column; öre for money.
    pub should_be: Figure,
}

/// How a wrong figure came about, where the arithmetic shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Explanation {
    /// It has the other sign.
    SignTurned,
    /// Two of its digits changed places.
    DigitsTransposed,
    /// One digit is another.
    OneDigit,
    /// It is a thousand times too large or too small.
    Thousandfold,
    /// It is the figure of another row or column.
    FigureOf(FigureAt),
    /// What is missing or too much is this figure.
    DifferenceIs(FigureAt),
    /// This figure is in the sum twice.
    CountedTwice(FigureAt),
    /// A row with this amount would make it tie: one was left out.
    RowMissing(Amount),
    /// This account is not in it, whose balance is what is missing. Only a book can tell.
    AccountLeftOut(AccountNumber),
    /// It is what the books show of another period. Only a book can tell.
    OtherPeriod(Period),
}

/// A row of a statement that is printed nowhere in it, though the layout does not leave it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingRow {
    /// The report.
    pub report: usize,
    /// The table in it.
    pub table: usize,
    /// The row of the layout.
    pub id: String,
    /// What the layout calls it.
    pub label: String,
}

/// How a row was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowUnderstood {
    /// The report.
    pub report: usize,
    /// The table in it.
    pub table: usize,
    /// The row in that.
    pub row: usize,
    /// The line of the layout that it is, if one was found.
    pub line: Option<LineMatch>,
    /// How many relations its figures stand in.
    pub relations: usize,
}

/// The line of a layout that a printed row was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineMatch {
    /// The row of the layout.
    pub id: String,
    /// What the layout calls it.
    pub label: String,
    /// In what the two labels differ.
    pub likeness: Likeness,
}

/// In what two labels that mean the same differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// In nothing.
    Same,
    /// In case, blanks, hyphens, punctuation.
    Form,
    /// In words that one of them shortens, or a remark in parentheses.
    Abbreviation,
    /// In a letter or two.
    Spelling,
}
