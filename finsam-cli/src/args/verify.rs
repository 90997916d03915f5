//! What is typed to have a published report proved.

use std::path::PathBuf;

use clap::ValueEnum;

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "L")]
    pub(crate) layout: Option<String>,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long, value_name = "text|json|md|html", hide_possible_values = true)]
    pub(crate) format: Option<PageFormat>,
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// The formats of a page that is read whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    #[default]
    Text,
    Json,
    #[value(alias = "markdown")]
    Md,
    Html,
}
