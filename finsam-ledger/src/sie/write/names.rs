//! What things are called: accounts (`#KONTO`), dimensions (`#DIM`) and objects (`#OBJEKT`).

use std::collections::{BTreeMap, BTreeSet};

use super::alteration::{Alteration, Spot, Texts, quietly};
use super::items::Items;
use super::rows::{COST_CENTRES, PROJECTS, all_objects, objects};
use super::{Exported, Kind};
use crate::account::AccountNumber;
use crate::balances::BalanceObject;
use crate::dimension::{CostCentre, Project};
use crate::voucher::{Posting, RowChange, Voucher};

/// Accounts and objects that something is booked or budgeted on.
#[derive(Debug, Default)]
pub(super) struct Used {
    accounts: BTreeSet<AccountNumber>,
    objects: BTreeMap<u32, BTreeSet<Box<str>>>,
}

impl Used {
    pub(super) fn voucher(&mut self, voucher: &Voucher) {
        voucher.postings().iter().for_each(|posting| self.posting(posting));
        for correction in &voucher.history().corrections {
            if let RowChange::Struck { posting, .. } = &correction.change {
                self.posting(posting);
            }
        }
    }

    pub(super) fn object(&mut self, object: &BalanceObject) {
        self.accounts.insert(object.account);
        for (dimension, code) in objects(object.cost_centre.as_ref(), object.project.as_ref()) {
            self.code(dimension, code);
        }
    }

    fn posting(&mut self, posting: &Posting) {
        self.accounts.insert(posting.account);
        for (dimension, code) in all_objects(posting) {
            self.code(dimension, code);
        }
    }

    fn code(&mut self, dimension: u32, code: &str) {
        let codes = self.objects.entry(dimension).or_default();
        if !codes.contains(code) {
            codes.insert(code.into());
        }
    }
}

/// Declares every account and object that the file speaks of and, but for a file of vouchers
/// alone, whatever else the book has a name for.
pub(super) fn write(items: &mut Items, exported: &Exported<'_>, kind: Kind, used: &Used, texts: &mut Texts) {
    let all = kind != Kind::Type4I;
    let mut accounts = used.accounts.clone();
    accounts.extend(exported.chart.accounts().map(|(account, _)| account).filter(|_| all));
    for account in accounts {
        let name = exported.chart.name_of(account).unwrap_or_default();
        let name = texts.name(name, || Spot::AccountName(account));
        items.item("#KONTO").word(account).text(&name).end();
    }
    if kind.has_objects() {
        let named = Named::of(exported);
        let mut objects = used.objects.clone();
        if all {
            named.add_to(&mut objects);
        }
        write_dimensions(items, objects.keys());
        for (dimension, codes) in &objects {
            write_objects(items, *dimension, codes, &named, texts);
        }
    }
}

fn write_dimensions<'a>(items: &mut Items, dimensions: impl Iterator<Item = &'a u32>) {
    for dimension in dimensions {
        let name = reserved_name(*dimension).map_or_else(|| format!("Dimension {dimension}"), str::to_owned);
        items.item("#DIM").word(dimension).text(&quietly(&name)).end();
    }
}

/// Declares the objects of a dimension, and tells of codes that the file cannot tell apart.
fn write_objects(
    items: &mut Items,
    dimension: u32,
    codes: &BTreeSet<Box<str>>,
    named: &Named<'_>,
    texts: &mut Texts,
) {
    let mut written: BTreeMap<Vec<u8>, &str> = BTreeMap::new();
    for code in codes {
        let spot = || Spot::ObjectCode { dimension, code: code.clone() };
        let bytes = texts.name(code, spot);
        if let Some(other) = written.get(&bytes) {
            texts.changed(spot(), Alteration::SameAs((*other).into()));
            continue;
        }
        let name =
            texts.name(named.name_of(dimension, code), || Spot::ObjectName { dimension, code: code.clone() });
        items.item("#OBJEKT").word(dimension).text(&bytes).text(&name).end();
        written.insert(bytes, code);
    }
}

/// The names that the book has for cost centres and projects.
struct Named<'a> {
    cost_centres: BTreeMap<&'a str, &'a str>,
    projects: BTreeMap<&'a str, &'a str>,
}

impl<'a> Named<'a> {
    fn of(exported: &Exported<'a>) -> Self {
        let cost_centres =
            exported.cost_centres.iter().map(|(code, name)| (CostCentre::as_str(code), name.as_str()));
        let projects = exported.projects.iter().map(|(code, name)| (Project::as_str(code), name.as_str()));
        Self { cost_centres: cost_centres.collect(), projects: projects.collect() }
    }

    fn add_to(&self, objects: &mut BTreeMap<u32, BTreeSet<Box<str>>>) {
        for (dimension, names) in [(COST_CENTRES, &self.cost_centres), (PROJECTS, &self.projects)] {
            if !names.is_empty() {
                objects.entry(dimension).or_default().extend(names.keys().map(|code| Box::from(*code)));
            }
        }
    }

    fn name_of(&self, dimension: u32, code: &str) -> &'a str {
        let names = match dimension {
            COST_CENTRES => &self.cost_centres,
            PROJECTS => &self.projects,
            _ => return "",
        };
        names.get(code).copied().unwrap_or_default()
    }
}

/// What the format calls the dimensions whose numbers it has given a meaning.
const fn reserved_name(dimension: u32) -> Option<&'static str> {
    Some(match dimension {
        1 => "Kostnadsställe",
        2 => "Kostnadsbärare",
        6 => "Projekt",
        7 => "Anställd",
        8 => "Kund",
        9 => "Leverantör",
        10 => "Faktura",
        _ => return None,
    })
}
