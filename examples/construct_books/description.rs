//! The compact description of a book: published totals and the habits of the office, one fact a line.
//!
//! Amounts are kronor with a decimal point, debit positive. Where a year is published at two dates
//! (`ends 08-31 12-31`) a figure has one value per date, cumulative from the first of January.

use std::collections::BTreeMap;

use crate::Fallible;
use crate::calendar::Date;
use crate::money::ore;

/// Where a result row is booked: account, cost centre and project; the last two may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    /// The account.
    pub(crate) account: u32,
    /// The cost centre's code.
    pub(crate) centre: String,
    /// The project's code.
    pub(crate) project: String,
}

impl Cell {
    /// Reads `account@centre/project`, of which the two latter may be left out.
    pub(crate) fn parse(text: &str) -> Fallible<Self> {
        let (account, rest) = text.split_once('@').unwrap_or((text, ""));
        let (centre, project) = rest.split_once('/').unwrap_or((rest, ""));
        Ok(Self { account: account.parse()?, centre: centre.to_owned(), project: project.to_owned() })
    }
}

/// Which accounts are filled into which cost centres before others.
#[derive(Clone, Debug)]
pub(crate) struct Preference {
    /// The accounts, in order.
    pub(crate) accounts: Vec<u32>,
    /// The cost centres, in order.
    pub(crate) centres: Vec<String>,
    /// The most that goes into one cell, in öre.
    pub(crate) most: i64,
}

/// How one account's costs are bought.
#[derive(Clone, Debug)]
pub(crate) struct Purchase {
    /// The account.
    pub(crate) account: u32,
    /// The cost centres this habit is limited to; empty for all.
    pub(crate) centres: Vec<String>,
    /// The most invoices a year per cost centre.
    pub(crate) per_year: i64,
    /// The size of a usual invoice, in öre.
    pub(crate) typical: i64,
    /// The VAT rate in percent.
    pub(crate) vat: i64,
    /// Whether every invoice is for the same amount.
    pub(crate) fixed: bool,
    /// What the invoices say; one is picked per invoice.
    pub(crate) texts: Vec<String>,
}

/// When the open items of a balance account are settled over the bank.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Terms {
    /// On the first weekly payment day at least this many days after the item.
    Weekly(i64),
    /// This many days after the item.
    Days(i64),
    /// On the 12th of the following month, as tax and social fees are.
    Twelfth,
}

/// One balance account whose items are settled in the order they arose.
#[derive(Clone, Debug)]
pub(crate) struct Settlement {
    /// The account.
    pub(crate) account: u32,
    /// When its items are settled.
    pub(crate) terms: Terms,
    /// The text of the settling voucher.
    pub(crate) text: String,
    /// What an item of the account is called.
    pub(crate) item: String,
}

/// The accounts of the payroll.
#[derive(Clone, Debug, Default)]
pub(crate) struct Payroll {
    /// Withheld tax.
    pub(crate) tax: u32,
    /// Accrued social fees.
    pub(crate) social: u32,
    /// The cost of social fees.
    pub(crate) social_cost: u32,
    /// Pay that tax is withheld from.
    pub(crate) taxed: Vec<u32>,
    /// Reimbursements without tax.
    pub(crate) untaxed: Vec<u32>,
    /// The text of the voucher.
    pub(crate) text: String,
}

/// A voucher that is given in full.
#[derive(Clone, Debug)]
pub(crate) struct GivenVoucher {
    /// Its date.
    pub(crate) date: Date,
    /// Its text.
    pub(crate) text: String,
    /// Its rows.
    pub(crate) rows: Vec<(Cell, i64)>,
}

/// A member's contribution for a year.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The income account.
    pub(crate) account: u32,
    /// The year's contribution, in öre.
    pub(crate) amount: i64,
    /// The member.
    pub(crate) name: String,
    /// The four invoice dates.
    pub(crate) dates: Vec<Date>,
}

/// One fiscal year.
#[derive(Clone, Debug, Default)]
pub(crate) struct Year {
    /// The year's number, such as 2014.
    pub(crate) number: i64,
    /// The dates at which figures are published.
    pub(crate) ends: Vec<Date>,
    /// Result accounts, cumulative per published date.
    pub(crate) totals: BTreeMap<u32, Vec<i64>>,
    /// Cost per cost centre and project, cumulative; `None` takes what the others leave.
    pub(crate) centres: Vec<(Cell, Vec<Option<i64>>)>,
    /// Closing balances per published date.
    pub(crate) closings: BTreeMap<u32, Vec<i64>>,
    /// Accrued cost to reverse at the start of each segment.
    pub(crate) reverse: Vec<i64>,
    /// Accrued cost to book at the end of each segment.
    pub(crate) accrue: Vec<i64>,
    /// The dates of pay.
    pub(crate) paydays: Vec<Date>,
    /// Member contributions.
    pub(crate) members: Vec<Member>,
    /// Project income, cumulative.
    pub(crate) claims: Vec<(Cell, Vec<i64>)>,
    /// The months in which claims are made.
    pub(crate) claim_months: Vec<i64>,
    /// The months in which VAT comes back.
    pub(crate) refund_months: Vec<i64>,
    /// Vouchers given in full.
    pub(crate) vouchers: Vec<GivenVoucher>,
    /// The invoice dates of members that have none of their own.
    pub(crate) invoicing: Vec<Date>,
}

/// A whole book: openings, habits and years.
#[derive(Clone, Debug, Default)]
pub(crate) struct Description {
    /// The smallest amount in use, in öre: 1, or 100 where the book is kept in whole kronor.
    pub(crate) unit: i64,
    /// Opening balances of the first year.
    pub(crate) openings: BTreeMap<u32, i64>,
    /// Accounts by the part they play, such as `bank`.
    pub(crate) roles: BTreeMap<String, u32>,
    /// Cost-centre names and the party that invoices for them.
    pub(crate) names: BTreeMap<String, (String, String)>,
    /// What is filled first.
    pub(crate) preferences: Vec<Preference>,
    /// How costs are bought; the first that fits an account and cost centre rules.
    pub(crate) purchases: Vec<Purchase>,
    /// Which balance accounts are settled, and when.
    pub(crate) settlements: Vec<Settlement>,
    /// The payroll.
    pub(crate) payroll: Payroll,
    /// Bank charges: where they are booked, and the bank account that pays.
    pub(crate) charges: Option<(Cell, u32)>,
    /// The account of öre rounding.
    pub(crate) rounding: u32,
    /// The years, in order.
    pub(crate) years: Vec<Year>,
    /// Budget rows: cell, period, amount.
    pub(crate) budget: Vec<(Cell, String, i64)>,
    /// Forecast rows, likewise.
    pub(crate) forecast: Vec<(Cell, String, i64)>,
    /// The day of the forecast.
    pub(crate) forecast_date: String,
}

impl Description {
    /// Reads a description; the first line that cannot be read is named.
    pub(crate) fn parse(text: &str) -> Fallible<Self> {
        let mut description = Self { unit: 1, ..Self::default() };
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            description.read_line(line).map_err(|cause| format!("{line}: {cause}"))?;
        }
        Ok(description)
    }

    /// The account that plays a part.
    pub(crate) fn role(&self, role: &str) -> Fallible<u32> {
        let account = self.roles.get(role).copied();
        account.ok_or_else(|| format!("no account for {role}").into())
    }

    /// One line: a word, its values, and after ` = ` a text.
    fn read_line(&mut self, line: &str) -> Fallible<()> {
        let (head, text) = line.split_once(" = ").unwrap_or((line, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        let (word, values) = words.split_first().ok_or("an empty line")?;
        match (*word, values) {
            ("unit", [unit]) => self.unit = unit.parse()?,
            ("opening", [account, amount]) => {
                self.openings.insert(account.parse()?, ore(amount)?);
            }
            ("role", [role, account]) => {
                self.roles.insert((*role).to_owned(), account.parse()?);
            }
            ("name", [code]) => {
                let (name, party) = text.split_once(" | ").unwrap_or((text, ""));
                let value = (name.to_owned(), party.to_owned());
                self.names.insert((*code).to_owned(), value);
            }
            ("prefer", [accounts, centres, most @ ..]) => self.preferences.push(Preference {
                accounts: numbers(accounts)?,
                centres: codes(centres),
                most: most.first().map_or(Ok(i64::MAX), |most| ore(most))?,
            }),
            ("purchase", values) => self.purchases.push(purchase(values, text)?),
            ("settle", [account, terms @ ..]) => {
                self.settlements.push(settlement(account, terms, text)?);
            }
            ("payroll", [tax, social, social_cost, taxed, untaxed]) => {
                self.payroll = Payroll {
                    tax: tax.parse()?,
                    social: social.parse()?,
                    social_cost: social_cost.parse()?,
                    taxed: numbers(taxed)?,
                    untaxed: numbers(untaxed)?,
                    text: text.to_owned(),
                };
            }
            ("charges", [cell, bank]) => self.charges = Some((Cell::parse(cell)?, bank.parse()?)),
            ("rounding", [account]) => self.rounding = account.parse()?,
            ("budget" | "forecast", [period, cell, amount]) => {
                let row = (Cell::parse(cell)?, (*period).to_owned(), ore(amount)?);
                let rows = if *word == "budget" { &mut self.budget } else { &mut self.forecast };
                rows.push(row);
            }
            ("forecast-date", [date]) => (*date).clone_into(&mut self.forecast_date),
            ("year", [year]) => self.years.push(Year { number: year.parse()?, ..Year::default() }),
            _ => {
                let year = self.years.last_mut().ok_or("stands before any year")?;
                year.read_line(word, values, text)?;
            }
        }
        Ok(())
    }
}

impl Year {
    /// A line that belongs to a year.
    fn read_line(&mut self, word: &str, values: &[&str], text: &str) -> Fallible<()> {
        match (word, values) {
            ("ends", days) => self.ends = self.dates(days)?,
            ("total", [account, values @ ..]) => {
                let values = self.per_end(amounts(values)?)?;
                self.totals.insert(account.parse()?, values);
            }
            ("centre", [centre, values @ ..]) => {
                let values = values
                    .iter()
                    .map(|value| match *value {
                        "rest" => Ok(None),
                        amount => ore(amount).map(Some),
                    })
                    .collect::<Fallible<Vec<_>>>()?;
                let values = self.per_end(values)?;
                self.centres.push((Cell::parse(&format!("0@{centre}"))?, values));
            }
            ("closing", [account, values @ ..]) => {
                let values = self.per_end(amounts(values)?)?;
                self.closings.insert(account.parse()?, values);
            }
            ("reverse", values) => self.reverse = self.per_end(amounts(values)?)?,
            ("accrue", values) => self.accrue = self.per_end(amounts(values)?)?,
            ("paydays", days) => self.paydays = self.dates(days)?,
            ("invoicing", days) => self.invoicing = self.dates(days)?,
            ("member", [account, amount, days @ ..]) => {
                let dates = if days.is_empty() { self.invoicing.clone() } else { self.dates(days)? };
                self.members.push(Member {
                    account: account.parse()?,
                    amount: ore(amount)?,
                    name: text.to_owned(),
                    dates,
                });
            }
            ("claim", [cell, values @ ..]) => {
                let values = self.per_end(amounts(values)?)?;
                self.claims.push((Cell::parse(cell)?, values));
            }
            ("claim-months", months) => self.claim_months = months_of(months)?,
            ("refund-months", months) => self.refund_months = months_of(months)?,
            ("voucher", [day, rows @ ..]) => {
                let date = Date::within(self.number, day)?;
                self.vouchers.push(given_voucher(date, rows, text)?);
            }
            _ => return Err("cannot be read".into()),
        }
        Ok(())
    }

    /// Dates of this year.
    fn dates(&self, days: &[&str]) -> Fallible<Vec<Date>> {
        days.iter().map(|day| Date::within(self.number, day)).collect()
    }

    /// A figure must have one value per published date.
    fn per_end<T>(&self, values: Vec<T>) -> Fallible<Vec<T>> {
        if values.len() == self.ends.len() {
            Ok(values)
        } else {
            Err(format!("{} values for {} dates", values.len(), self.ends.len()).into())
        }
    }
}

/// `account[@centre,centre] invoices-a-year usual-amount vat [fixed] = text|text`.
fn purchase(values: &[&str], text: &str) -> Fallible<Purchase> {
    let ([whose, per_year, typical, vat] | [whose, per_year, typical, vat, "fixed"]) = values else {
        return Err("a purchase has four values and perhaps the word fixed".into());
    };
    let (account, centres) = whose.split_once('@').unwrap_or((whose, ""));
    Ok(Purchase {
        account: account.parse()?,
        centres: codes(centres),
        per_year: per_year.parse()?,
        typical: ore(typical)?,
        vat: vat.parse()?,
        fixed: values.len() == 5,
        texts: text.split('|').map(str::to_owned).collect(),
    })
}

/// `account weekly DAYS`, `account days DAYS` or `account twelfth`.
fn settlement(account: &str, terms: &[&str], text: &str) -> Fallible<Settlement> {
    let terms = match terms {
        ["weekly", days] => Terms::Weekly(days.parse()?),
        ["days", days] => Terms::Days(days.parse()?),
        ["twelfth"] => Terms::Twelfth,
        _ => return Err("unknown terms".into()),
    };
    let (text, item) = text.split_once(" | ").ok_or("no name for its items")?;
    Ok(Settlement { account: account.parse()?, terms, text: text.to_owned(), item: item.to_owned() })
}

/// Rows as pairs of cell and amount; they must balance.
fn given_voucher(date: Date, rows: &[&str], text: &str) -> Fallible<GivenVoucher> {
    let rows = rows
        .chunks(2)
        .map(|pair| match pair {
            [cell, amount] => Ok((Cell::parse(cell)?, ore(amount)?)),
            _ => Err("a cell without an amount".into()),
        })
        .collect::<Fallible<Vec<_>>>()?;
    let sum: i64 = rows.iter().map(|(_, amount)| amount).sum();
    if sum != 0 {
        return Err(format!("unbalanced by {sum} öre").into());
    }
    let text = text.to_owned();
    Ok(GivenVoucher { date, text, rows })
}

/// Account numbers between commas.
fn numbers(text: &str) -> Fallible<Vec<u32>> {
    text.split(',').filter(|part| *part != "-").map(|part| Ok(part.parse()?)).collect()
}

/// Codes between commas.
fn codes(text: &str) -> Vec<String> {
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Amounts in kronor.
fn amounts(values: &[&str]) -> Fallible<Vec<i64>> {
    values.iter().map(|value| ore(value)).collect()
}

/// Month numbers.
fn months_of(values: &[&str]) -> Fallible<Vec<i64>> {
    values.iter().map(|value| Ok(value.parse()?)).collect()
}
