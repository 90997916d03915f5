//! What the user typed after `ledger esf`.

use clap::Subcommand;

use super::Listing;

#[derive(Debug, clap::Args)]
pub(crate) struct Esf {
    #[command(subcommand)]
    pub(crate) action: EsfAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EsfAction {
    Status(EsfStatus),
}

#[derive(Debug, clap::Args)]
pub(crate) struct EsfStatus {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: Option<String>,
    #[arg(long, value_name = "P")]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}
