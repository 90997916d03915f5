//! A report of any kind, and several of them as one document.

use std::collections::BTreeMap;

use crate::dimension::CostCentre;
use crate::message::Lang;
use crate::render::table::Table;
use crate::statement::follow_up::FollowUp;
use crate::statement::overview::Overview;
use crate::statement::{Contributions, RowKind, Statement};

/// A report of any kind, summed and not yet drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// A statement, or all notes.
    Statement(Statement),
    /// A follow-up.
    FollowUp(FollowUp),
    /// An overview.
    Overview(Overview),
    /// What the members pay in.
    Members(Contributions),
}

/// What a page shows beside figures.
#[derive(Clone, Copy, Debug)]
pub struct PageWords<'a> {
    /// Whose figures they are.
    pub entity: &'a str,
    /// What the cost centres are called.
    pub cost_centres: &'a BTreeMap<CostCentre, String>,
    /// The language of what the layout does not say.
    pub lang: Lang,
}

impl Report {
    /// Its name in commands, files and JSON.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Statement(statement) => statement.kind.as_str(),
            Self::FollowUp(_) => "follow-up",
            Self::Overview(overview) => &overview.name,
            Self::Members(_) => "members",
        }
    }

    /// Whether it says anything: a follow-up or a split into parts with nothing but what is in no part
    /// does not.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        let is_own = |kind: RowKind, id: &str| kind == RowKind::Line && id != "none" && id != "rest";
        match self {
            Self::Statement(statement) => {
                statement.rows.iter().any(|row| row.values.iter().any(Option::is_some))
            }
            Self::FollowUp(follow_up) => follow_up.rows.iter().any(|row| is_own(row.kind, &row.id)),
            Self::Members(contributions) => contributions.rows.iter().any(|row| row.kind == RowKind::Line),
            Self::Overview(overview) => {
                let told = overview.rows.iter().filter(|row| row.values.iter().any(Option::is_some));
                told.into_iter().any(|row| is_own(row.kind, &row.id))
            }
        }
    }

    /// Its page.
    #[must_use]
    pub fn table(&self, words: &PageWords<'_>) -> Table {
        match self {
            Self::Statement(statement) => Table::statement(statement, words.entity, words.lang),
            Self::FollowUp(follow_up) => {
                Table::follow_up(follow_up, words.cost_centres, words.entity, words.lang)
            }
            Self::Overview(overview) => Table::overview(overview, words.entity, words.lang),
            Self::Members(contributions) => Table::members(contributions, words.entity, words.lang),
        }
    }
}
