//! From files' contents to what the core holds: vouchers and balances, layouts, settings.

#[cfg(feature = "csv")]
#[cfg_attr(
    not(test),
    expect(dead_code, unused_imports, reason = "styles and evidence wait for the detection of dialects")
)]
mod cell;
#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "csv")]
mod drafts;
#[cfg(feature = "csv")]
mod first_lines;
#[cfg(feature = "csv")]
mod foreign;
#[cfg(feature = "csv")]
mod intake;
#[cfg(feature = "config")]
pub mod layout;
#[cfg(feature = "csv")]
mod names;
#[cfg(feature = "csv")]
mod openings;
#[cfg(feature = "csv")]
mod outcome;
#[cfg(feature = "csv")]
mod reading;
#[cfg(feature = "config")]
pub mod settings;
#[cfg(feature = "sie")]
mod sie;
#[cfg(feature = "csv")]
mod text;
#[cfg(feature = "config")]
mod toml_file;
#[cfg(feature = "xlsx")]
#[cfg_attr(
    not(test),
    expect(dead_code, unused_imports, reason = "the reader of files is to read workbooks by it")
)]
mod xlsx;

#[cfg(feature = "csv")]
pub use self::names::{COST_CENTRE_DIMENSION, Names, PROJECT_DIMENSION};
#[cfg(feature = "csv")]
pub use self::outcome::{Contents, FileRead, Keep, Limits, Options, Read, ReadError, SkipReason, Skipped};
#[cfg(feature = "csv")]
pub use self::reading::Reading;
#[cfg(feature = "sie")]
pub use self::sie::{Head, head};
#[cfg(feature = "csv")]
pub use self::text::TextEncoding;
