//! A comparison as JSON: all that differs, however much that is.

use finsam_ledger::compare::{
    AccountCompared, Both, Comparison, MonthCompared, NotTold, RewordedVoucher, Totals, VouchersCompared,
    Which,
};
use finsam_ledger::message::{Lang, harmless};
use finsam_ledger::{Amount, AmountError, ChartOfAccounts, Finding, Posting, Turnover, Voucher};
use serde::Serialize;

use super::compare::Side;
use crate::exit::Refusal;
use crate::wire::{self, FindingWire};

pub(crate) fn json(
    comparison: &Comparison<'_>,
    sides: &Both<Side>,
    chart: &ChartOfAccounts,
    found: &[Finding],
    lang: Lang,
) -> Result<String, Refusal> {
    let account_month = |row: &finsam_ledger::compare::AccountMonthCompared| {
        Ok(AccountMonthWire {
            month: row.month.to_string(),
            account: row.account.to_string(),
            name: chart.name_of(row.account).map(shown),
            turnover: TurnoverWire::of(row.turnover)?,
        })
    };
    let account_months: Result<_, AmountError> =
        comparison.account_months.iter().map(account_month).collect();
    let accounts = comparison.accounts_that_differ().map(|account| AccountWire::of(account, chart));
    wire::written(&CompareWire {
        equal: comparison.is_equal(),
        period: comparison.period.map(|period| period.to_string()),
        a: SideWire::of(&sides.a, &comparison.totals.a),
        b: SideWire::of(&sides.b, &comparison.totals.b),
        not_told: NotToldWire::of(&comparison.not_told),
        accounts: accounts.collect::<Result<_, _>>()?,
        months: comparison.months_that_differ().map(MonthWire::of).collect::<Result<_, _>>()?,
        account_months: account_months?,
        vouchers: VouchersWire::of(&comparison.vouchers)?,
        findings: wire::findings(found, lang),
    })
}

#[derive(Serialize)]
struct CompareWire {
    equal: bool,
    period: Option<String>,
    a: SideWire,
    b: SideWire,
    not_told: NotToldWire,
    accounts: Vec<AccountWire>,
    months: Vec<MonthWire>,
    account_months: Vec<AccountMonthWire>,
    vouchers: VouchersWire,
    findings: Vec<FindingWire>,
}

#[derive(Serialize)]
struct SideWire {
    name: String,
    book: bool,
    vouchers: u64,
    rows: u64,
    debit: String,
    credit: String,
    first_date: Option<String>,
    last_date: Option<String>,
}

impl SideWire {
    fn of(side: &Side, totals: &Totals) -> Self {
        Self {
            name: side.name.clone(),
            book: side.is_book,
            vouchers: totals.vouchers,
            rows: totals.rows,
            debit: totals.turnover.debit.to_string(),
            credit: totals.turnover.credit.to_string(),
            first_date: totals.dates.map(|(first, _)| first.to_string()),
            last_date: totals.dates.map(|(_, last)| last.to_string()),
        }
    }
}

#[derive(Serialize)]
struct NotToldWire {
    openings: Vec<YearNotToldWire>,
    vouchers: Option<&'static str>,
    words: Option<&'static str>,
}

#[derive(Serialize)]
struct YearNotToldWire {
    year: String,
    side: &'static str,
}

impl NotToldWire {
    fn of(not_told: &NotTold) -> Self {
        let side = |which| match which {
            Which::A => "a",
            Which::B => "b",
        };
        let year = |(year, which): &(_, Which)| YearNotToldWire {
            year: finsam_ledger::FiscalYear::to_string(year),
            side: side(*which),
        };
        Self {
            openings: not_told.openings.iter().map(year).collect(),
            vouchers: not_told.vouchers.map(side),
            words: not_told.words.map(side),
        }
    }
}

/// The same figure on both sides, and what A has more than B.
#[derive(Serialize)]
struct FigureWire {
    a: String,
    b: String,
    difference: String,
}

impl FigureWire {
    fn of(pair: Both<Amount>) -> Result<Self, AmountError> {
        Ok(Self { a: pair.a.to_string(), b: pair.b.to_string(), difference: pair.difference()?.to_string() })
    }
}

#[derive(Serialize)]
struct TurnoverWire {
    debit: FigureWire,
    credit: FigureWire,
}

impl TurnoverWire {
    fn of(turnover: Both<Turnover>) -> Result<Self, AmountError> {
        Ok(Self {
            debit: FigureWire::of(turnover.map(|turnover| turnover.debit))?,
            credit: FigureWire::of(turnover.map(|turnover| turnover.credit))?,
        })
    }
}

#[derive(Serialize)]
struct AccountWire {
    year: String,
    account: String,
    name: Option<String>,
    opening: Option<FigureWire>,
    #[serde(flatten)]
    turnover: TurnoverWire,
    closing: Option<FigureWire>,
}

impl AccountWire {
    fn of(account: &AccountCompared, chart: &ChartOfAccounts) -> Result<Self, AmountError> {
        Ok(Self {
            year: account.year.to_string(),
            account: account.account.to_string(),
            name: chart.name_of(account.account).map(shown),
            opening: account.opening.map(FigureWire::of).transpose()?,
            turnover: TurnoverWire::of(account.turnover)?,
            closing: account.closing.map(FigureWire::of).transpose()?,
        })
    }
}

#[derive(Serialize)]
struct MonthWire {
    month: String,
    vouchers: CountWire,
    #[serde(flatten)]
    turnover: TurnoverWire,
}

#[derive(Serialize)]
struct CountWire {
    a: u64,
    b: u64,
}

impl MonthWire {
    fn of(month: &MonthCompared) -> Result<Self, AmountError> {
        let Both { a, b } = month.vouchers;
        Ok(Self {
            month: month.month.to_string(),
            vouchers: CountWire { a, b },
            turnover: TurnoverWire::of(month.turnover)?,
        })
    }
}

#[derive(Serialize)]
struct AccountMonthWire {
    month: String,
    account: String,
    name: Option<String>,
    #[serde(flatten)]
    turnover: TurnoverWire,
}

#[derive(Serialize)]
struct VouchersWire {
    same: u64,
    only_a: Vec<WholeVoucherWire>,
    only_b: Vec<WholeVoucherWire>,
    changed: Vec<ChangedWire>,
    renumbered: Vec<PairWire>,
    reworded: Vec<RewordedWire>,
}

impl VouchersWire {
    fn of(vouchers: &VouchersCompared<'_>) -> Result<Self, AmountError> {
        let whole =
            |vouchers: &[&Voucher]| vouchers.iter().map(|voucher| WholeVoucherWire::of(voucher)).collect();
        let mut changed = Vec::with_capacity(vouchers.changed.len());
        for voucher in &vouchers.changed {
            let accounts = voucher.accounts.iter().map(|(account, amounts)| {
                Ok(AccountAmountWire { account: account.to_string(), amount: FigureWire::of(*amounts)? })
            });
            changed.push(ChangedWire {
                vouchers: PairWire::of(voucher.vouchers),
                rows_a: voucher.rows.a.iter().map(|row| RowWire::of(row)).collect(),
                rows_b: voucher.rows.b.iter().map(|row| RowWire::of(row)).collect(),
                accounts: accounts.collect::<Result<_, AmountError>>()?,
            });
        }
        Ok(Self {
            same: vouchers.same,
            only_a: whole(&vouchers.only.a),
            only_b: whole(&vouchers.only.b),
            changed,
            renumbered: vouchers.renumbered.iter().map(|pair| PairWire::of(*pair)).collect(),
            reworded: vouchers.reworded.iter().map(RewordedWire::of).collect(),
        })
    }
}

#[derive(Serialize)]
struct VoucherWire {
    series: String,
    number: u64,
    date: String,
    text: String,
}

impl VoucherWire {
    fn of(voucher: &Voucher) -> Self {
        Self {
            series: shown(voucher.id().series()),
            number: voucher.id().number(),
            date: voucher.date().to_string(),
            text: shown(voucher.text()),
        }
    }
}

#[derive(Serialize)]
struct WholeVoucherWire {
    #[serde(flatten)]
    voucher: VoucherWire,
    rows: Vec<RowWire>,
}

impl WholeVoucherWire {
    fn of(voucher: &Voucher) -> Self {
        let rows = voucher.postings().iter().map(RowWire::of).collect();
        Self { voucher: VoucherWire::of(voucher), rows }
    }
}

#[derive(Serialize)]
struct RowWire {
    account: String,
    cost_centre: Option<String>,
    project: Option<String>,
    amount: String,
    text: String,
}

impl RowWire {
    fn of(row: &Posting) -> Self {
        Self {
            account: row.account.to_string(),
            cost_centre: row.cost_centre.as_ref().map(ToString::to_string),
            project: row.project.as_ref().map(ToString::to_string),
            amount: row.amount.to_string(),
            text: shown(&row.text),
        }
    }
}

#[derive(Serialize)]
struct PairWire {
    a: VoucherWire,
    b: VoucherWire,
}

impl PairWire {
    fn of(pair: Both<&Voucher>) -> Self {
        Self { a: VoucherWire::of(pair.a), b: VoucherWire::of(pair.b) }
    }
}

#[derive(Serialize)]
struct ChangedWire {
    #[serde(flatten)]
    vouchers: PairWire,
    rows_a: Vec<RowWire>,
    rows_b: Vec<RowWire>,
    accounts: Vec<AccountAmountWire>,
}

#[derive(Serialize)]
struct AccountAmountWire {
    account: String,
    #[serde(flatten)]
    amount: FigureWire,
}

#[derive(Serialize)]
struct RewordedWire {
    #[serde(flatten)]
    vouchers: PairWire,
    words_a: String,
    words_b: String,
}

impl RewordedWire {
    fn of(reworded: &RewordedVoucher<'_>) -> Self {
        Self {
            vouchers: PairWire::of(reworded.vouchers),
            words_a: shown(&reworded.words.a),
            words_b: shown(&reworded.words.b),
        }
    }
}

fn shown(text: &str) -> String {
    harmless(text, usize::MAX)
}
