//! From files' contents to what the core holds: vouchers and balances, layouts, settings.

#[cfg(feature = "csv")]
#[cfg_attr(
    not(test),
    expect(dead_code, unused_imports, reason = "styles and evidence wait for the detection of dialects")
)]
mod cell;
#[cfg(feature = "csv")]
pub mod csv;
#[cfg(feature = "config")]
pub mod layout;
#[cfg(feature = "config")]
pub mod settings;
#[cfg(feature = "config")]
mod toml_file;

#[cfg(feature = "csv")]
pub use csv::{FileRead, Keep, Options, Read, ReadError, Reading, TextEncoding};
