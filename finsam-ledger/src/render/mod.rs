//! Tables for readers and programs: one neutral [`Table`], drawn as text, Markdown or CSV, and
//! wire shapes for JSON.
//!
//! Nothing is computed here. What a page shows was summed, signed and rounded before it came;
//! a page only decides where on it a figure stands.

mod activity_plan;
mod comparison;
#[cfg(feature = "csv")]
pub mod csv;
pub mod document;
#[cfg(feature = "docx")]
mod docx;
mod esf;
mod explanation;
mod follow_up;
#[cfg(feature = "html")]
pub mod html;
mod in_short;
mod journal;
#[cfg(feature = "json")]
pub mod json;
mod listing;
#[cfg(feature = "text")]
pub mod markdown;
mod members;
mod notes;
mod overview;
pub mod picture;
mod report;
pub mod table;
#[cfg(feature = "text")]
pub mod text;
mod verdict;
mod voucher;
mod words;
#[cfg(feature = "xlsx")]
pub mod xlsx;

use thiserror::Error;

use crate::amount::AmountError;
pub use document::{AccountPage, Document, Remark};
#[cfg(feature = "docx")]
pub use docx::docx;
pub use in_short::in_short;
pub use notes::notes_together;
pub use report::{PageWords, Report};
pub use table::{Align, Cell, ColumnHead, Fit, Footnote, Table, TableRow};
pub use verdict::{BookPart, Difference, FailureBlock, HeldView, Section, VerdictPage, VerdictView};
pub use voucher::order_text;

/// Why a page could not be drawn.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A total does not fit.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The CSV writer failed.
    #[cfg(feature = "csv")]
    #[error("cannot write CSV: {0}")]
    Csv(#[from] ::csv::Error),
    /// The writer of Word files failed.
    #[cfg(feature = "docx")]
    #[error("cannot write a Word file: {0}")]
    Docx(#[from] ::zip::result::ZipError),
    /// The template of a page failed.
    #[cfg(feature = "html")]
    #[error("cannot write HTML: {0}")]
    Html(#[from] askama::Error),
    /// The JSON writer failed.
    #[cfg(feature = "json")]
    #[error("cannot write JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The writer of workbooks failed.
    #[cfg(feature = "xlsx")]
    #[error("cannot write a workbook: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

/// A user's text on its way onto a page: whole, and steering nothing.
fn printable(text: &str) -> String {
    crate::message::harmless(text, usize::MAX)
}
