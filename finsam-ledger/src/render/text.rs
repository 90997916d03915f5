//! Tables as text: a printed page for a terminal, readable without colour.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::render::printable;
use crate::render::table::{Align, Cell, ColumnHead, Fit, Table, TableRow};
use crate::statement::RowKind;

/// How a page of text is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// How many columns the page has. Figures are written whole, even on a page too narrow.
    pub width: usize,
    /// Whether headings and sums stand out.
    pub emphasis: Emphasis,
}

/// How headings and sums stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Emphasis {
    /// By rules and blanks alone.
    #[default]
    Plain,
    /// Also by a terminal's bold letters; and a variance below zero is red, which its sign says too.
    Ansi,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self { width: 100, emphasis: Emphasis::Plain }
    }
}

/// How much room words have at least.
#[derive(Clone, Copy)]
struct Least {
    /// The narrowest a column of words gets.
    words: usize,
    /// What the labels of rows have, so that a short table does not look cramped.
    labels: usize,
}

impl Least {
    /// On a page of its own.
    const ALONE: Self = Self { words: 12, labels: 36 };
    /// Inside another page, which has less room.
    const INSIDE: Self = Self { words: 8, labels: 0 };
}

/// The longest word that a figure after it is kept together with.
const LEAD_MAX: usize = 10;
/// A head takes two lines only if its column gets narrower by this much.
const HEAD_GAIN_MIN: usize = 3;
/// A terminal's red, and whatever colour was there before; bold stays bold.
const WORSE: &str = "\u{1b}[31m";
const AS_BEFORE: &str = "\u{1b}[39m";
/// How far rows stand in under their heading, and a label's second line under its first.
const INDENT: usize = 2;

/// The table as text, with a line break after each line and no blanks at their ends.
///
/// ```
/// use finsam_ledger::{ChartOfAccounts, Balances, FiscalYears, Grouping, YearEnd, message::Lang};
/// use finsam_ledger::render::{Table, text::{TextStyle, text}};
/// let nothing = Balances::new(FiscalYears::CALENDAR);
/// let year_end = YearEnd { balance_accounts: Vec::new(), equity: Vec::new(), result_to: "2010".parse()? };
/// let balances = finsam_ledger::trial_balance(&nothing, "2024".parse()?, &year_end, Grouping::default())?;
/// let page = Table::trial_balance(&balances, &ChartOfAccounts::default(), "Exempel", Lang::Sv)?;
/// assert!(text(&page, TextStyle::default()).starts_with("Saldobalans"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn text(table: &Table, style: TextStyle) -> String {
    let rows: Vec<Drawn> = drawn_rows(table);
    let mut columns = Columns::fitting(table, &rows, style.width, Least::ALONE);
    if style.emphasis == Emphasis::Ansi {
        columns.variances = table.columns.iter().map(ColumnHead::is_variance).collect();
    }
    let mut page = Page { out: String::new(), emphasis: style.emphasis };
    page.masthead(table, columns.total());
    for line in columns.heads(table) {
        page.line(&line, true);
    }
    page.line(&"─".repeat(columns.total()), false);
    let mut before: Option<RowKind> = None;
    for row in &rows {
        if blank_between(before, row.kind) {
            page.line("", false);
        }
        if matches!(row.kind, RowKind::Sum | RowKind::Total) {
            page.line(&columns.rule(table, row, '─'), false);
        }
        for line in columns.row(table, row) {
            page.line(&line, row.kind != RowKind::Line);
        }
        if row.kind == RowKind::Total {
            page.line(&columns.rule(table, row, '═'), false);
        }
        before = Some(row.kind);
    }
    if !table.footnotes.is_empty() {
        page.line("", false);
    }
    for note in &table.footnotes {
        for line in wrapped(&printable(&note.text), columns.total().max(Least::ALONE.words)) {
            page.line(&line, false);
        }
    }
    page.out
}

/// The head and the rows of a table alone, as it stands inside a page that has more to say.
pub(super) fn lines(table: &Table, width: usize) -> Vec<String> {
    let rows: Vec<Drawn> = drawn_rows(table);
    let columns = Columns::fitting(table, &rows, width, Least::INSIDE);
    columns.heads(table).into_iter().chain(rows.iter().flat_map(|row| columns.row(table, row))).collect()
}

/// How wide those lines are where nothing has to give way.
pub(super) fn width_of_lines(table: &Table) -> usize {
    Columns::fitting(table, &drawn_rows(table), usize::MAX, Least::INSIDE).total()
}

/// A group is set off from what stands above it; a sum belongs to what it sums.
const fn blank_between(before: Option<RowKind>, row: RowKind) -> bool {
    match before {
        Some(RowKind::Total) => true,
        Some(RowKind::Sum) => matches!(row, RowKind::Heading | RowKind::Line),
        Some(RowKind::Line) => matches!(row, RowKind::Heading),
        Some(RowKind::Heading) | None => false,
    }
}

struct Page {
    out: String,
    emphasis: Emphasis,
}

impl Page {
    fn line(&mut self, line: &str, strong: bool) {
        let line = line.trim_end();
        let bold = strong && self.emphasis == Emphasis::Ansi && !line.is_empty();
        // Writing to a string does not fail.
        let _ =
            if bold { writeln!(self.out, "\u{1b}[1m{line}\u{1b}[0m") } else { writeln!(self.out, "{line}") };
    }

    /// Title and entity to the left, period and unit to the right where there is room.
    fn masthead(&mut self, table: &Table, width: usize) {
        let unit = table.unit_label;
        for (left, right, strong) in
            [(&table.title, table.period.as_str(), true), (&table.entity, unit, false)]
        {
            let left = printable(left);
            let used = left.width() + right.width();
            if used + INDENT <= width {
                self.line(&format!("{left}{}{right}", " ".repeat(width - used)), strong);
            } else {
                for line in wrapped(&left, width) {
                    self.line(&line, strong);
                }
                self.line(right, strong);
            }
        }
        self.line(&"═".repeat(width), false);
    }
}

/// A row as words, before it has a place on the page.
struct Drawn {
    kind: RowKind,
    /// How far it stands in.
    indent: usize,
    /// The column its first words begin in: a label without an account begins where accounts do.
    first: usize,
    /// The column whose width the first words must keep to.
    last: usize,
    cells: Vec<String>,
}

fn drawn_rows(table: &Table) -> Vec<Drawn> {
    let mut under_heading = false;
    let mut drawn = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        under_heading = match row.kind {
            RowKind::Heading => true,
            RowKind::Line | RowKind::Sum => under_heading,
            RowKind::Total => false,
        };
        let indent = if under_heading && row.kind == RowKind::Line { INDENT } else { 0 };
        drawn.push(drawn_row(table, row, indent));
    }
    drawn
}

fn drawn_row(table: &Table, row: &TableRow, indent: usize) -> Drawn {
    let last = row.cells.iter().position(|cell| *cell != Cell::Empty).unwrap_or(0);
    let words = matches!(row.cells.get(last), Some(Cell::Text(_)));
    Drawn {
        kind: row.kind,
        indent,
        first: if words { 0 } else { last },
        last,
        cells: row.cells.iter().map(|cell| cell.drawn(table.unit)).collect(),
    }
}

/// Where the columns stand: how wide each is, and the blanks before it.
struct Columns {
    widths: Vec<usize>,
    gaps: Vec<usize>,
    /// The lines of each column's head, as many for all: most have one.
    heads: Vec<Vec<String>>,
    /// Which columns hold variances whose colour warns; none on a page without colour.
    variances: Vec<bool>,
}

impl Columns {
    /// Columns that the page has room for. Where it has not, heads that are wider than what stands
    /// below them take two lines first; labels go on below then.
    fn fitting(table: &Table, rows: &[Drawn], width: usize, least: Least) -> Self {
        let whole = table.columns.iter().map(|head| vec![head.label.clone()]).collect();
        let mut columns = Self::with_heads(table, rows, whole, least);
        if columns.total() > width {
            columns = Self::with_heads(table, rows, broken_heads(table, rows), least);
        }
        columns.narrow_to(table, width, least.words);
        columns
    }

    fn with_heads(table: &Table, rows: &[Drawn], mut heads: Vec<Vec<String>>, least: Least) -> Self {
        let gap = |index: usize, align| match (index, align) {
            (0, _) => 0,
            (_, Align::Start) => 2,
            // Thousands are parted by a blank, so figures stand further from each other.
            (_, Align::End) => 3,
        };
        let gaps: Vec<_> =
            table.columns.iter().enumerate().map(|(index, head)| gap(index, head.align)).collect();
        let high = heads.iter().map(Vec::len).max().unwrap_or(0);
        for head in &mut heads {
            head.splice(0..0, std::iter::repeat_n(String::new(), high - head.len()));
        }
        let widest = |head: &Vec<String>| head.iter().map(|line| line.width()).max().unwrap_or(0);
        let mut columns =
            Self { widths: heads.iter().map(widest).collect(), gaps, heads, variances: Vec::new() };
        for row in rows {
            for (index, cell) in row.cells.iter().enumerate().filter(|(index, _)| *index != row.last) {
                columns.widen(index, cell.width());
            }
        }
        for row in rows {
            let before = columns.span(row.first, row.last) - columns.width(row.last);
            let words = row.cells.get(row.last).map_or(0, |cell| cell.width() + row.indent);
            columns.widen(row.last, words.saturating_sub(before));
        }
        if let Some(labels) = table.columns.iter().position(|head| head.fit == Fit::Wrap) {
            columns.widen(labels, least.labels);
        }
        columns
    }

    fn widen(&mut self, index: usize, width: usize) {
        if let Some(column) = self.widths.get_mut(index) {
            *column = width.max(*column);
        }
    }

    /// Takes room from the widest column of words until the page holds them all, or none has any.
    fn narrow_to(&mut self, table: &Table, width: usize, words_min: usize) {
        while self.total() > width {
            let mut heads = self.widths.iter_mut().zip(&table.columns);
            let widest = heads
                .by_ref()
                .filter(|(column, head)| head.fit != Fit::Whole && **column > words_min)
                .max_by_key(|(column, _)| **column);
            let Some((column, _)) = widest else { break };
            *column -= 1;
        }
    }

    fn width(&self, index: usize) -> usize {
        self.widths.get(index).copied().unwrap_or(0)
    }

    fn total(&self) -> usize {
        self.widths.iter().sum::<usize>() + self.gaps.iter().sum::<usize>()
    }

    /// The room from the start of one column to the end of another.
    fn span(&self, first: usize, last: usize) -> usize {
        let columns = self.widths.iter().zip(&self.gaps).enumerate();
        columns
            .filter(|(index, _)| (first..=last).contains(index))
            .map(|(index, (width, gap))| if index == first { *width } else { width + gap })
            .sum()
    }

    /// The lines of the heads, which stand as low as they can.
    fn heads(&self, table: &Table) -> Vec<String> {
        let high = self.heads.first().map_or(0, Vec::len);
        let line = |line: usize| {
            let heads = self.heads.iter().zip(&table.columns).enumerate();
            heads
                .map(|(index, (head, column))| {
                    self.placed(index, head.get(line).map_or("", String::as_str), column.align)
                })
                .collect()
        };
        (0..high).map(line).collect()
    }

    /// A cell in its column, with the blanks before it.
    fn placed(&self, index: usize, cell: &str, align: Align) -> String {
        let gap = " ".repeat(self.gaps.get(index).copied().unwrap_or(0));
        let room = " ".repeat(self.width(index).saturating_sub(cell.width()));
        let is_worse = cell.starts_with('-') && self.variances.get(index) == Some(&true);
        let cell = if is_worse { format!("{WORSE}{cell}{AS_BEFORE}") } else { cell.to_owned() };
        match align {
            Align::Start => format!("{gap}{cell}{room}"),
            Align::End => format!("{gap}{room}{cell}"),
        }
    }

    /// A rule over or under every figure of a row.
    fn rule(&self, table: &Table, row: &Drawn, stroke: char) -> String {
        let rule = |(index, cell): (usize, &String)| {
            let align = table.columns.get(index).map(|head| head.align);
            let figure = align == Some(Align::End) && !cell.is_empty();
            let length = if figure { self.width(index) } else { 0 };
            self.placed(index, &std::iter::repeat_n(stroke, length).collect::<String>(), Align::Start)
        };
        row.cells.iter().enumerate().map(rule).collect()
    }

    /// The lines of a row: its figures stand on the last line of its label, and what else is too long
    /// for its column goes on below.
    fn row(&self, table: &Table, row: &Drawn) -> Vec<String> {
        let room = self.span(row.first, row.last).saturating_sub(row.indent);
        let first = row.cells.get(row.last).map_or("", String::as_str);
        let head = table.columns.get(row.last);
        let mut lines = match head.map(|head| head.fit) {
            Some(Fit::Wrap) => wrapped(first, room),
            Some(Fit::Shorten) => vec![shortened(first, room)],
            _ => vec![first.to_owned()],
        };
        let indent = " ".repeat(row.indent);
        for line in &mut lines {
            line.insert_str(0, &indent);
        }
        if let Some(last) = lines.last_mut() {
            let start: usize = self.gaps.get(..=row.first).map_or(0, |gaps| gaps.iter().sum::<usize>())
                + self.widths.get(..row.first).map_or(0, |widths| widths.iter().sum());
            let span = self.span(row.first, row.last);
            let room = " ".repeat(span.saturating_sub(last.width()));
            let right = head.is_some_and(|head| head.align == Align::End);
            *last = if right { format!("{room}{last}") } else { format!("{last}{room}") };
            last.insert_str(0, &" ".repeat(start));
            let mut cells = self.cells_after(table, row);
            let at = |cells: &mut [(usize, Align, Vec<String>)], last: &mut String| {
                for (index, align, lines) in cells {
                    let line = if lines.is_empty() { String::new() } else { lines.remove(0) };
                    last.push_str(&self.placed(*index, &line, *align));
                }
            };
            at(&mut cells, last);
            while cells.iter().any(|(_, _, lines)| !lines.is_empty()) {
                let mut below = " ".repeat(self.span(0, row.last));
                at(&mut cells, &mut below);
                lines.push(below);
            }
        }
        lines
    }

    /// The cells behind the first words of a row: where each stands, and its lines.
    fn cells_after(&self, table: &Table, row: &Drawn) -> Vec<(usize, Align, Vec<String>)> {
        let drawn = |(index, cell): (usize, &String)| {
            let head = table.columns.get(index);
            let (align, fit) = head.map_or((Align::Start, Fit::Whole), |head| (head.align, head.fit));
            let lines = match fit {
                Fit::Whole => vec![cell.clone()],
                Fit::Shorten => vec![shortened(cell, self.width(index))],
                Fit::Wrap => wrapped(cell, self.width(index)),
            };
            (index, align, lines)
        };
        row.cells.iter().enumerate().skip(row.last + 1).map(drawn).collect()
    }
}

/// The heads of a table, those of figures in two lines where that makes the column narrower by more
/// than it is worth to keep the head whole.
fn broken_heads(table: &Table, rows: &[Drawn]) -> Vec<Vec<String>> {
    let widest_cell = |index: usize| {
        rows.iter().filter_map(|row| row.cells.get(index)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let lines = |(index, head): (usize, &ColumnHead)| {
        let whole = || vec![head.label.clone()];
        let Some((first, second)) = head.label.rsplit_once(' ') else { return whole() };
        let broken = first.width().max(second.width()).max(widest_cell(index));
        let gains = head.label.width() >= broken + HEAD_GAIN_MIN;
        if head.align == Align::End && gains { vec![first.to_owned(), second.to_owned()] } else { whole() }
    };
    table.columns.iter().enumerate().map(lines).collect()
}

/// The text within `width` columns; what does not fit gives way to `…`.
pub(super) fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = 1;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used > width {
            break;
        }
        short.push(character);
    }
    format!("{}…", short.trim_end())
}

/// The text in lines of at most `width` columns, broken between words and never inside a figure
/// such as `1 250,00`; lines after the first stand in a little. A word that is longer than a line is
/// broken too, so that nothing of it is lost.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in unbroken(text, width) {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => {
                for piece in pieces(&word, width, !lines.is_empty()) {
                    let indent = if lines.is_empty() { 0 } else { INDENT };
                    lines.push(format!("{}{piece}", " ".repeat(indent)));
                }
            }
        }
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// A word in pieces that each fit a line, which stands in unless it is the first. A word of letters
/// gets a hyphen where it is broken, a path or a code gets none.
fn pieces(word: &str, width: usize, mut stands_in: bool) -> Vec<String> {
    let is_of_letters = word.chars().all(|letter| letter.is_alphabetic() || "(),.;:".contains(letter));
    let is_figure = word.contains(' ');
    let mut pieces = Vec::new();
    let mut rest = word;
    loop {
        let room = width.saturating_sub(if stands_in { INDENT } else { 0 }).max(2);
        if rest.width() <= room || is_figure {
            pieces.push(rest.to_owned());
            return pieces;
        }
        let most = room - usize::from(is_of_letters);
        let mut used = 0;
        let fits = |(_, letter): &(usize, char)| {
            used += letter.width().unwrap_or(0);
            used <= most
        };
        // A letter that is wider than a line stands on one all the same.
        let kept = rest.char_indices().take_while(fits).last().or_else(|| rest.char_indices().next());
        let end = kept.map_or(rest.len(), |(start, letter)| start + letter.len_utf8());
        let (piece, after) = rest.split_at(end);
        if after.is_empty() {
            pieces.push(piece.to_owned());
            return pieces;
        }
        pieces.push(if is_of_letters { format!("{piece}-") } else { piece.to_owned() });
        (rest, stands_in) = (after, true);
    }
}

/// The words of a text; a blank between thousands is no blank between words, nor is one between a figure
/// and the sign before it or its unit, where a line of that width holds both.
fn unbroken(text: &str, width: usize) -> Vec<String> {
    let room = width.saturating_sub(INDENT);
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        let is_figure = digits > 0 || word.starts_with('−');
        let is_unit = matches!(word.trim_end_matches([',', '.', ';']), "kr" | "tkr" | "%");
        let is_sign = |word: &str| matches!(word, "+" | "−" | "=" | "/");
        let ends_figure = |word: &str| word.ends_with(|last: char| last.is_ascii_digit());
        match words.last_mut() {
            Some(before)
                if digits == 3 && ends_figure(before)
                    || before.width() + 1 + word.width() <= room
                        && (is_unit && ends_figure(before) || is_figure && is_sign(before)) =>
            {
                before.push(' ');
                before.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    without_lone_figure(words, room)
}

/// The words with a figure at their end bound to a short word before it, so that it does not stand on a
/// line of its own; a word that belongs to a figure before it stays with that.
fn without_lone_figure(mut words: Vec<String>, room: usize) -> Vec<String> {
    let is_figure = |word: &String| word.starts_with(|first: char| first.is_ascii_digit() || first == '−');
    let leads_on = |word: &String| is_figure(word) && word.ends_with(|last: char| last.is_ascii_digit());
    if let [others @ .., before, last] = words.as_slice()
        && is_figure(last)
        && before.width() <= LEAD_MAX
        && before.width() + 1 + last.width() <= room
        && before.chars().all(char::is_alphabetic)
        && !others.last().is_some_and(leads_on)
    {
        let bound = format!("{before} {last}");
        words.truncate(words.len() - 2);
        words.push(bound);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_never_in_a_figure() {
        let text = "Summan 1 250 000,50 kr, verifikat A 12 och 345 till";
        assert_eq!(
            wrapped(text, 14),
            ["Summan", "  1 250 000,50", "  kr,", "  verifikat A", "  12 och 345", "  till"]
        );
        assert_eq!(wrapped("ger 12 500 − 1 250 = 11 250", 12), ["ger 12 500", "  − 1 250", "  = 11 250"]);
        assert_eq!(wrapped("det är 1 500 kr i mars", 13), ["det är", "  1 500 kr i", "  mars"]);
        assert_eq!(wrapped("de avrundade posterna ger 97", 26), ["de avrundade posterna", "  ger 97"]);
        assert_eq!(wrapped("summan är 1 876, skillnad 1", 25), ["summan är 1 876,", "  skillnad 1"]);
        assert_eq!(wrapped("fyra rader, 12 rader 2024", 21), ["fyra rader, 12 rader", "  2024"]);
        assert_eq!(wrapped("", 14), [""]);
        assert_eq!(
            wrapped("Verksamhetsanknutna kostnader", 12),
            ["Verksamhets-", "  anknutna", "  kostnader"]
        );
        assert_eq!(wrapped("examples/export/a.csv", 10), ["examples/e", "  xport/a.", "  csv"]);
        assert_eq!(
            wrapped("会計", 1).concat().replace([' ', '-'], ""),
            "会計",
            "nothing is lost however narrow it is"
        );
    }

    #[test]
    fn a_text_is_cut_where_its_width_ends() {
        assert_eq!(shortened("Hyra", 4), "Hyra");
        assert_eq!(shortened("Hyra mars", 6), "Hyra…");
        assert_eq!(shortened("会計会計", 5), "会計…");
        assert_eq!(shortened("Hyra", 0), "…");
    }
}
