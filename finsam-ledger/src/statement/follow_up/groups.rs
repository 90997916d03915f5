//! Groups of cost centres.

use crate::dimension::CodeSpan;

/// Cost centres that stand together, with a subtotal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CentreGroup {
    /// What the group is called.
    pub name: String,
    /// Its cost centres.
    pub codes: Vec<CodeSpan>,
    /// What the sum of this group and all before it is called, where one is to stand below a group
    /// that is used.
    pub sum_so_far: Option<String>,
}
