//! Reading tables of text: vouchers, opening balances and budgets as CSV.
//!
//! The kind of a file, its delimiter, encoding and decimal mark are read from its content. Rows
//! are read where they lie in the buffer and told at once, so a file of any length takes the
//! memory of a small one unless its vouchers are to be kept.

mod blocks;
mod evidence;
mod groups;
mod header;
mod list;
mod marks;
mod naming;
mod objects;
pub(super) mod outline;
mod pass;
mod plain;
mod print;
mod printed;
pub(super) mod records;
mod rows;
pub(super) mod sample;
mod stretch;
mod table;
mod totals;
mod words;

pub(super) use self::table::read;
#[cfg(feature = "xlsx")]
pub(super) use self::table::{read_sheet, recognised};
