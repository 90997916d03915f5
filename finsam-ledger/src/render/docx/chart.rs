//! Pictures as charts of Word, drawn by Word from the figures that stand in the file: nothing to be
//! pasted anew, and the office may change how they look.

use crate::amount::{Amount, Unit};
use crate::notation::plain;
use crate::render::picture::{BarGroup, Bullets, Chart, Columns, Lines, Picture, Series};
use crate::render::printable;

use super::width::Page;
use super::xml::{Element, element};

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// The units of a drawing in a twentieth of a point.
const DRAWING_UNITS: u32 = 635;
/// The height of a bar with the room around it, of what else a chart of bars has, and of one over time.
const BAR: u32 = 340;
const BARS_MORE: u32 = 900;
const OVER_TIME: u32 = 3400;
/// The tallest a chart gets, so that it stands on one page.
const TALLEST: u32 = 11_000;
/// What is drawn full, and what it is held against; they differ in light, so that print tells them apart.
const FULL: &str = "1B3A4B";
const PALE: &str = "A9C1CE";
const INK: &str = "333333";

/// A chart before it stands in a file.
pub(super) struct Drawn {
    /// The part of the file that draws it.
    pub(super) part: Element,
    height: u32,
}

/// The charts of a picture: one, or one for each of its panels.
pub(super) fn charts(picture: &Picture) -> Vec<Drawn> {
    let unit = picture.unit;
    match &picture.chart {
        Chart::Bars(groups) => vec![bars(groups, unit)],
        Chart::Bullets(rows) => vec![bullets(rows, unit)],
        Chart::Columns(columns) => panels(columns, unit),
        Chart::Lines(found) => vec![lines(found, unit)],
    }
}

/// The chart as it stands in the text, with what it shows in words.
pub(super) fn inline(drawn: &Drawn, picture: &Picture, index: usize, relation: &str) -> Element {
    let (width, height) = (Page::Portrait.room() * DRAWING_UNITS, drawn.height * DRAWING_UNITS);
    let about = element("wp:docPr")
        .with("id", index)
        .with("name", &picture.name)
        .with("descr", printable(&picture.description))
        .with("title", printable(&picture.title));
    let chart =
        element("c:chart").with("xmlns:c", CHART).with("xmlns:r", super::RELATIONS).with("r:id", relation);
    let graphic = element("a:graphic")
        .with("xmlns:a", MAIN)
        .holding(element("a:graphicData").with("uri", CHART).holding(chart));
    let inline = ["distT", "distB", "distL", "distR"]
        .into_iter()
        .fold(element("wp:inline").with("xmlns:wp", DRAWING), |inline, side| inline.with(side, 0))
        .holding(element("wp:extent").with("cx", width).with("cy", height))
        .holding(about)
        .holding(element("wp:cNvGraphicFramePr"))
        .holding(graphic);
    element("w:r").holding(element("w:drawing").holding(inline))
}

/// Horizontal bars: each group a series of its own, which has no bars where the others have theirs.
fn bars(groups: &[BarGroup], unit: Unit) -> Drawn {
    let names: Vec<String> =
        groups.iter().flat_map(|group| &group.bars).map(|bar| bar.name.clone()).collect();
    let all: Vec<_> = groups.iter().flat_map(|group| &group.bars).map(|bar| Some(bar.amount)).collect();
    let mut before = 0;
    let mut series = Vec::new();
    for (index, group) in groups.iter().filter(|group| !group.bars.is_empty()).enumerate() {
        let mut amounts = vec![None; names.len()];
        for (place, bar) in amounts.iter_mut().skip(before).zip(&group.bars) {
            *place = Some(bar.amount);
        }
        before += group.bars.len();
        let name = format!("{} {}", group.name, labelled(group.total, unit));
        let colour = if index == 0 { FULL } else { PALE };
        series.push(of_bars(index, &name, &names, &amounts, unit, colour));
    }
    let height = rows_high(names.len());
    let chart = bar_chart("bar", series, 100);
    Drawn { part: space(None, vec![chart], axes("maxMin", ends(&all), false), groups.len() > 1), height }
}

/// What was decided stands beside what came of it.
fn bullets(found: &Bullets, unit: Unit) -> Drawn {
    let names: Vec<String> = found.rows.iter().map(|row| row.name.clone()).collect();
    let actual: Vec<_> = found.rows.iter().map(|row| Some(row.actual)).collect();
    let target: Vec<_> = found.rows.iter().map(|row| row.target).collect();
    let series = vec![
        of_bars(0, &found.actual_name, &names, &actual, unit, FULL),
        of_bars(1, &found.target_name, &names, &target, unit, PALE),
    ];
    let height = rows_high(names.len() * 2);
    let axes = axes("maxMin", ends(&[actual, target].concat()), false);
    Drawn { part: space(None, vec![bar_chart("bar", series, 0)], axes, true), height }
}

fn panels(columns: &Columns, unit: Unit) -> Vec<Drawn> {
    let names = &columns.categories;
    let panel = |panel: &crate::render::picture::Panel| {
        let own = &panel.columns;
        let series = vec![of_bars(0, &own.name, names, &own.amounts, unit, FULL)];
        let levels: Vec<&Series> = panel.levels.iter().collect();
        let mut charts = vec![bar_chart("col", series, 0)];
        if !levels.is_empty() {
            charts.push(line_chart(1, &levels, names, unit));
        }
        let part =
            space(Some(&own.name), charts, axes("minMax", ends(&own.amounts), false), !levels.is_empty());
        Drawn { part, height: OVER_TIME }
    };
    columns.panels.iter().map(panel).collect()
}

fn lines(found: &Lines, unit: Unit) -> Drawn {
    let series: Vec<&Series> = found.lines.iter().collect();
    let chart = line_chart(0, &series, &found.categories, unit);
    Drawn { part: space(None, vec![chart], axes("minMax", None, true), series.len() > 1), height: OVER_TIME }
}

fn rows_high(rows: usize) -> u32 {
    let rows = u32::try_from(rows).unwrap_or(TALLEST).min(TALLEST);
    (rows * BAR + BARS_MORE).min(TALLEST)
}

/// An element that says one thing, as most of a chart do.
fn val(name: &'static str, value: impl std::fmt::Display) -> Element {
    element(name).with("val", value)
}

fn bar_chart(direction: &str, series: Vec<Element>, overlap: u32) -> Element {
    on_axes(
        element("c:barChart")
            .holding(val("c:barDir", direction))
            .holding(val("c:grouping", "clustered"))
            .holding(val("c:varyColors", 0))
            .holding_all(series)
            .holding(val("c:gapWidth", 45))
            .holding(val("c:overlap", overlap)),
    )
}

fn line_chart(first: usize, lines: &[&Series], names: &[String], unit: Unit) -> Element {
    let series = |(index, line): (usize, &&Series)| {
        let is_main = first == 0 && index == 0;
        let dash = val(
            "a:prstDash",
            if is_main { "solid" } else { DASHES.get(index % DASHES.len()).copied().unwrap_or("dash") },
        );
        let pen = element("a:ln")
            .with("w", if is_main { 31_750 } else { 19_050 })
            .holding(fill(if is_main { FULL } else { INK }))
            .holding(dash);
        // A line that changes is labelled at its end, where it is read off.
        let last = line.amounts.iter().rposition(Option::is_some);
        element("c:ser")
            .holding(val("c:idx", first + index))
            .holding(val("c:order", first + index))
            .holding(named(&line.name))
            .holding(element("c:spPr").holding(pen))
            .holding(element("c:marker").holding(val("c:symbol", "none")))
            .holding(labels_at(last, "t"))
            .holding(categories(names))
            .holding(values(&line.amounts, unit))
            .holding(val("c:smooth", 0))
    };
    on_axes(
        element("c:lineChart")
            .holding(val("c:grouping", "standard"))
            .holding(val("c:varyColors", 0))
            .holding_all(lines.iter().enumerate().map(series))
            .holding(val("c:marker", 1)),
    )
}

/// How lines are told apart without colour.
const DASHES: [&str; 3] = ["dash", "sysDot", "lgDashDot"];

fn on_axes(chart: Element) -> Element {
    chart.holding(val("c:axId", 1)).holding(val("c:axId", 2))
}

fn of_bars(
    index: usize,
    name: &str,
    names: &[String],
    amounts: &[Option<Amount>],
    unit: Unit,
    colour: &str,
) -> Element {
    let edge = element("a:ln").with("w", 6350).holding(fill(INK));
    element("c:ser")
        .holding(val("c:idx", index))
        .holding(val("c:order", index))
        .holding(named(name))
        .holding(element("c:spPr").holding(fill(colour)).holding(edge))
        .holding(val("c:invertIfNegative", 0))
        .holding(element("c:dLbls").holding_all(label("outEnd", 1)))
        .holding(categories(names))
        .holding(values(amounts, unit))
}

fn fill(colour: &str) -> Element {
    element("a:solidFill").holding(val("a:srgbClr", colour))
}

fn named(name: &str) -> Element {
    element("c:tx").holding(element("c:v").saying(&printable(name)))
}

fn categories(names: &[String]) -> Element {
    let points = names.iter().enumerate().map(|(index, name)| point(index, &printable(name)));
    let literal = element("c:strLit").holding(val("c:ptCount", names.len())).holding_all(points);
    element("c:cat").holding(literal)
}

/// The figures; what nobody knows has none.
fn values(amounts: &[Option<Amount>], unit: Unit) -> Element {
    let known = amounts.iter().enumerate().filter_map(|(index, amount)| Some((index, (*amount)?)));
    let points = known.map(|(index, amount)| point(index, &plain(amount, unit)));
    let literal = element("c:numLit")
        .holding(element("c:formatCode").saying(WHOLE))
        .holding(val("c:ptCount", amounts.len()))
        .holding_all(points);
    element("c:val").holding(literal)
}

/// Whole figures with blanks between thousands, as the reader's language writes them.
const WHOLE: &str = "#,##0";

fn point(index: usize, text: &str) -> Element {
    element("c:pt").with("idx", index).holding(element("c:v").saying(text))
}

/// What a label says, and where.
fn label(place: &str, shown: u32) -> Vec<Element> {
    let mut parts = vec![element("c:numFmt").with("formatCode", WHOLE).with("sourceLinked", 0), letters(800)];
    if shown == 1 {
        parts.push(val("c:dLblPos", place));
    }
    parts.push(val("c:showLegendKey", 0));
    parts.push(val("c:showVal", shown));
    let others = ["c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"];
    parts.extend(others.map(|other| val(other, 0)));
    parts
}

/// One label, at this point.
fn labels_at(point: Option<usize>, place: &str) -> Element {
    let one = point.map(|index| element("c:dLbl").holding(val("c:idx", index)).holding_all(label(place, 1)));
    element("c:dLbls").holding_all(one).holding_all(label(place, 0))
}

fn letters(size: u32) -> Element {
    let how = element("a:defRPr").with("sz", size).holding(fill(INK));
    element("c:txPr")
        .holding(element("a:bodyPr"))
        .holding(element("a:lstStyle"))
        .holding(element("a:p").holding(element("a:pPr").holding(how)))
}

/// Where bars begin: at zero, or what they show is not how large something is.
fn ends(amounts: &[Option<Amount>]) -> Option<&'static str> {
    let mut known = amounts.iter().flatten();
    if known.clone().all(|amount| amount.ore() >= 0) {
        Some("c:min")
    } else {
        known.all(|amount| amount.ore() <= 0).then_some("c:max")
    }
}

/// The axis of names, and that of figures, which is drawn only where labels do not say them all, and which
/// ends at zero where it is said at which end.
fn axes(order: &str, zero: Option<&'static str>, with_figures: bool) -> Vec<Element> {
    let sideways = order == "maxMin";
    let axis = |id: u32, name, order: &str, zero: Option<&'static str>, hidden: bool, place: &str| {
        element(name)
            .holding(val("c:axId", id))
            .holding(
                element("c:scaling")
                    .holding(val("c:orientation", order))
                    .holding_all(zero.map(|end| val(end, 0))),
            )
            .holding(val("c:delete", u32::from(hidden)))
            .holding(val("c:axPos", place))
    };
    let line =
        |colour: &str| element("c:spPr").holding(element("a:ln").with("w", 6350).holding(fill(colour)));
    let end = |axis: Element, crosses: u32| {
        axis.holding(val("c:majorTickMark", "none"))
            .holding(val("c:minorTickMark", "none"))
            .holding(val("c:tickLblPos", "low"))
            .holding(line("8496A5"))
            .holding(letters(800))
            .holding(val("c:crossAx", crosses))
            .holding(val("c:crosses", "autoZero"))
    };
    let names = axis(1, "c:catAx", order, None, false, if sideways { "l" } else { "b" });
    let figures = axis(2, "c:valAx", "minMax", zero, !with_figures, if sideways { "b" } else { "l" });
    let grid = with_figures.then(|| element("c:majorGridlines").holding(line("DFE3E8")));
    let format = element("c:numFmt").with("formatCode", WHOLE).with("sourceLinked", 0);
    vec![end(names, 2), end(figures.holding_all(grid).holding(format), 1)]
}

/// The whole part; its legend stands over it where there is something to tell apart.
fn space(title: Option<&str>, charts: Vec<Element>, axes: Vec<Element>, with_legend: bool) -> Element {
    let words = |text: &str| {
        let how = element("a:rPr").with("lang", "sv-SE").with("sz", 1000).with("b", 1);
        let run = element("a:r").holding(how).holding(element("a:t").saying(&printable(text)));
        let rich = element("c:rich")
            .holding(element("a:bodyPr"))
            .holding(element("a:lstStyle"))
            .holding(element("a:p").holding(run));
        element("c:title").holding(element("c:tx").holding(rich)).holding(val("c:overlay", 0))
    };
    let legend = element("c:legend")
        .holding(val("c:legendPos", "t"))
        .holding(val("c:overlay", 0))
        .holding(letters(900));
    let chart = element("c:chart")
        .holding_all(title.map(words))
        .holding(val("c:autoTitleDeleted", u32::from(title.is_none())))
        .holding(element("c:plotArea").holding(element("c:layout")).holding_all(charts).holding_all(axes))
        .holding_all(with_legend.then_some(legend))
        .holding(val("c:plotVisOnly", 1))
        .holding(val("c:dispBlanksAs", "gap"));
    element("c:chartSpace")
        .with("xmlns:c", CHART)
        .with("xmlns:a", MAIN)
        .with("xmlns:r", super::RELATIONS)
        .holding(val("c:roundedCorners", 0))
        .holding(chart)
}

/// A sum as it stands behind a name.
fn labelled(amount: Amount, unit: Unit) -> String {
    use crate::amount::Unit::{Kr, Tkr};
    let word = match unit {
        Kr => "kr",
        Tkr => "tkr",
    };
    format!("{} {word}", crate::notation::swedish(amount, unit))
        .replace(' ', "\u{a0}")
        .replace('-', "\u{2212}")
}
