//! Columns over years, in panels above each other with one scale, and levels across them.

use super::canvas::{
    AXIS, Anchor, BOLD, Canvas, FIRST, Look, PLAIN, SECOND, SIZE, SMALL, Stroke, WIDTH, room_around,
};
use super::scale::{Scale, part};
use super::text::{figure, wrapped};
use crate::amount::{Amount, Unit};
use crate::message::label;
use crate::render::picture::{Columns, Panel, Series};

/// The pixels that all panels share by what they reach over.
const PIXELS: i64 = 210;
/// The least of a panel.
const PANEL_MIN: i64 = 24;
/// The most that a column is wide.
const COLUMN_MAX: i64 = 60;
/// Where the names of levels stand, right of the columns.
const GUTTER: i64 = 88;
const LINE: i64 = 14;
const GAP: i64 = 14;
/// Room for a figure above or below its column.
const FIGURE: i64 = SIZE + 5;
const UNKNOWN: &str = "–";

pub(super) fn draw(columns: &Columns, unit: Unit, canvas: &mut Canvas) {
    let spans: Vec<Scale> = columns.panels.iter().map(|panel| Scale::of(amounts(panel), PIXELS)).collect();
    let whole: i128 = spans.iter().map(|scale| scale.span()).sum();
    let has_levels = columns.panels.iter().any(|panel| !panel.levels.is_empty());
    let right = if has_levels { WIDTH - GUTTER } else { WIDTH };
    let slots = Slots { right, count: columns.categories.len() };
    let mut y = 0;
    for ((panel, scale), fill) in columns.panels.iter().zip(spans).zip([FIRST, SECOND].iter().cycle()) {
        let height = part(scale.span(), whole, PIXELS).max(PANEL_MIN);
        y = draw_panel(panel, scale.over(height), &slots, fill, (y, unit), canvas) + GAP;
    }
    let words: Vec<&str> = columns.categories.iter().map(String::as_str).collect();
    let shown = slots.every(words.iter().map(|word| AXIS.width(word)).max().unwrap_or_default());
    for (index, word) in words.iter().enumerate().filter(|(index, _)| shown(*index)) {
        let x = slots.middle(index);
        canvas.text((x, y), word, AXIS, Anchor::Middle, room_around(x));
    }
}

fn amounts(panel: &Panel) -> impl Iterator<Item = Amount> {
    let levels = panel.levels.iter().flat_map(|level| level.amounts.iter());
    panel.columns.amounts.iter().chain(levels).copied().flatten()
}

/// Where the columns stand.
struct Slots {
    right: i64,
    count: usize,
}

impl Slots {
    fn edge(&self, index: usize) -> i64 {
        let (index, count) = (index as i128, self.count.max(1) as i128);
        part(index, count, self.right)
    }

    fn middle(&self, index: usize) -> i64 {
        i64::midpoint(self.edge(index), self.edge(index + 1))
    }

    /// Which of them have words of this width without touching: each, or each so many, the last among
    /// them.
    fn every(&self, width: i64) -> impl Fn(usize) -> bool + use<> {
        let slot = (self.right / i64::try_from(self.count.max(1)).unwrap_or(i64::MAX)).max(1);
        let step = usize::try_from((width + 4 + slot - 1) / slot).unwrap_or(1).max(1);
        let last = self.count.saturating_sub(1);
        move |index| last.saturating_sub(index).is_multiple_of(step)
    }
}

/// Draws a panel below `y`, and says where it ends.
fn draw_panel(
    panel: &Panel,
    scale: Scale,
    slots: &Slots,
    fill: &str,
    (y, unit): (i64, Unit),
    canvas: &mut Canvas,
) -> i64 {
    let name = format!("{}, {}", panel.columns.name, label::unit(unit));
    canvas.text((0, y + SIZE), &name, BOLD, Anchor::Start, WIDTH);
    let bottom = y + SIZE + 6 + FIGURE + scale.top();
    let at = |amount: Amount| bottom - scale.at(amount);
    let figures: Vec<Option<String>> =
        panel.columns.amounts.iter().map(|amount| amount.map(|amount| figure(amount, unit))).collect();
    let widest = figures.iter().flatten().map(|figure| PLAIN.width(figure)).max().unwrap_or_default();
    let shown = slots.every(widest);
    let zero = at(Amount::ZERO);
    for (index, amount) in panel.columns.amounts.iter().enumerate() {
        let (left, right) = (slots.edge(index), slots.edge(index + 1));
        let margin = ((right - left) / 5).max((right - left - COLUMN_MAX) / 2);
        if let Some(amount) = amount {
            let (from, to) = scale.bar(*amount);
            let size = ((right - left - 2 * margin).max(1), to - from);
            canvas.bar((left + margin, bottom - to), size, fill);
        }
    }
    canvas.line((0, zero), (slots.right, zero), Stroke::Zero);
    for level in &panel.levels {
        draw_level(level, slots, at, canvas);
    }
    let clear = Look { is_clear: true, ..PLAIN };
    for (index, (amount, figure)) in panel.columns.amounts.iter().zip(&figures).enumerate() {
        let x = slots.middle(index);
        match (amount, figure) {
            (Some(amount), Some(figure)) if shown(index) => {
                let y = if amount.ore() < 0 { at(*amount) + SIZE + 2 } else { at(*amount) - 5 };
                canvas.text((x, y), figure, clear, Anchor::Middle, room_around(x));
            }
            (None, _) => canvas.text((x, zero - 5), UNKNOWN, clear, Anchor::Middle, slots.right),
            _ => {}
        }
    }
    name_levels(&panel.levels, unit, slots.right, (y, at), canvas);
    let is_below = scale.zero() > 0;
    canvas.reach(bottom + if is_below { FIGURE } else { 0 });
    bottom + if is_below { FIGURE } else { 4 }
}

/// A level across the years it is known of.
fn draw_level(level: &Series, slots: &Slots, at: impl Fn(Amount) -> i64, canvas: &mut Canvas) {
    let mut points: Vec<(i64, i64)> = Vec::new();
    for (index, amount) in level.amounts.iter().enumerate() {
        if let Some(amount) = amount {
            points.extend([(slots.edge(index), at(*amount)), (slots.edge(index + 1), at(*amount))]);
        } else {
            draw_run(&std::mem::take(&mut points), canvas);
        }
    }
    draw_run(&points, canvas);
}

/// A part of a level without gaps, told from the columns it crosses by the page on both sides of it.
fn draw_run(points: &[(i64, i64)], canvas: &mut Canvas) {
    if !points.is_empty() {
        canvas.polyline(points, Stroke::Clear);
        canvas.polyline(points, Stroke::Level);
    }
}

/// The name and last figure of each level, right of it; none over another.
fn name_levels(
    levels: &[Series],
    unit: Unit,
    right: i64,
    (top, at): (i64, impl Fn(Amount) -> i64),
    canvas: &mut Canvas,
) {
    let room = WIDTH - right - 6;
    let mut labels: Vec<(i64, Vec<String>)> = Vec::new();
    for level in levels {
        let Some(last) = level.amounts.iter().rev().copied().flatten().next() else { continue };
        let mut lines = wrapped(&level.name, SMALL, room, 2);
        lines.push(figure(last, unit));
        labels.push((at(last), lines));
    }
    labels.sort_by_key(|(y, _)| *y);
    let mut free = top;
    for (y, lines) in labels {
        let height = i64::try_from(lines.len()).unwrap_or(1) * LINE;
        let start = (y - height / 2).max(free);
        for (line, base) in lines.iter().zip((0..).map(|index: i64| start + SMALL + index * LINE)) {
            canvas.text((right + 6, base), line, AXIS, Anchor::Start, room);
        }
        free = start + height + 2;
    }
}
