//! The book's statements in the words of a server. There is one schema, written for `SQLite`: what a server says
//! otherwise is said here.

use std::borrow::Cow;

use super::{POSTING_ON_ACCOUNT, SCHEMA};

/// A trigger of the schema: what must not be done to a table, and what is said of it.
#[derive(Debug)]
pub(super) struct Guard {
    /// Its name.
    pub(super) name: String,
    /// The table.
    pub(super) table: String,
    /// `INSERT`, `UPDATE`, `DELETE` or `TRUNCATE`.
    pub(super) event: String,
    /// What the function says that it calls.
    pub(super) body: String,
}

/// The statements by which tables, view and indexes are made, in their order.
pub(super) fn tables() -> Vec<String> {
    let made = statements().filter(|statement| !statement.starts_with("CREATE TRIGGER"));
    made.chain([POSTING_ON_ACCOUNT.to_owned()]).map(|statement| in_types_of_server(&statement)).collect()
}

/// The triggers that keep the tables as they are, by their names. To empty a table is one more way to remove from it.
pub(super) fn guards() -> Vec<Guard> {
    let guards = statements().filter_map(|statement| guard(&statement));
    let all = guards.flat_map(|guard| {
        let emptied = (guard.event == "DELETE").then(|| Guard {
            name: format!("{}_truncate", guard.table),
            table: guard.table.clone(),
            event: "TRUNCATE".to_owned(),
            body: guard.body.clone(),
        });
        std::iter::once(guard).chain(emptied)
    });
    let mut all: Vec<Guard> = all.collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

impl Guard {
    /// The statements that make it, for the schema that comes first where names are looked for: there it looks too,
    /// whoever calls it.
    pub(super) fn statements(&self) -> String {
        let Self { name, table, event, body } = self;
        let each = if event == "TRUNCATE" { "STATEMENT" } else { "ROW" };
        format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $body${body}$body$;
             CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}();"
        )
    }
}

/// What the view of the records that do not count is made of.
pub(super) fn undone() -> String {
    let made = statements().find_map(|statement| {
        let (_, query) = statement.strip_prefix("CREATE VIEW ")?.split_once(" AS\n")?;
        Some(query.to_owned())
    });
    made.unwrap_or_default()
}

/// A statement with the parameters of a server: `$1` where `SQLite` says `?1`.
pub(super) fn with_parameters(sql: &str) -> Cow<'_, str> {
    if sql.contains('?') { Cow::Owned(sql.replace('?', "$")) } else { Cow::Borrowed(sql) }
}

/// The statements of the schema, without comments. Those of a trigger end with `END`.
fn statements() -> impl Iterator<Item = String> {
    let lines = SCHEMA.lines().map(|line| line.split_once("--").map_or(line, |(said, _)| said));
    let text: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).collect();
    let all: Vec<String> = text.join("\n").split(";\n").map(|one| one.trim().to_owned()).collect();
    all.into_iter().filter(|statement| !statement.is_empty())
}

fn in_types_of_server(statement: &str) -> String {
    let types = [
        (" STRICT, WITHOUT ROWID", ""),
        (" STRICT", ""),
        (" INTEGER", " BIGINT"),
        (" BLOB", " BYTEA"),
        // Texts are in the order of their bytes, as everywhere else.
        (" TEXT", " TEXT COLLATE \"C\""),
    ];
    let statement =
        types.iter().fold(statement.to_owned(), |statement, (from, to)| statement.replace(from, to));
    // That a row belongs to another is asked in the end, as in a file.
    let lines = statement.lines().map(|line| match line.strip_suffix(',') {
        Some(column) if line.contains(" REFERENCES ") => format!("{column} DEFERRABLE INITIALLY DEFERRED,"),
        None if line.contains(" REFERENCES ") => format!("{line} DEFERRABLE INITIALLY DEFERRED"),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// `CREATE TRIGGER name BEFORE event ON table [WHEN condition] BEGIN SELECT RAISE(…, 'words'); END`.
fn guard(statement: &str) -> Option<Guard> {
    let (head, rest) = statement.strip_prefix("CREATE TRIGGER ")?.split_once("BEGIN SELECT RAISE(")?;
    let words = rest
        .split_once(", ")?
        .1
        .strip_suffix("); END;")
        .or_else(|| rest.split_once(", ")?.1.strip_suffix("); END"))?;
    let (head, condition) =
        head.split_once("WHEN ").map_or((head, None), |(head, when)| (head, Some(when.trim())));
    let mut of_head = head.split_whitespace();
    let (name, event, table) = (of_head.next()?, of_head.nth(1)?, of_head.nth(1)?);
    let raise = format!("RAISE EXCEPTION USING MESSAGE = {words};");
    let body = match condition {
        Some(condition) => {
            let condition =
                condition.replace("CAST(value AS INTEGER)", "CAST(split_part(value, ' ', 1) AS BIGINT)");
            format!("BEGIN IF {condition} THEN {raise} END IF; RETURN NEW; END")
        }
        None => format!("BEGIN {raise} END"),
    };
    Some(Guard { name: name.to_owned(), table: table.to_owned(), event: event.to_owned(), body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statement_of_the_schema_is_said_to_a_server() {
        let (made, guarded) = (tables(), guards());
        let triggers = SCHEMA.matches("CREATE TRIGGER ").count();
        let others = ["CREATE TABLE ", "CREATE VIEW ", "CREATE INDEX "];
        let others: usize = others.iter().map(|word| SCHEMA.matches(word).count()).sum();
        assert_eq!(made.len(), others + 1);
        let emptied = guarded.iter().filter(|guard| guard.event == "TRUNCATE").count();
        let deleted = guarded.iter().filter(|guard| guard.event == "DELETE").count();
        assert_eq!((guarded.len(), emptied), (triggers + deleted, deleted));
        assert!(made.iter().all(|statement| {
            !["STRICT", "ROWID", "INTEGER", "BLOB"].iter().any(|word| statement.contains(word))
        }));
        assert!(
            guarded
                .iter()
                .all(|guard| !guard.body.contains("INTEGER") && guard.body.contains("RAISE EXCEPTION"))
        );
    }

    #[test]
    fn parameters_are_numbered_as_they_were() {
        assert_eq!(
            with_parameters("SELECT a FROM b WHERE c = ?1 AND d = ?12"),
            "SELECT a FROM b WHERE c = $1 AND d = $12"
        );
    }
}
