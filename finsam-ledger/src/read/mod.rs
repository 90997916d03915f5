//! Readers: what the user hands over, checked and located.

#[cfg(feature = "config")]
pub mod settings;
#[cfg(feature = "config")]
pub(crate) mod toml_file;
