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
    Accrue(EsfAccrue),
    Claim(EsfClaim),
    Decision(EsfDecision),
    Payment(EsfPayment),
    Provision(EsfProvision),
    Release(EsfRelease),
    Settle(EsfSettle),
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

/// What every step has: whose it is, and how it is taken.
#[derive(Debug, clap::Args)]
pub(crate) struct EsfStep {
    #[arg(value_name = "PROJECT", display_order = 1)]
    pub(crate) project: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

/// A voucher from elsewhere that has booked a step already, or the day of a new one.
#[derive(Debug, clap::Args)]
pub(crate) struct EsfVoucher {
    #[arg(long, value_name = "DATE", required_unless_present = "voucher")]
    pub(crate) date: Option<String>,
    #[arg(long, value_name = "VOUCHER", conflicts_with = "date")]
    pub(crate) voucher: Option<String>,
    #[arg(long, value_name = "YYYY", requires = "voucher")]
    pub(crate) year: Option<i32>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EsfAccrue {
    #[command(flatten)]
    pub(crate) step: EsfStep,
    #[arg(long, value_name = "DATE")]
    pub(crate) through: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EsfClaim {
    #[command(flatten)]
    pub(crate) step: EsfStep,
    #[arg(long, value_name = "2024-Q3", required_unless_present = "period")]
    pub(crate) quarter: Option<String>,
    #[arg(long, value_name = "P", conflicts_with = "quarter")]
    pub(crate) period: Option<String>,
    #[arg(long, value_name = "KR", allow_hyphen_values = true)]
    pub(crate) amount: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EsfDecision {
    #[command(flatten)]
    pub(crate) step: EsfStep,
    #[arg(value_name = "CLAIM", display_order = 2)]
    pub(crate) claim: u32,
    #[arg(long, value_name = "KR", allow_hyphen_values = true)]
    pub(crate) approved: String,
    #[command(flatten)]
    pub(crate) on: EsfVoucher,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EsfPayment {
    #[command(flatten)]
    pub(crate) step: EsfStep,
    #[arg(value_name = "CLAIM", display_order = 2)]
    pub(crate) claim: u32,
    #[arg(long, value_name = "KR", allow_hyphen_values = true)]
    pub(crate) amount: String,
    #[command(flatten)]
    pub(crate) on: EsfVoucher,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EsfProvision {
    #[command(flatten)]
    pub(crate) step: EsfStep,
    #[arg(long, value_name = "KR", allow_hyphen_values = true)]
    pub(crate) amount: String,
    #[command(flatten)]
    pub(crate) on: EsfVoucher,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EsfRelease {
    #[command(flatten)]
    pub(crate) step: EsfStep,
    #[arg(long, value_name = "KR", allow_hyphen_values = true)]
    pub(crate) amount: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct EsfSettle {
    #[command(flatten)]
    pub(crate) step: EsfStep,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: String,
}
