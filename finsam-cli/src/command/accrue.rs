//! `ledger accrue`: a cost or an income moved to the months it belongs to.

use finsam_ledger::schedule::{AccrualKind, AccrualPlan, Instalment, to_accrue};
use finsam_ledger::statement::LeafLine;
use finsam_ledger::{AccountNumber, Amount, BalanceObject, FiscalYear, Period, Voucher, VoucherId};

use super::posting;
use crate::args::Accrue;
use crate::exit::{Exit, Refusal};
use crate::settings::Settings;
use crate::source::Source;
use crate::text::posting as words;
use crate::text::{Quoted, Wrong};

pub(crate) fn run(args: &Accrue, settings: &Settings) -> Result<Exit, Refusal> {
    let source = Source::open(&[], None, settings)?;
    let kind = args.kind.kind();
    let from = from(args, &source)?;
    let (result, whole) = what(args, kind, from.as_ref().map(|(voucher, _, _)| voucher), &source)?;
    let balance = against(args, kind, &source)?;
    let over = Period::parse(args.over.trim(), source.settings.fiscal_years)
        .map_err(|error| Refusal::Usage(Wrong::Period { text: args.over.as_str().into(), error }))?;
    let booked = match (&args.booked, &from) {
        (Some(day), _) => posting::day(day)?,
        (None, Some((voucher, _, _))) if kind.is_booked_before() => voucher.date(),
        (None, _) if kind.is_booked_before() => over.first().first_day(),
        (None, _) => over.last().next().first_day(),
    };
    let plan = match whole {
        Some(whole) => AccrualPlan::spread(kind, result, balance, whole, over, booked),
        None => AccrualPlan::new(kind, result, balance, parts(args, over)?, booked),
    };
    let plan = plan.map_err(|error| Refusal::Usage(Wrong::Plan(error)))?;
    let of_source = || from.as_ref().map_or("", |(voucher, _, _)| voucher.text()).to_owned();
    let text = args.text.clone().unwrap_or_else(of_source);
    let text = if text.is_empty() { words::kind(kind, settings.lang).to_owned() } else { text };
    let word = |step| words::step(step, plan.instalments().len(), &text, settings.lang);
    let origin = from.as_ref().map(|(_, id, year)| (id, *year));
    let now = (settings.now.as_str(), settings.command_line.as_str());
    posting::post(
        source,
        |book| book.begin_accrual(&plan, &text, origin, word, now),
        (args.dry_run, args.format),
        settings,
    )
}

/// The voucher that is accrued from, by the name that was typed.
fn from(args: &Accrue, source: &Source) -> Result<Option<(Voucher, VoucherId, Option<FiscalYear>)>, Refusal> {
    let Some(text) = &args.voucher else { return Ok(None) };
    let (id, year) = (posting::voucher_id(text)?, posting::year(args.year, source)?);
    let Some(book) = &source.book else { return Ok(None) };
    Ok(Some((book.voucher(&id, year)?, id, year)))
}

/// The cost or income, and all of it unless it is given in parts.
fn what(
    args: &Accrue,
    kind: AccrualKind,
    from: Option<&Voucher>,
    source: &Source,
) -> Result<(BalanceObject, Option<Amount>), Refusal> {
    let account = args.account.as_deref().map(account).transpose()?;
    let unreadable = |code: &String| Refusal::Usage(Wrong::CodeUnreadable { text: code.as_str().into() });
    let cost_centre = args.cost_centre.as_ref().map(|code| code.parse().map_err(|_| unreadable(code)));
    let project = args.project.as_ref().map(|code| code.parse().map_err(|_| unreadable(code)));
    let (cost_centre, project) = (cost_centre.transpose()?, project.transpose()?);
    let typed = args.amount.as_deref().map(posting::amount).transpose()?;
    let Some(voucher) = from else {
        let account = account.ok_or(Refusal::Usage(Wrong::AccrualLacks { option: "--account" }))?;
        if typed.is_none() && args.parts.is_empty() {
            return Err(Refusal::Usage(Wrong::AccrualLacks { option: "--amount" }));
        }
        return Ok((BalanceObject { account, cost_centre, project }, typed));
    };
    let is_meant = |of: &BalanceObject| {
        let line = source.layout.assignment().line_of(of);
        account.map_or(matches!(line, Some(LeafLine::IncomeStatement(_))), |account| account == of.account)
            && cost_centre.as_ref().is_none_or(|centre| of.cost_centre.as_ref() == Some(centre))
            && project.as_ref().is_none_or(|project| of.project.as_ref() == Some(project))
    };
    let (object, amount) =
        to_accrue(voucher, kind, is_meant).map_err(|error| Refusal::Usage(Wrong::Source(error)))?;
    Ok((object, if args.parts.is_empty() { Some(typed.unwrap_or(amount)) } else { None }))
}

/// The account in the balance sheet: as typed, or as the settings say.
fn against(args: &Accrue, kind: AccrualKind, source: &Source) -> Result<AccountNumber, Refusal> {
    match &args.against {
        Some(text) => account(text),
        None => source
            .settings
            .accrual_accounts
            .get(&kind)
            .copied()
            .ok_or(Refusal::Usage(Wrong::AccrualAccountUnknown { kind })),
    }
}

/// The parts that were typed, one a month.
fn parts(args: &Accrue, over: Period) -> Result<Vec<Instalment>, Refusal> {
    let months: Vec<_> = over.months().collect();
    if months.len() != args.parts.len() {
        return Err(Refusal::Usage(Wrong::PartsOfMonths { parts: args.parts.len(), months: months.len() }));
    }
    let part = |(month, text): (_, &String)| Ok(Instalment { month, amount: posting::amount(text)? });
    months.into_iter().zip(&args.parts).map(part).collect()
}

fn account(text: &str) -> Result<AccountNumber, Refusal> {
    let unreadable = |_| Refusal::Usage(Wrong::AccountUnreadable { text: Quoted::from(text) });
    text.trim().parse().map_err(unreadable)
}
