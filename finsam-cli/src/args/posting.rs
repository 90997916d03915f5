//! What the user typed of vouchers that the program is to post.

use clap::ValueEnum;
use finsam_ledger::schedule::AccrualKind;

use super::{Listing, Out};

#[derive(Debug, clap::Args)]
pub(crate) struct Accrue {
    #[arg(value_name = "KIND", hide_possible_values = true)]
    pub(crate) kind: Accrued,
    #[arg(long, value_name = "PERIOD")]
    pub(crate) over: String,
    #[arg(long, value_name = "VOUCHER")]
    pub(crate) voucher: Option<String>,
    #[arg(long, value_name = "YYYY", requires = "voucher")]
    pub(crate) year: Option<i32>,
    #[arg(long, value_name = "ACCOUNT")]
    pub(crate) account: Option<String>,
    #[arg(long, value_name = "ACCOUNT")]
    pub(crate) against: Option<String>,
    #[arg(long, value_name = "KR", allow_hyphen_values = true)]
    pub(crate) amount: Option<String>,
    #[arg(long, value_name = "KR", num_args = 1.., conflicts_with = "amount")]
    pub(crate) parts: Vec<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) cost_centre: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub(crate) project: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(crate) booked: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Accruals {
    #[arg(long, value_name = "P")]
    pub(crate) period: Option<String>,
    #[command(flatten)]
    pub(crate) out: Out,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Reverse {
    #[arg(value_name = "VOUCHER")]
    pub(crate) voucher: String,
    #[arg(long, value_name = "YYYY")]
    pub(crate) year: Option<i32>,
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) text: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Close {
    #[arg(value_name = "YYYY")]
    pub(crate) year: Option<String>,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long, value_name = "text|json", hide_possible_values = true)]
    pub(crate) format: Option<Listing>,
}

/// The kinds of accrual, by their English and Swedish names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Accrued {
    #[value(name = "accrued-expense", alias = "upplupen-kostnad")]
    Expense,
    #[value(name = "accrued-income", aliases = ["upplupen-intäkt", "upplupen-intakt"])]
    Income,
    #[value(name = "prepaid-expense", aliases = ["förutbetald-kostnad", "forutbetald-kostnad"])]
    PrepaidExpense,
    #[value(name = "deferred-income", aliases = ["förutbetald-intäkt", "forutbetald-intakt"])]
    DeferredIncome,
}

impl Accrued {
    pub(crate) const fn kind(self) -> AccrualKind {
        match self {
            Self::Expense => AccrualKind::AccruedExpense,
            Self::Income => AccrualKind::AccruedIncome,
            Self::PrepaidExpense => AccrualKind::PrepaidExpense,
            Self::DeferredIncome => AccrualKind::DeferredIncome,
        }
    }
}
