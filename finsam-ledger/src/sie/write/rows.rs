//! Vouchers (`#VER`), their rows (`#TRANS`) and what was added or struck afterwards.

use super::alteration::{Spot, Texts, quietly};
use super::items::{Items, day};
use crate::dimension::{CostCentre, Project};
use crate::voucher::{Correction, Posting, RowChange, Voucher};

/// The dimension of cost centres, and that of projects, as SIE numbers them.
pub(super) const COST_CENTRES: u32 = 1;
pub(super) const PROJECTS: u32 = 6;

/// Writes a voucher.
///
/// Only `#TRANS` counts. A row that was added later stands twice, as the format has it: first as
/// `#RTRANS`, for the record, and directly after it as the `#TRANS` that counts. A row that was
/// struck is a `#BTRANS` where it stood.
pub(super) fn write(items: &mut Items, voucher: &Voucher, max_text: Option<usize>, texts: &mut Texts) {
    let history = voucher.history();
    let spot = || Spot::Voucher(voucher.id().clone());
    let series = texts.name(voucher.id().series(), spot);
    let text = texts.text(voucher.text(), max_text, spot);
    let signature = texts.name(&history.signature, spot);
    let registered = history.registered.map(day).unwrap_or_default();
    let item = items.item("#VER").text(&series).word(voucher.id().number()).date(voucher.date());
    item.text(&text).texts(&[registered.as_bytes(), &signature]).end();
    items.brace('{');
    let mut page = Rows { items, voucher, max_text, texts };
    for (index, posting) in voucher.postings().iter().enumerate() {
        page.struck(|before| before == index);
        let is_this = |correction: &&Correction| correction.change == RowChange::Added(index);
        let added = history.corrections.iter().find(is_this);
        let fields = page.fields(posting, index, added);
        if added.is_some() {
            page.row("#RTRANS", posting, &fields);
        }
        page.row("#TRANS", posting, &fields);
    }
    page.struck(|before| before >= voucher.postings().len());
    items.brace('}');
}

/// The objects of a posting, each by its dimension's number and its code.
pub(super) fn objects<'a>(
    cost_centre: Option<&'a CostCentre>,
    project: Option<&'a Project>,
) -> impl Iterator<Item = (u32, &'a str)> {
    let cost_centre = cost_centre.map(|code| (COST_CENTRES, code.as_str()));
    cost_centre.into_iter().chain(project.map(|code| (PROJECTS, code.as_str())))
}

/// The objects of a posting, those of other dimensions too.
pub(super) fn all_objects(posting: &Posting) -> impl Iterator<Item = (u32, &str)> {
    let others = posting.others.iter().map(|object| (object.dimension, object.code()));
    objects(posting.cost_centre.as_ref(), posting.project.as_ref()).chain(others)
}

struct Rows<'a> {
    items: &'a mut Items,
    voucher: &'a Voucher,
    max_text: Option<usize>,
    texts: &'a mut Texts,
}

/// What stands after the amount: date, text, quantity and signature. A row has a date and a
/// signature of its own only if it is a correction.
type Fields = [Vec<u8>; 4];

impl Rows<'_> {
    /// The rows that were struck and stood here.
    fn struck(&mut self, stood_here: impl Fn(usize) -> bool) {
        for correction in &self.voucher.history().corrections {
            if let RowChange::Struck { before, posting } = &correction.change
                && stood_here(*before)
            {
                let fields = self.fields(posting, *before, Some(correction));
                self.row("#BTRANS", posting, &fields);
            }
        }
    }

    fn fields(&mut self, posting: &Posting, index: usize, correction: Option<&Correction>) -> Fields {
        let spot = || Spot::Row(self.voucher.id().clone(), index.saturating_add(1));
        let date = correction.and_then(|correction| correction.date).map(day).unwrap_or_default();
        let text = self.texts.text(&posting.text, self.max_text, spot);
        let signature = correction.map_or("", |correction| &correction.signature);
        [date.into_bytes(), text, Vec::new(), self.texts.name(signature, spot)]
    }

    fn row(&mut self, label: &str, posting: &Posting, [date, text, quantity, signature]: &Fields) {
        let objects = all_objects(posting).map(|(dimension, object)| (dimension, quietly(object)));
        let item = self.items.item(label).word(posting.account).objects(objects).word(posting.amount);
        item.texts(&[date, text, quantity, signature]).end();
    }
}
