//! From files' contents to what the core holds: vouchers and balances, layouts, settings.

#[cfg(feature = "config")]
mod activity_plan;
#[cfg(feature = "csv")]
mod budgets;
#[cfg(any(feature = "config", feature = "csv"))]
#[cfg_attr(
    not(feature = "csv"),
    expect(dead_code, unused_imports, reason = "settings name patterns of dates, and read no cells")
)]
mod cell;
#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "csv")]
mod dialect;
#[cfg(feature = "csv")]
mod drafts;
#[cfg(feature = "csv")]
mod encoding;
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
mod overlap;
#[cfg(any(feature = "config", feature = "csv"))]
mod profile;
#[cfg(feature = "config")]
pub mod profiles;
#[cfg(feature = "csv")]
mod published;
#[cfg(feature = "csv")]
mod reading;
#[cfg(feature = "config")]
pub mod settings;
#[cfg(feature = "sie")]
mod sie;
#[cfg(feature = "csv")]
mod text;
#[cfg(any(feature = "config", feature = "csv"))]
mod text_encoding;
#[cfg(feature = "config")]
mod toml_file;
#[cfg(feature = "csv")]
mod typed;
#[cfg(feature = "csv")]
mod utf16;
#[cfg(feature = "xlsx")]
mod workbook;
#[cfg(feature = "xlsx")]
mod xlsx;

#[cfg(feature = "config")]
pub use self::activity_plan::activity_plan;
#[cfg(any(feature = "config", feature = "csv"))]
pub use self::cell::{DateOrder, DatePattern, UnknownDatePattern};
#[cfg(feature = "csv")]
pub use self::dialect::{CreditSign, Decided, DecidedBy, Dialect};
#[cfg(feature = "csv")]
pub use self::names::{COST_CENTRE_DIMENSION, Names, PROJECT_DIMENSION};
#[cfg(feature = "csv")]
pub use self::outcome::{Contents, FileRead, Keep, Limits, Options, Read, ReadError, SkipReason, Skipped};
#[cfg(any(feature = "config", feature = "csv"))]
pub use self::profile::Profile;
#[cfg(feature = "csv")]
pub use self::published::{PublishedRead, published};
#[cfg(feature = "csv")]
pub use self::reading::Reading;
#[cfg(feature = "sie")]
pub use self::sie::{Head, head};
#[cfg(any(feature = "config", feature = "csv"))]
pub use self::text_encoding::TextEncoding;
#[cfg(feature = "csv")]
pub use self::typed::amount;
