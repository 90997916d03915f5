//! Horizontal bars in groups: name and amount above each bar.

use super::canvas::{Anchor, BOLD, Canvas, FIRST, Look, PLAIN, SECOND, SIZE, Stroke, WIDTH};
use super::scale::Scale;
use super::text::{figure, wrapped};
use crate::amount::Unit;
use crate::message::label;
use crate::render::picture::BarGroup;

/// From one base line of words to the next.
const LINE: i64 = 17;
const BAR: i64 = 9;
/// Between two rows, and between two groups.
const GAP: i64 = 8;
const GROUP_GAP: i64 = 14;
/// Between a name and its amount.
const BETWEEN: i64 = 10;
/// The most of a row that an amount may take.
const FIGURE_MAX: i64 = 150;

pub(super) fn draw(groups: &[BarGroup], unit: Unit, canvas: &mut Canvas) {
    let amounts = groups.iter().flat_map(|group| group.bars.iter().map(|bar| bar.amount));
    let scale = Scale::of(amounts, WIDTH);
    let fills = [FIRST, SECOND];
    let mut y = 0;
    for (group, fill) in groups.iter().zip(fills.iter().cycle()) {
        if y > 0 {
            y += GROUP_GAP;
        }
        let total = format!("{} {}", figure(group.total, unit), label::unit(unit));
        y = row(&group.name, &total, BOLD, y, canvas);
        if group.bars.is_empty() {
            continue;
        }
        y += GAP;
        canvas.line((0, y), (WIDTH, y), Stroke::Grid);
        let top = y;
        for bar in &group.bars {
            y = row(&bar.name, &figure(bar.amount, unit), PLAIN, y + GAP / 2, canvas);
            let (from, to) = scale.bar(bar.amount);
            canvas.bar((from, y + 4), (to - from, BAR), fill);
            y += 4 + BAR + GAP / 2;
        }
        if scale.zero() > 0 {
            canvas.line((scale.zero(), top), (scale.zero(), y), Stroke::Zero);
        }
    }
    canvas.reach(y);
}

/// Writes a name and its amount below `y`, and says where its last base line is.
fn row(name: &str, amount: &str, look: Look, y: i64, canvas: &mut Canvas) -> i64 {
    let figure_room = look.width(amount).min(FIGURE_MAX);
    let room = WIDTH - figure_room - BETWEEN;
    let first = y + SIZE;
    let lines = wrapped(name, look.size, if look.is_bold { room * 10 / 11 } else { room }, 2);
    let mut last = first;
    for (line, base) in lines.iter().zip((0..).map(|index: i64| first + index * LINE)) {
        canvas.text((0, base), line, look, Anchor::Start, room);
        last = base;
    }
    canvas.text((WIDTH, last), amount, look, Anchor::End, figure_room);
    last
}
