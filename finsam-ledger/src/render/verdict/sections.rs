//! What stands below the failures: signs, rounding, rows that nothing was found of, labels.

use super::{Page, Section, line};
use crate::message::verify as said;
use crate::render::printable;
use crate::render::table::{ColumnHead, Fit};
use crate::verify::{FigureAt, Likeness, LineMatch, RowUnderstood};

impl Page<'_> {
    pub(super) fn sections(&self) -> Vec<Section> {
        let sections = [
            self.signs(),
            self.missing(),
            self.rounding(),
            self.rows_alone(),
            self.rows_unmatched(),
            self.labels(),
        ];
        sections.into_iter().flatten().collect()
    }

    fn signs(&self) -> Option<Section> {
        let signs = &self.verdict.signs;
        let sentence = self.say(
            "Varning: siffran står på den sida där den inte hör hemma.",
            "Warning: the figure stands on the side where it does not belong.",
        );
        (!signs.is_empty()).then(|| Section {
            title: counted(self.say("Tecken som ser fel ut", "Signs that look wrong"), signs.len()),
            is_detail: false,
            sentences: vec![sentence.to_owned()],
            items: Vec::new(),
            table: Some(self.figures(signs.iter().copied())),
        })
    }

    fn missing(&self) -> Option<Section> {
        let missing = &self.verdict.missing;
        let sentence = self.say(
            "Varning: uppställningen har raden, och tabellen trycker den inte.",
            "Warning: the layout has the row, and the table does not print it.",
        );
        let rows = missing.iter().map(|row| ((row.report, row.table), printable(&row.label)));
        (!missing.is_empty()).then(|| Section {
            title: counted(self.say("Rader som saknas", "Rows that are missing"), missing.len()),
            is_detail: false,
            sentences: vec![sentence.to_owned()],
            items: self.by_table(rows),
            table: None,
        })
    }

    fn rounding(&self) -> Option<Section> {
        let rounding: Vec<_> = self.verdict.rounding().collect();
        let sentence = self.say(
            "Sambandet håller, sånär som på vad avrundningen av varje siffra för sig kan ge.",
            "The relation holds, but for what rounding each figure on its own may bring.",
        );
        let items = rounding.iter().map(|tested| said::relation(tested, self.reports, self.view.lang));
        (!rounding.is_empty()).then(|| Section {
            title: counted(self.say("Avrundning", "Rounding"), rounding.len()),
            is_detail: true,
            sentences: self.or_all(sentence),
            items: if self.view.all { items.collect() } else { Vec::new() },
            table: None,
        })
    }

    /// Rows that match no line and stand in no relation: nothing is known of them but what they print.
    fn rows_alone(&self) -> Option<Section> {
        let rows: Vec<_> = self.rows(|row| row.line.is_none() && row.relations == 0).collect();
        let sentence = self.say(
            "Raden motsvarar ingen rad i uppställningen, och ingen siffra på den kunde prövas.",
            "The row matches no line of the layout, and no figure of it could be tested.",
        );
        (!rows.is_empty()).then(|| Section {
            title: counted(
                self.say("Rader som inte kunde prövas", "Rows that could not be tested"),
                rows.len(),
            ),
            is_detail: false,
            sentences: vec![sentence.to_owned()],
            items: self.by_table(rows.iter().map(|row| self.placed(row))),
            table: None,
        })
    }

    fn rows_unmatched(&self) -> Option<Section> {
        let rows: Vec<_> = self.rows(|row| row.line.is_none() && row.relations > 0).collect();
        let sentence = self.say(
            "Raden motsvarar ingen rad i uppställningen, men har prövats mot andra siffror i rapporten.",
            "The row matches no line of the layout, but was tested against other figures of the report.",
        );
        let title = self.say("Rader utanför uppställningen", "Rows outside the layout");
        (!rows.is_empty()).then(|| Section {
            title: counted(title, rows.len()),
            is_detail: true,
            sentences: vec![sentence.to_owned()],
            items: self.by_table(rows.iter().map(|row| self.placed(row))),
            table: None,
        })
    }

    fn labels(&self) -> Option<Section> {
        let told = |row: &RowUnderstood| {
            let LineMatch { label, likeness, .. } = row.line.as_ref()?;
            let (first, likeness_told) = (first_figure(row), said::likeness(*likeness, self.view.lang));
            let table = first.table(self.reports).map(|table| table.name.clone()).unwrap_or_default();
            let printed = said::row_name(first, self.reports);
            (*likeness != Likeness::Same)
                .then(|| line([table, printed, label.clone(), likeness_told.to_owned()]))
        };
        let rows: Vec<_> = self.verdict.rows.iter().filter_map(told).collect();
        let sentence = self.say(
            "Raden togs för en rad i uppställningen som inte heter ordagrant så.",
            "The row was taken for a line of the layout that is not called so word for word.",
        );
        let columns = vec![
            ColumnHead::words("table", self.say("Tabell", "Table"), Fit::Wrap),
            ColumnHead::words(super::ROW, self.say("Rad", "Row"), Fit::Wrap),
            ColumnHead::words("line", self.say("I uppställningen", "In the layout"), Fit::Wrap),
            ColumnHead::words("differs", self.say("Skiljer i", "Differs in"), Fit::Whole),
        ];
        let mut table = self.table("labels", columns);
        let title = counted(self.say("Radnamn som tolkats", "Labels that were interpreted"), rows.len());
        table.rows = rows;
        (!table.rows.is_empty()).then(|| Section {
            title,
            is_detail: true,
            sentences: self.or_all(sentence),
            items: Vec::new(),
            table: self.view.all.then_some(table),
        })
    }

    /// A sentence on what is listed below it, or how to have it listed.
    fn or_all(&self, sentence: &str) -> Vec<String> {
        let how = self.say("--all visar alla.", "--all shows them all.");
        let how = (!self.view.all).then(|| how.to_owned());
        std::iter::once(sentence.to_owned()).chain(how).collect()
    }

    /// The rows of that kind that print a figure.
    fn rows(&self, is_meant: impl Fn(&RowUnderstood) -> bool) -> impl Iterator<Item = &RowUnderstood> {
        let prints = |row: &&RowUnderstood| {
            let printed = first_figure(row).row(self.reports);
            printed.is_some_and(|row| row.figures.iter().any(Option::is_some))
        };
        self.verdict.rows.iter().filter(move |row| is_meant(row)).filter(prints)
    }

    /// The table of a row, and its name with where it stands.
    fn placed(&self, row: &RowUnderstood) -> ((usize, usize), String) {
        let at = first_figure(row);
        let name = printable(&said::row_name(at, self.reports));
        ((row.report, row.table), format!("{name} ({})", self.place(at)))
    }

    /// Rows, each with its table, on one line a table.
    fn by_table(&self, rows: impl Iterator<Item = ((usize, usize), String)>) -> Vec<String> {
        let mut tables: Vec<((usize, usize), Vec<String>)> = Vec::new();
        for (table, row) in rows {
            match tables.last_mut() {
                Some((of, names)) if *of == table => names.push(row),
                _ => tables.push((table, vec![row])),
            }
        }
        let told = |((report, table), names): ((usize, usize), Vec<String>)| {
            let table = self.reports.get(report).and_then(|report| report.tables.get(table));
            let name = table.map(|table| printable(&table.name)).unwrap_or_default();
            format!("{name}: {}", names.join(", "))
        };
        tables.into_iter().map(told).collect()
    }
}

fn counted(title: &str, count: usize) -> String {
    format!("{title} ({count})")
}

const fn first_figure(row: &RowUnderstood) -> FigureAt {
    FigureAt { report: row.report, table: row.table, row: row.row, column: 0 }
}
