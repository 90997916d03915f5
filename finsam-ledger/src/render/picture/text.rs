//! A picture on a page of text: how much of each budget is used, as a bar.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{Bullet, Chart, Picture};
use crate::message::Lang;
use crate::render::printable;
use crate::render::text::shortened;
use crate::render::words::say;

/// How many letters a bar is long that stands for all of a budget.
const BAR: usize = 20;
/// The least and the most room for what a row is called.
const NAME_MIN: usize = 12;
const NAME_MAX: usize = 50;

/// The bars of a picture of budgets on a page so many columns wide, a line each with its share in parts
/// of a hundred; `None` of any other picture, whose figures a page of text says better.
///
/// ```
/// use finsam_ledger::{Amount, Unit, message::Lang};
/// use finsam_ledger::render::picture::{Bullet, Bullets, Chart, Picture, bars};
/// let row = Bullet { name: "1001 Styrelse".into(), actual: Amount::from_ore(50), target: Some(Amount::from_ore(100)) };
/// let chart = Chart::Bullets(Bullets { actual_name: "Utfall".into(), target_name: "Budget".into(), rows: vec![row] });
/// let picture = Picture { name: "use".into(), title: "Budget".into(), description: String::new(), unit: Unit::Kr, chart };
/// assert_eq!(bars(&picture, 80, Lang::Sv).as_deref(), Some("Budget\n  1001 Styrelse   ██████████░░░░░░░░░░    50 %\n"));
/// ```
#[must_use]
pub fn bars(picture: &Picture, width: usize, lang: Lang) -> Option<String> {
    let Chart::Bullets(bullets) = &picture.chart else { return None };
    let name = |row: &Bullet| printable(&row.name);
    // Two blanks before a name, three after it, then the bar, its mark and its share.
    let room = width.saturating_sub(BAR + 13).clamp(NAME_MIN, NAME_MAX);
    let widest = bullets.rows.iter().map(|row| name(row).width()).max().unwrap_or(0).min(room);
    let mut page = format!("{}\n", printable(&picture.title));
    for row in &bullets.rows {
        let name = shortened(&name(row), widest);
        let blanks = " ".repeat(widest.saturating_sub(name.width()));
        let line = match share(row) {
            Some(share) => format!("{} {share:>4} %", bar(share)),
            None => say(lang, "ingen budget", "no budget").to_owned(),
        };
        // Writing to a string does not fail.
        let _ = writeln!(page, "  {name}{blanks}   {line}");
    }
    Some(page)
}

/// What was used in parts of a hundred of what was decided, rounded half up; `None` where nothing was.
fn share(row: &Bullet) -> Option<i128> {
    let target = row.target.map(|target| i128::from(target.ore())).filter(|target| *target > 0)?;
    Some((i128::from(row.actual.ore()) * 200 + target).div_euclid(target * 2))
}

/// A share as a bar: full blocks for what is used, and a mark behind it where that is more than all.
fn bar(share: i128) -> String {
    let length = i128::try_from(BAR).unwrap_or_default();
    let used = usize::try_from((share.max(0) * length + 50) / 100).unwrap_or(BAR).min(BAR);
    let mark = if share > 100 { '▶' } else { ' ' };
    format!("{}{}{mark}", "█".repeat(used), "░".repeat(BAR - used))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::{Amount, Unit};
    use crate::render::picture::Bullets;

    #[test]
    fn bars_tell_what_is_used_and_what_is_more_than_all() {
        let row = |name: &str, actual, target: Option<i64>| Bullet {
            name: name.to_owned(),
            actual: Amount::from_ore(actual),
            target: target.map(Amount::from_ore),
        };
        let rows = vec![
            row("all of it", 200, Some(200)),
            row("more", 209, Some(200)),
            row("some", 49, Some(200)),
            row("income", -20, Some(200)),
            row("undecided", 7, None),
            row("nothing decided\u{1b}", i64::MAX, Some(0)),
            row("a very long name indeed that no page has room for", i64::MAX, Some(1)),
        ];
        let chart = Chart::Bullets(Bullets { actual_name: String::new(), target_name: String::new(), rows });
        let picture = Picture {
            name: String::new(),
            title: "Use".into(),
            description: String::new(),
            unit: Unit::Kr,
            chart,
        };
        let page = bars(&picture, 56, Lang::En).expect("bars");
        let expected = "Use
  all of it                 ████████████████████   100 %
  more                      ████████████████████▶  105 %
  some                      █████░░░░░░░░░░░░░░░    25 %
  income                    ░░░░░░░░░░░░░░░░░░░░   -10 %
  undecided                 no budget
  nothing decided\u{fffd}          no budget
  a very long name indee…   ████████████████████▶ 922337203685477580700 %
";
        assert_eq!(page, expected);
    }
}
