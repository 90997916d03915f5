//! The words of a proof in both languages, each beside the other.

use super::figures::count;
use crate::account::AccountNumber;
use crate::calendar::Period;
use crate::message::{Lang, label};
use crate::verify::{Likeness, Rule};

/// What a rule says of figures, as a sentence.
#[must_use]
pub const fn rule(rule: Rule, lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => rule_sv(rule),
        Lang::En => rule_en(rule),
    }
}

const fn rule_sv(rule: Rule) -> &'static str {
    match rule {
        Rule::SameFigure => "En siffra som står på två ställen är en och samma.",
        Rule::EarlierReport => {
            "Jämförelsesiffran är den tidigare rapportens, och det som ett år slutar med börjar nästa med."
        }
        Rule::BalanceSheet => "Tillgångar = eget kapital, avsättningar och skulder.",
        Rule::Note => "En not summerar till den rad som hänvisar till den.",
        Rule::Overview => "Översikten visar räkningarnas egna rader.",
        Rule::CashFlow => {
            "En rad i kassaflödesanalysen är resultatet, eller förändringen av rader i balansräkningen."
        }
        Rule::LiquidFunds => "Förändringen av likvida medel är vad de slutade med minus vad de började med.",
        Rule::Equity => "Eget kapital är vad det var förut plus resultatet.",
        Rule::Sum => "En summa är vad dess poster summerar till.",
        Rule::Whole => "En tabell utan summarad summerar till den rad som visar helheten.",
        Rule::Change => "Förändringen är utgående minus ingående balans.",
        Rule::Variance => "Avvikelsen är utfall minus budget.",
        Rule::Net => "Nettot är intäkter minus kostnader.",
        Rule::Share => "En procentsats är kvoten av sina delar.",
    }
}

const fn rule_en(rule: Rule) -> &'static str {
    match rule {
        Rule::SameFigure => "A figure that stands in two places is one and the same.",
        Rule::EarlierReport => {
            "The comparison figure is the earlier report's, and what a year closes with opens the next."
        }
        Rule::BalanceSheet => "Assets = equity, provisions and liabilities.",
        Rule::Note => "A note sums to the line that refers to it.",
        Rule::Overview => "The overview shows the lines of the statements themselves.",
        Rule::CashFlow => {
            "A line of the cash-flow statement is the result, or the change of lines of the balance sheet."
        }
        Rule::LiquidFunds => {
            "The change in liquid funds is what they closed with less what they opened with."
        }
        Rule::Equity => "Equity is what it was before plus the result.",
        Rule::Sum => "A sum is what its parts come to.",
        Rule::Whole => "A table without a sum row sums to the row that shows the whole.",
        Rule::Change => "The change is the closing less the opening balance.",
        Rule::Variance => "The variance is the actual less the budget.",
        Rule::Net => "The net is income less costs.",
        Rule::Share => "A percentage is its parts' quotient.",
    }
}

/// In what a label differs from the layout's, in a few words.
#[must_use]
pub const fn likeness(likeness: Likeness, lang: Lang) -> &'static str {
    match (likeness, lang) {
        (Likeness::Same, Lang::Sv) => "ordagrant",
        (Likeness::Form, Lang::Sv) => "skrivsätt",
        (Likeness::Abbreviation, Lang::Sv) => "förkortning",
        (Likeness::Spelling, Lang::Sv) => "stavning",
        (Likeness::Same, Lang::En) => "word for word",
        (Likeness::Form, Lang::En) => "form",
        (Likeness::Abbreviation, Lang::En) => "abbreviation",
        (Likeness::Spelling, Lang::En) => "spelling",
    }
}

/// `1 234 siffror lästa, 567 samband prövade, 560 håller, 7 gör det inte`.
pub(super) fn headline(figures: usize, tested: usize, failing: usize, lang: Lang) -> String {
    let (figures_told, tested_told) = (count(figures), count(tested));
    let (holding, failing_told) = (count(tested.saturating_sub(failing)), count(failing));
    let one = |number: usize, one: &'static str, many: &'static str| if number == 1 { one } else { many };
    match lang {
        Lang::Sv => {
            let read = one(figures, "siffra läst", "siffror lästa");
            let start = format!("{figures_told} {read}");
            match (tested, failing) {
                (0, _) => format!("{start}, inget samband att pröva"),
                (1, 0) => format!("{start}, 1 samband prövat, det håller"),
                (1, _) => format!("{start}, 1 samband prövat, det håller inte"),
                (_, 0) => format!("{start}, {tested_told} samband prövade, alla håller"),
                _ => format!(
                    "{start}, {tested_told} samband prövade, {holding} håller, {failing_told} gör det inte"
                ),
            }
        }
        Lang::En => {
            let start = format!("{figures_told} {} read", one(figures, "figure", "figures"));
            match (tested, failing) {
                (0, _) => format!("{start}, no relation to test"),
                (1, 0) => format!("{start}, 1 relation tested, it holds"),
                (1, _) => format!("{start}, 1 relation tested, it does not hold"),
                (_, 0) => format!("{start}, {tested_told} relations tested, all hold"),
                _ => {
                    let hold = one(tested.saturating_sub(failing), "holds", "hold");
                    let not = one(failing, "does not", "do not");
                    format!("{start}, {tested_told} relations tested, {holding} {hold}, {failing_told} {not}")
                }
            }
        }
    }
}

/// What a table is called in a sentence, where its name is one that every report has.
pub(super) fn known_table(plain: &str, lang: Lang) -> Option<&'static str> {
    let (swedish, english) = match plain {
        "resultatrakning" | "resultatrakningen" | "incomestatement" => {
            ("resultaträkningen", "the income statement")
        }
        "balansrakning" | "balansrakningen" | "balancesheet" => ("balansräkningen", "the balance sheet"),
        "kassaflodesanalys" | "kassaflodesanalysen" | "cashflowstatement" => {
            ("kassaflödesanalysen", "the cash-flow statement")
        }
        "finansieringsanalys" | "financinganalysis" => ("finansieringsanalysen", "the financing analysis"),
        "driftredovisning" | "operationsstatement" => ("driftredovisningen", "the operations statement"),
        "flerarsoversikt" | "multiyearoverview" => ("flerårsöversikten", "the multi-year overview"),
        "ekonomisksammanfattning" | "financialsummary" => {
            ("den ekonomiska sammanfattningen", "the financial summary")
        }
        "sammanfattning" | "summary" => ("sammanfattningen", "the summary"),
        "budget" => ("budgeten", "the budget"),
        _ => return None,
    };
    Some(match lang {
        Lang::Sv => swedish,
        Lang::En => english,
    })
}

/// A note in a sentence: `not 3`, or by its title where it has no number.
pub(super) fn note(number: &str, title: &str, lang: Lang) -> String {
    match (number.is_empty(), lang) {
        (false, Lang::Sv) => format!("not {number}"),
        (false, Lang::En) => format!("note {number}"),
        (true, Lang::Sv) => format!("noten ”{title}”"),
        (true, Lang::En) => format!("the note \"{title}\""),
    }
}

/// Another table in a sentence.
pub(super) fn table(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("”{name}”"),
        Lang::En => format!("\"{name}\""),
    }
}

/// What leads to a sum that is written out: rows or columns that come to it.
pub(super) const fn parts(of_rows: bool, lang: Lang) -> &'static str {
    match (of_rows, lang) {
        (true, Lang::Sv) => "raderna ger",
        (false, Lang::Sv) => "kolumnerna ger",
        (true, Lang::En) => "its rows come to",
        (false, Lang::En) => "its columns come to",
    }
}

/// Too many parts to be written out, and what they come to.
pub(super) fn many_parts(number: usize, of_rows: bool, total: &str, lang: Lang) -> String {
    let number = count(number);
    match (of_rows, lang) {
        (true, Lang::Sv) => format!("{number} rader ger {total}"),
        (false, Lang::Sv) => format!("{number} kolumner ger {total}"),
        (true, Lang::En) => format!("{number} rows come to {total}"),
        (false, Lang::En) => format!("{number} columns come to {total}"),
    }
}

/// The same of figures in another table.
pub(super) fn many_figures(number: usize, of: &str, total: &str, lang: Lang) -> String {
    let number = count(number);
    match lang {
        Lang::Sv => format!("{number} siffror i {of} ger {total}"),
        Lang::En => format!("{number} figures in {of} come to {total}"),
    }
}

/// The figure that is explained as the sum of others.
pub(super) const fn sum(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "summan",
        Lang::En => "the sum",
    }
}

/// A side that nothing stands on.
pub(super) const fn no_parts(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "utan poster",
        Lang::En => "without parts",
    }
}

/// How far two sides lie apart.
pub(super) fn difference(difference: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("skillnad {difference}"),
        Lang::En => format!("difference {difference}"),
    }
}

/// The word between the last two of a few things.
pub(super) const fn and(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "och",
        Lang::En => "and",
    }
}

/// What would mend it, where it is one figure.
pub(super) fn mends(name: &str, should_be: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("Det går ihop om {name} i stället är {should_be}."),
        Lang::En => format!("It ties if {name} is {should_be} instead."),
    }
}

/// What leads to what would mend it: so many sets of so many figures.
pub(super) const fn mend(sets: usize, figures: usize, lang: Lang) -> &'static str {
    match (sets, figures, lang) {
        (0 | 1, 0..=2, Lang::Sv) => "Det går ihop om båda dessa siffror ändras:",
        (0 | 1, _, Lang::Sv) => "Det går ihop om alla dessa siffror ändras:",
        (_, 0 | 1, Lang::Sv) => "Det går ihop om en av dessa siffror ändras, den troligaste först:",
        (_, _, Lang::Sv) => "Det går ihop om siffrorna på en av dessa rader ändras, de troligaste först:",
        (0 | 1, 0..=2, Lang::En) => "It ties if both of these figures are changed:",
        (0 | 1, _, Lang::En) => "It ties if all of these figures are changed:",
        (_, 0 | 1, Lang::En) => "It ties if one of these figures is changed, the likeliest first:",
        (_, _, Lang::En) => "It ties if the figures on one of these lines are changed, the likeliest first:",
    }
}

/// A figure and what it is changed to.
pub(super) fn changed_to(name: &str, should_be: &str, lang: Lang) -> String {
    match lang {
        Lang::Sv => format!("{name} till {should_be}"),
        Lang::En => format!("{name} to {should_be}"),
    }
}

/// That no small set of figures was found that mends it.
pub(super) const fn nothing_mends(lang: Lang) -> &'static str {
    match lang {
        Lang::Sv => "Ingen ändring av bara några få siffror får det att gå ihop.",
        Lang::En => "No change of only a few figures makes it tie.",
    }
}

/// That a difference is beyond what rounding explains: `allowed`, if it explains any.
pub(super) fn beyond_rounding(allowed: Option<&str>, lang: Lang) -> String {
    match (allowed, lang) {
        (None, Lang::Sv) => "Ingen fråga om avrundning.".to_owned(),
        (None, Lang::En) => "Not a matter of rounding.".to_owned(),
        (Some(allowed), Lang::Sv) => format!("Mer än avrundning, som förklarar högst {allowed}."),
        (Some(allowed), Lang::En) => format!("More than rounding, which explains {allowed} at most."),
    }
}

/// Sentences of how a wrong figure came about.
pub(super) mod explanation {
    use super::{AccountNumber, Lang, Period, label};

    pub(in crate::message::verify) fn sign_turned(figure: &str, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("Troligen står {figure} med fel tecken."),
            Lang::En => format!("Probably {figure} has the wrong sign."),
        }
    }

    pub(in crate::message::verify) fn digits_transposed(figure: &str, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("Troligen har två siffror bytt plats i {figure}."),
            Lang::En => format!("Probably two digits have changed places in {figure}."),
        }
    }

    pub(in crate::message::verify) fn one_digit(figure: &str, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("Troligen är en enda siffra fel i {figure}."),
            Lang::En => format!("Probably a single digit is wrong in {figure}."),
        }
    }

    pub(in crate::message::verify) fn thousandfold(figure: &str, lang: Lang) -> String {
        match lang {
            Lang::Sv => {
                format!(
                    "{figure} är tusen gånger för stort eller för litet: kr och tkr kan ha blandats ihop."
                )
            }
            Lang::En => {
                format!("{figure} is a thousand times too large or too small: kr and tkr may be mixed up.")
            }
        }
    }

    pub(in crate::message::verify) fn figure_of(figure: &str, name: &str, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("{figure} är siffran i {name}."),
            Lang::En => format!("{figure} is the figure in {name}."),
        }
    }

    pub(in crate::message::verify) fn difference_is(name: &str, figure: &str, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("Skillnaden är lika stor som siffran i {name}: {figure}."),
            Lang::En => format!("The difference is as large as the figure in {name}: {figure}."),
        }
    }

    pub(in crate::message::verify) fn counted_twice(name: &str, figure: &str, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("{name}, {figure}, är medräknad två gånger."),
            Lang::En => format!("{name}, {figure}, is counted twice."),
        }
    }

    pub(in crate::message::verify) fn row_missing(amount: &str, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("En rad med {amount} kan vara utelämnad: med den går det ihop."),
            Lang::En => format!("A row with {amount} may have been left out: with it, this ties."),
        }
    }

    pub(in crate::message::verify) fn account_left_out(account: AccountNumber, lang: Lang) -> String {
        match lang {
            Lang::Sv => format!("Konto {account} är inte med; dess saldo är just det som skiljer."),
            Lang::En => format!("Account {account} is left out; its balance is just what differs."),
        }
    }

    pub(in crate::message::verify) fn other_period(period: Period, lang: Lang) -> String {
        let period = label::period_in_full(period, lang);
        match lang {
            Lang::Sv => format!("Siffran är vad boken visar för {period}."),
            Lang::En => format!("The figure is what the book shows of {period}."),
        }
    }
}
