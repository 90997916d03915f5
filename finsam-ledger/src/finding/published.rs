//! What can be wrong with a published report.

/// What a figure of a published report needs and may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublishedPart {
    /// The table it stands in.
    Table,
    /// The row.
    Row,
    /// The column.
    Column,
}

/// How much of something a published report has at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublishedLimit {
    /// Bytes of text.
    Bytes,
    /// Lines.
    Lines,
    /// Cells of all its tables.
    Cells,
}
