//! SIE, the format in which Swedish bookkeeping programs hand books to each other.
//!
//! What reading and writing share stands here: the [code page](code_page) of its letters and the
//! [`checksum`] that proves a file whole. Files are written by [`write`](mod@write).

pub mod checksum;
pub mod code_page;
pub(crate) mod item;
pub mod write;
