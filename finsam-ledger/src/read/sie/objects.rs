//! Objects (kostnadsställe, projekt and what else a file tells postings apart by).

use rustc_hash::FxHashMap;

use super::record::{Problem, Record};
use crate::dimension::{CostCentre, OtherObject, Project};
use crate::finding::Fact;
use crate::read::names::{COST_CENTRE_DIMENSION, PROJECT_DIMENSION};
use crate::sie::item::{self, Field, FieldKind};

/// The objects of one posting or sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Objects {
    pub(crate) cost_centre: Option<CostCentre>,
    pub(crate) project: Option<Project>,
    pub(crate) others: Vec<OtherObject>,
}

impl Objects {
    /// Whether there are none.
    pub(crate) const fn is_none(&self) -> bool {
        self.cost_centre.is_none() && self.project.is_none() && self.others.is_empty()
    }
}

/// What keeps a list from being one of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoObjects;

/// Reads lists of objects. Each code is made once and shared by all postings that bear it.
#[derive(Debug, Default)]
pub(crate) struct ObjectLists {
    cost_centres: FxHashMap<Box<[u8]>, CostCentre>,
    projects: FxHashMap<Box<[u8]>, Project>,
    fields: Vec<Field>,
}

impl ObjectLists {
    /// The objects of the list in a field: pairs of a dimension's number and a code. What is wrong
    /// with it is noted.
    pub(crate) fn read(
        &mut self,
        record: &Record<'_>,
        index: usize,
        wrong: &mut Vec<Problem>,
    ) -> Result<Objects, NoObjects> {
        let mut objects = Objects::default();
        let Some(list) = record.field(index) else { return Ok(objects) };
        let unreadable = |wrong: &mut Vec<Problem>| {
            let text =
                record.decoder.quoted(record.stretch.raw.get(list.start..list.end).unwrap_or_default());
            wrong.push((Some(*list), Fact::SieObjectsUnreadable { text }));
            Err(NoObjects)
        };
        if list.kind == FieldKind::Quoted {
            return Ok(objects);
        }
        if list.kind != FieldKind::List {
            return unreadable(wrong);
        }
        let inner = list.content(record.stretch.raw);
        if inner.is_empty() {
            return Ok(objects);
        }
        let mut fields = std::mem::take(&mut self.fields);
        item::split(&inner, 0, &mut fields);
        let (pairs, rest) = fields.as_chunks::<2>();
        let mut is_readable = rest.is_empty();
        for [dimension, code] in pairs {
            let dimension = dimension.content(&inner);
            let dimension = str::from_utf8(&dimension).ok().and_then(|number| number.parse::<u32>().ok());
            let Some(dimension) = dimension else {
                is_readable = false;
                break;
            };
            let code = code.content(&inner);
            let added = self.add(&mut objects, dimension, code.trim_ascii(), record);
            if let Err(fact) = added {
                is_readable = fact.is_some();
                if let Some(fact) = fact {
                    wrong.push((Some(*list), fact));
                }
                break;
            }
        }
        self.fields = fields;
        match is_readable {
            true if wrong.iter().any(|(field, _)| *field == Some(*list)) => Err(NoObjects),
            true => {
                objects.others.sort();
                Ok(objects)
            }
            false => unreadable(wrong),
        }
    }

    /// Adds an object; an empty code is none. The error is why it is no code, or nothing if its
    /// dimension has one already.
    fn add(
        &mut self,
        objects: &mut Objects,
        dimension: u32,
        code: &[u8],
        record: &Record<'_>,
    ) -> Result<(), Option<Fact>> {
        if code.is_empty() {
            return Ok(());
        }
        let unreadable = |reason| Some(Fact::DimensionUnreadable { reason });
        match dimension {
            COST_CENTRE_DIMENSION if objects.cost_centre.is_none() => {
                let make = || CostCentre::new(&record.decoder.lossy(code));
                objects.cost_centre = Some(known(&mut self.cost_centres, code, make).map_err(unreadable)?);
            }
            PROJECT_DIMENSION if objects.project.is_none() => {
                let make = || Project::new(&record.decoder.lossy(code));
                objects.project = Some(known(&mut self.projects, code, make).map_err(unreadable)?);
            }
            COST_CENTRE_DIMENSION | PROJECT_DIMENSION => return Err(None),
            _ => {
                let other = OtherObject::new(dimension, &record.decoder.lossy(code)).map_err(unreadable)?;
                objects.others.push(other);
            }
        }
        Ok(())
    }
}

/// The code that `bytes` stand for, made once.
fn known<T: Clone, E>(
    codes: &mut FxHashMap<Box<[u8]>, T>,
    bytes: &[u8],
    make: impl FnOnce() -> Result<T, E>,
) -> Result<T, E> {
    if let Some(code) = codes.get(bytes) {
        return Ok(code.clone());
    }
    let code = make()?;
    codes.insert(bytes.into(), code.clone());
    Ok(code)
}
