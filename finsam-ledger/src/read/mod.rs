//! From files' contents to what the core holds.

#[cfg(feature = "config")]
pub mod layout;
#[cfg(feature = "config")]
mod toml_file;
