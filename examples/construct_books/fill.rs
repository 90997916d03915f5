//! The transport problem behind a cost-centre table: account totals on one side, cost-centre totals
//! on the other, and only their sums published.

use std::collections::BTreeMap;

use crate::Fallible;
use crate::description::{Cell, Description, Year};

/// Costs in the regional chart; financial cost joins them where the office books it on a centre.
pub(crate) const fn is_cost(account: u32) -> bool {
    account >= 4000 && account < 8000
}

/// A figure's change in one segment, from values that are cumulative in the year.
pub(crate) fn change(values: &[i64], segment: usize) -> i64 {
    let at = |index: usize| values.get(index).copied().unwrap_or_default();
    at(segment) - segment.checked_sub(1).map_or(0, at)
}

/// Divides the segment's costs over cost centres so that both margins are met to the öre.
pub(crate) fn fill(
    description: &Description,
    year: &Year,
    segment: usize,
    given: &[(Cell, i64)],
) -> Fallible<BTreeMap<Cell, i64>> {
    let mut supply = supplies(description, year, segment);
    let mut demand = demands(description, year, segment)?;
    for (cell, amount) in given {
        if let Some(left) = supply.get_mut(&cell.account) {
            *left -= amount;
            let place = (cell.centre.clone(), cell.project.clone());
            let needed = demand.iter_mut().find(|(centre, _)| *centre == place);
            let (_, needed) = needed.ok_or_else(|| format!("{}: no such cost centre", cell.centre))?;
            *needed -= amount;
        }
    }
    for (account, left) in &supply {
        if *left < 0 {
            return Err(format!("{account}: {left} öre left to divide in segment {segment}").into());
        }
    }
    let mut cells = BTreeMap::new();
    for preference in &description.preferences {
        for account in &preference.accounts {
            for centre in &preference.centres {
                let wanted = demand.iter_mut().filter(|((code, _), _)| code == centre);
                for (place, needed) in wanted {
                    let whose = (*account, preference.most);
                    take(&mut supply, whose, place, needed, &mut cells);
                }
            }
        }
    }
    let accounts: Vec<u32> = supply.keys().copied().collect();
    for account in accounts {
        for (place, needed) in &mut demand {
            take(&mut supply, (account, i64::MAX), place, needed, &mut cells);
        }
    }
    if let Some((place, needed)) = demand.iter().find(|(_, needed)| *needed != 0) {
        return Err(format!("{}: {needed} öre not filled", place.0).into());
    }
    Ok(cells)
}

/// Moves as much of an account as both sides and its limit allow into one cell.
fn take(
    supply: &mut BTreeMap<u32, i64>,
    (account, most): (u32, i64),
    (centre, project): &(String, String),
    needed: &mut i64,
    cells: &mut BTreeMap<Cell, i64>,
) {
    let Some(left) = supply.get_mut(&account) else {
        return;
    };
    let amount = (*left).min(*needed).min(most);
    if amount > 0 {
        *left -= amount;
        *needed -= amount;
        let cell = Cell { account, centre: centre.clone(), project: project.clone() };
        *cells.entry(cell).or_default() += amount;
    }
}

/// What each cost account has to place in the segment.
fn supplies(description: &Description, year: &Year, segment: usize) -> BTreeMap<u32, i64> {
    let charged = description
        .charges
        .as_ref()
        .filter(|(cell, _)| !cell.centre.is_empty())
        .map(|(cell, _)| cell.account);
    year.totals
        .iter()
        .filter(|(account, _)| is_cost(**account) || Some(**account) == charged)
        .map(|(account, values)| (*account, change(values, segment)))
        .collect()
}

/// What each cost centre has to receive in the segment.
fn demands(description: &Description, year: &Year, segment: usize) -> Fallible<Vec<((String, String), i64)>> {
    let mut cumulative: Vec<Vec<i64>> = vec![Vec::new(); year.centres.len()];
    for end in 0..=segment {
        let total: i64 = (0..=end).flat_map(|part| supplies(description, year, part).into_values()).sum();
        let stated = |values: &Vec<Option<i64>>| values.get(end).copied().flatten();
        let known: i64 = year.centres.iter().filter_map(|(_, values)| stated(values)).sum();
        let resting = year.centres.iter().filter(|(_, values)| stated(values).is_none());
        if resting.count() != 1 {
            return Err(format!("{}: one cost centre must take the rest", year.number).into());
        }
        for ((_, values), sums) in year.centres.iter().zip(&mut cumulative) {
            sums.push(stated(values).unwrap_or(total - known));
        }
    }
    let places = year.centres.iter().map(|(cell, _)| (cell.centre.clone(), cell.project.clone()));
    let needs = cumulative.iter().map(|sums| change(sums, segment));
    Ok(places.zip(needs).collect())
}
