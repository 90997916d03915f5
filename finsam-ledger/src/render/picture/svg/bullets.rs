//! Bars beside what was decided for them: name and both figures above, then the bar within its box.

use super::canvas::{AXIS, Anchor, BOLD, Canvas, FIRST, Look, PLAIN, SECOND, SIZE, Stroke, WIDTH};
use super::scale::Scale;
use super::text::{figure, wrapped};
use crate::amount::Unit;
use crate::message::label;
use crate::render::picture::{Bullet, Bullets};

const LINE: i64 = 16;
const BAR: i64 = 6;
/// What was decided is a box around the bar.
const BOX: i64 = 12;
const GAP: i64 = 8;
const BETWEEN: i64 = 10;
/// The most that a column of figures may take.
const FIGURE_MAX: i64 = 100;
/// What stands where nothing was decided.
const NOTHING: &str = "–";

pub(super) fn draw(bullets: &Bullets, unit: Unit, canvas: &mut Canvas) {
    let amounts = |bullet: &Bullet| [Some(bullet.actual), bullet.target].into_iter().flatten();
    // A pixel less, since a box is drawn around its lines.
    let scale = Scale::of(bullets.rows.iter().flat_map(amounts), WIDTH - 2);
    let targets: Vec<String> = bullets
        .rows
        .iter()
        .map(|row| row.target.map_or_else(|| NOTHING.to_owned(), |at| figure(at, unit)))
        .collect();
    let actuals: Vec<String> = bullets.rows.iter().map(|row| figure(row.actual, unit)).collect();
    let widest = |figures: &[String], head: &str| {
        let figures = figures.iter().map(|figure| BOLD.width(figure));
        figures.chain([PLAIN.width(head) + KEY]).max().unwrap_or_default().min(FIGURE_MAX)
    };
    let target_room = widest(&targets, &bullets.target_name);
    let actual_room = widest(&actuals, &bullets.actual_name);
    let table = Table { actual_end: WIDTH - target_room - BETWEEN, actual_room, target_room };
    canvas.text((0, SIZE - 2), label::unit(unit), AXIS, Anchor::Start, WIDTH / 4);
    table.head(bullets, canvas);
    let mut y = SIZE + GAP;
    canvas.line((0, y), (WIDTH, y), Stroke::Grid);
    for ((row, actual), target) in bullets.rows.iter().zip(&actuals).zip(&targets) {
        y = table.words(&row.name, (actual, target), is_beyond(row), y + GAP, canvas) + 5;
        bar(row, scale, y, canvas);
        if scale.zero() > 0 {
            canvas.line((scale.zero() + 1, y - 2), (scale.zero() + 1, y + BOX + 2), Stroke::Zero);
        }
        y += BOX;
    }
    canvas.reach(y + 2);
}

/// Room for what a head shows beside its word.
const KEY: i64 = 22;

/// Where the columns of figures stand.
struct Table {
    actual_end: i64,
    actual_room: i64,
    target_room: i64,
}

impl Table {
    /// The names of both columns, each with what stands for it below.
    fn head(&self, bullets: &Bullets, canvas: &mut Canvas) {
        let y = SIZE - 2;
        for (name, end, room, is_actual) in [
            (&bullets.actual_name, self.actual_end, self.actual_room, true),
            (&bullets.target_name, WIDTH, self.target_room, false),
        ] {
            let word = PLAIN.width(name).min(room - KEY);
            let key = end - word - KEY;
            if is_actual {
                canvas.bar((key, y - 8), (16, BAR), FIRST);
            } else {
                canvas.outline((key, y - 10), (16, BOX));
            }
            canvas.text((end, y), name, PLAIN, Anchor::End, word);
        }
    }

    /// Writes a name and its figures below `y`, and says where their last base line is.
    fn words(
        &self,
        name: &str,
        (actual, target): (&str, &str),
        is_beyond: bool,
        y: i64,
        canvas: &mut Canvas,
    ) -> i64 {
        let room = self.actual_end - self.actual_room - BETWEEN;
        let first = y + SIZE;
        let mut last = first;
        for (line, base) in
            wrapped(name, SIZE, room, 2).iter().zip((0..).map(|index: i64| first + index * LINE))
        {
            canvas.text((0, base), line, PLAIN, Anchor::Start, room);
            last = base;
        }
        let look = Look { is_bold: is_beyond, ..PLAIN };
        canvas.text((self.actual_end, last), actual, look, Anchor::End, self.actual_room);
        canvas.text((WIDTH, last), target, PLAIN, Anchor::End, self.target_room);
        last
    }
}

/// Whether more was used than was decided.
fn is_beyond(row: &Bullet) -> bool {
    row.target.is_some_and(|target| row.actual > target)
}

/// The bar within the box of what was decided; what goes beyond the box is as high as it.
fn bar(row: &Bullet, scale: Scale, y: i64, canvas: &mut Canvas) {
    let (from, to) = scale.bar(row.actual);
    let target = row.target.unwrap_or_default();
    let (box_from, box_to) = scale.bar(target);
    let within = |x: i64| x.clamp(box_from, box_to);
    if row.target.is_some() {
        for (start, end) in [(from, within(from)), (within(to), to)] {
            if is_beyond(row) && end > start {
                canvas.bar((start + 1, y), (end - start, BOX), SECOND);
            }
        }
    }
    canvas.bar((from + 1, y + (BOX - BAR) / 2), (to - from, BAR), FIRST);
    if !target.is_zero() {
        canvas.outline((box_from + 1, y), (box_to - box_from, BOX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;

    #[test]
    fn only_what_costs_more_than_was_decided_is_beyond() {
        let row = |actual: i64, target: Option<i64>| Bullet {
            name: String::new(),
            actual: Amount::from_ore(actual),
            target: target.map(Amount::from_ore),
        };
        assert!(is_beyond(&row(101, Some(100))) && is_beyond(&row(1, Some(0))));
        assert!(
            !is_beyond(&row(100, Some(100))) && !is_beyond(&row(-5, Some(-4))) && !is_beyond(&row(1, None))
        );
    }
}
