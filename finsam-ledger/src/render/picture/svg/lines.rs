//! Lines over time, each named where it ends.

use super::canvas::{AXIS, Anchor, BOLD, Canvas, FIRST, Look, PLAIN, SMALL, Stroke, WIDTH, room_around};
use super::scale::{Scale, part};
use super::text::{axis_figure, figure, wrapped};
use crate::amount::{Amount, Unit};
use crate::message::label;
use crate::render::picture::{Lines, Series};

const PIXELS: i64 = 180;
/// Above the highest amount.
const TOP: i64 = 24;
/// Where the names of lines stand, right of their ends.
const GUTTER: i64 = 92;
const LINE: i64 = 15;
/// The most that figures on the axis may take.
const AXIS_MAX: i64 = 90;

pub(super) fn draw(lines: &Lines, unit: Unit, canvas: &mut Canvas) {
    let amounts = lines.lines.iter().flat_map(|line| line.amounts.iter().copied().flatten());
    let scale = Scale::of(amounts, PIXELS);
    let marks: Vec<(Amount, String)> =
        scale.marks().into_iter().map(|mark| (mark, axis_figure(mark, unit))).collect();
    let axis = marks.iter().map(|(_, figure)| AXIS.width(figure)).max().unwrap_or_default().min(AXIS_MAX);
    let plot = Plot {
        left: axis + 8,
        right: WIDTH - GUTTER,
        bottom: TOP + PIXELS,
        count: lines.categories.len(),
        scale,
    };
    canvas.text((0, SMALL), label::unit(unit), AXIS, Anchor::Start, WIDTH);
    for (mark, figure) in &marks {
        let y = plot.y(*mark);
        let stroke = if mark.is_zero() { Stroke::Zero } else { Stroke::Grid };
        canvas.line((plot.left, y), (plot.right, y), stroke);
        canvas.text((axis, y + SMALL / 3), figure, AXIS, Anchor::End, axis);
    }
    plot.name_categories(&lines.categories, canvas);
    let strokes = std::iter::once(Stroke::Main).chain((0..).map(Stroke::Beside));
    let drawn: Vec<(&Series, Stroke)> = lines.lines.iter().zip(strokes).collect();
    for (line, stroke) in drawn.iter().rev() {
        plot.line(line, *stroke, canvas);
    }
    plot.name_lines(&lines.lines, unit, canvas);
}

/// Where the lines stand.
struct Plot {
    left: i64,
    right: i64,
    bottom: i64,
    count: usize,
    scale: Scale,
}

impl Plot {
    fn x(&self, index: usize) -> i64 {
        // Half a step before the first point and after the last one.
        let (steps, count) = (2 * index as i128 + 1, 2 * self.count.max(1) as i128);
        self.left + part(steps, count, self.right - self.left)
    }

    fn y(&self, amount: Amount) -> i64 {
        self.bottom - self.scale.at(amount)
    }

    /// The words below, as many as stand without touching, the last among them.
    fn name_categories(&self, categories: &[String], canvas: &mut Canvas) {
        let widest = categories.iter().map(|word| AXIS.width(word)).max().unwrap_or_default() + 4;
        let room = self.right - self.left;
        let fit = usize::try_from(room / widest.max(1)).unwrap_or(1).max(1);
        let step = categories.len().div_ceil(fit).max(1);
        let last = categories.len().saturating_sub(1);
        for (index, word) in categories.iter().enumerate() {
            if (last - index).is_multiple_of(step) {
                let x = self.x(index);
                canvas.text((x, self.bottom + SMALL + 8), word, AXIS, Anchor::Middle, room_around(x));
            }
        }
    }

    /// A line through the points that are known, broken where one is not.
    fn line(&self, line: &Series, stroke: Stroke, canvas: &mut Canvas) {
        let fill = if stroke == Stroke::Main { FIRST } else { "currentColor" };
        let point =
            |(index, amount): (usize, &Option<Amount>)| amount.map(|amount| (self.x(index), self.y(amount)));
        let points: Vec<Option<(i64, i64)>> = line.amounts.iter().enumerate().map(point).collect();
        for run in points.split(Option::is_none) {
            let run: Vec<(i64, i64)> = run.iter().copied().flatten().collect();
            match run.as_slice() {
                [] => {}
                [alone] => canvas.dot(*alone, fill),
                run => canvas.polyline(run, stroke),
            }
        }
        if let Some(end) = points.iter().rev().copied().flatten().next() {
            canvas.dot(end, fill);
        }
    }

    /// The name and last figure of each line, right of its end; none over another.
    fn name_lines(&self, lines: &[Series], unit: Unit, canvas: &mut Canvas) {
        let (x, room) = (self.right + 6, WIDTH - self.right - 6);
        let mut labels: Vec<(i64, Look, Vec<String>)> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let Some(last) = line.amounts.iter().rev().copied().flatten().next() else { continue };
            let look = if index == 0 { BOLD } else { PLAIN };
            let mut words = wrapped(&line.name, look.size, room * 10 / 11, 2);
            words.push(figure(last, unit));
            labels.push((self.y(last), look, words));
        }
        labels.sort_by_key(|(y, _, _)| *y);
        let height = |words: &[String]| i64::try_from(words.len()).unwrap_or(1) * LINE;
        let mut below: i64 = labels.iter().map(|(_, _, words)| height(words) + 2).sum();
        let mut free = 0;
        for (y, look, words) in labels {
            // As near its end as those below it leave room for.
            let lowest = (self.bottom + LINE - below).max(free);
            let start = (y - LINE).clamp(free, lowest);
            for (word, base) in words.iter().zip((0..).map(|index: i64| start + LINE + index * LINE - 3)) {
                canvas.text((x, base), word, look, Anchor::Start, room);
            }
            below -= height(&words) + 2;
            free = start + height(&words) + 2;
        }
    }
}
