//! Whose books a SIE 5 file holds, and how their fiscal years lie.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::source::Source;
use super::tag::Tag;
use crate::read::sie::figure;
use crate::read::sie::head::{Head, on_one_line, years_of};

/// What the start of a file tells of it, up to its accounts.
pub(in crate::read) fn head(bytes: &[u8]) -> Head {
    let mut head = Head::default();
    let mut reader = Reader::from_reader(Source::new(bytes));
    let (mut buffer, spot, name) = (Vec::new(), reader.get_mut().spot(), Arc::from(""));
    loop {
        buffer.clear();
        let Ok(Event::Start(start) | Event::Empty(start)) = next_tag(&mut reader, &mut buffer) else {
            return head;
        };
        let tag = Tag { file: &name, spot: &spot, start: &start };
        let month =
            |name: &str| tag.text(name).trim().get(..7).and_then(|month| figure::month(month.as_bytes()));
        match start.local_name().as_ref() {
            "Company" => {
                head.entity = on_one_line(&tag.text("name"));
                head.organisation_number = on_one_line(&tag.text("organizationId"));
            }
            "FiscalYear" if matches!(tag.text("primary").trim(), "true" | "1") => {
                let days = month("start").zip(month("end"));
                head.fiscal_years =
                    days.and_then(|(first, last)| years_of(first.first_day(), last.last_day()));
            }
            "Accounts" => return head,
            _ => {}
        }
    }
}

/// The next tag that opens an element, or what stands in its way: the end, or a fault.
fn next_tag(
    reader: &mut Reader<Source<&[u8]>>,
    buffer: &mut Vec<u8>,
) -> Result<Event<'static>, quick_xml::Error> {
    loop {
        match reader.read_event_into(buffer)? {
            event @ (Event::Start(_) | Event::Empty(_) | Event::Eof | Event::DocType(_)) => {
                return Ok(event.into_owned());
            }
            _ => buffer.clear(),
        }
    }
}
