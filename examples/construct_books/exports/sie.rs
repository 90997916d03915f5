//! A SIE file of type 4E, as a program other than ours writes it: all texts in quotation marks, rows
//! of vouchers indented, sums per month in total and per object, a checksum.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use oem_cp::code_table::ENCODING_TABLE_CP437;

use super::MADE;
use super::extract::Extract;
use crate::Fallible;
use crate::calendar::Date;
use crate::construct::Posting;
use crate::money::kronor;

/// One of the two dimensions that postings are told apart by.
struct Dimension {
    number: u8,
    name: &'static str,
    /// Where its codes have names.
    section: &'static str,
    code: fn(&Posting) -> &str,
}

const DIMENSIONS: [Dimension; 2] = [
    Dimension {
        number: 1,
        name: "Kostnadsställe",
        section: "cost-centres",
        code: |posting| &posting.cell.centre,
    },
    Dimension { number: 6, name: "Projekt", section: "projects", code: |posting| &posting.cell.project },
];

/// The file.
pub(super) fn text(extract: &Extract<'_>) -> Fallible<String> {
    let mut items = head(extract);
    items.extend(chart(extract));
    items.extend(balances(extract));
    items.extend(month_sums(extract));
    for voucher in extract.by_series() {
        let (letter, date) = (voucher.series.letter(), compact(voucher.date));
        let mut fields = vec![letter.to_string(), voucher.number.to_string(), date.clone()];
        fields.extend([voucher.text().to_owned(), date]);
        items.push(Item { label: "VER", fields });
        items.extend(voucher.postings.iter().map(|posting| {
            let amount = kronor(posting.amount, '.', "");
            let objects = format!("{{{}}}", objects(posting).collect::<Vec<_>>().join(" "));
            let fields = vec![posting.cell.account.to_string(), objects, amount];
            Item { label: "TRANS", fields: [fields, vec![String::new(), posting.text.clone()]].concat() }
        }));
    }
    let mut text = "#FLAGGA 0\r\n#KSUMMA\r\n".to_owned();
    let mut sum = Checksum::new();
    let mut is_in_voucher = false;
    for item in &items {
        sum.add(item)?;
        let is_row = item.label == "TRANS";
        if is_in_voucher && !is_row {
            text.push_str("}\r\n");
        }
        writeln!(text, "{}{}\r", if is_row { "   " } else { "" }, item.line())?;
        if item.label == "VER" {
            text.push_str("{\r\n");
        }
        is_in_voucher = is_row || item.label == "VER";
    }
    write!(text, "}}\r\n#KSUMMA {}\r\n", sum.finish())?;
    Ok(text)
}

/// A label with its fields; a list of objects is one that stands in braces.
struct Item {
    label: &'static str,
    fields: Vec<String>,
}

impl Item {
    fn new<const N: usize>(label: &'static str, fields: [&str; N]) -> Self {
        Self { label, fields: fields.map(str::to_owned).to_vec() }
    }

    /// Whether a field stands without quotation marks: figures, dates, lists of objects.
    fn is_bare(field: &str) -> bool {
        field.starts_with('{')
            || (!field.is_empty() && field.chars().all(|c| c.is_ascii_digit() || ".-".contains(c)))
    }

    fn line(&self) -> String {
        let field = |field: &String| {
            if Self::is_bare(field) {
                format!(" {field}")
            } else {
                format!(" \"{}\"", field.replace('"', "\\\""))
            }
        };
        let fields: String = self.fields.iter().map(field).collect();
        format!("#{}{fields}", self.label)
    }
}

fn head(extract: &Extract<'_>) -> Vec<Item> {
    let year = extract.first.year;
    vec![
        Item::new("FORMAT", ["PC8"]),
        Item::new("SIETYP", ["4"]),
        Item::new("PROGRAM", ["Ekonomisystemet", "12.4"]),
        Item::new("GEN", [&compact(MADE)]),
        Item::new("FNAMN", [&extract.entity]),
        Item::new("RAR", ["0", &compact(extract.first), &format!("{year}1231")]),
        Item::new("OMFATTN", [&compact(extract.last)]),
    ]
}

/// The accounts with their kinds, the dimensions and their objects.
fn chart(extract: &Extract<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for account in extract.by_account().into_keys() {
        let kind = match account / 1000 {
            1 => "T",
            2 => "S",
            3 => "I",
            _ => "K",
        };
        let number = account.to_string();
        items.push(Item::new("KONTO", [&number, extract.account_name(account)]));
        items.push(Item::new("KTYP", [&number, kind]));
    }
    for dimension in &DIMENSIONS {
        let number = dimension.number.to_string();
        items.push(Item::new("DIM", [&number, dimension.name]));
        let postings = extract.vouchers.iter().flat_map(|voucher| voucher.postings);
        let codes: BTreeSet<&str> = postings.map(dimension.code).filter(|code| !code.is_empty()).collect();
        for code in codes {
            items.push(Item::new("OBJEKT", [&number, code, extract.name(dimension.section, code)]));
        }
    }
    items
}

/// What the accounts open and close with, and what was earned and spent.
fn balances(extract: &Extract<'_>) -> Vec<Item> {
    let state =
        |label, account: u32, amount| Item::new(label, ["0", &account.to_string(), &kronor(amount, '.', "")]);
    let mut items: Vec<Item> =
        extract.openings.iter().map(|(account, amount)| state("IB", *account, *amount)).collect();
    for (account, postings) in extract.by_account() {
        let change: i64 = postings.iter().map(|(_, posting)| posting.amount).sum();
        let label = if account < 3000 { "UB" } else { "RES" };
        items.push(state(label, account, extract.opening(account) + change));
    }
    items
}

/// What each month changed every account by: in total, and per object of each dimension.
fn month_sums(extract: &Extract<'_>) -> Vec<Item> {
    let mut sums: BTreeMap<(String, u32, String), i64> = BTreeMap::new();
    for voucher in &extract.vouchers {
        let month = compact(voucher.date).split_at(6).0.to_owned();
        for posting in voucher.postings {
            for objects in objects(posting).map(|object| format!("{{{object}}}")).chain(["{}".to_owned()]) {
                *sums.entry((month.clone(), posting.cell.account, objects)).or_default() += posting.amount;
            }
        }
    }
    let item = |((month, account, objects), amount): ((String, u32, String), i64)| {
        Item::new("PSALDO", ["0", &month, &account.to_string(), &objects, &kronor(amount, '.', "")])
    };
    sums.into_iter().map(item).collect()
}

/// What a posting is marked with: dimension and code of each.
fn objects(posting: &Posting) -> impl Iterator<Item = String> {
    let codes = DIMENSIONS.iter().map(|dimension| (dimension.number, (dimension.code)(posting)));
    codes.filter(|(_, code)| !code.is_empty()).map(|(number, code)| format!("{number} \"{code}\""))
}

/// `20240131`.
fn compact(date: Date) -> String {
    date.iso().replace('-', "")
}

/// The checksum over labels and contents of fields: CRC-32, a bit at a time.
struct Checksum(u32);

impl Checksum {
    const fn new() -> Self {
        Self(u32::MAX)
    }

    fn add(&mut self, item: &Item) -> Fallible<()> {
        self.bytes(format!("#{}", item.label).as_bytes());
        for field in &item.fields {
            // Of a list of objects only what stands in it counts.
            let content =
                if field.starts_with('{') { field.replace(['{', '}', '"', ' '], "") } else { field.clone() };
            let content = oem_cp::encode_string_checked(&content, &ENCODING_TABLE_CP437);
            self.bytes(&content.ok_or("a letter is not in code page 437")?);
        }
        Ok(())
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 ^= u32::from(*byte);
            for _ in 0..8 {
                self.0 = (self.0 >> 1) ^ if self.0 & 1 == 1 { 0xEDB8_8320 } else { 0 };
            }
        }
    }

    const fn finish(&self) -> u32 {
        !self.0
    }
}
