//! What a layout file is refused for, and where: every refusal is a built-in layout with one slip.
#![cfg(feature = "config")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use finsam_ledger::read::layout::{built_in, built_in_text, from_toml};
use finsam_ledger::{Code, Fact, Finding};

/// The national layout with the first `from` made `to`.
fn with_slip(from: &str, to: &str) -> String {
    let text = built_in_text("lkbr").expect("built in");
    assert!(text.contains(from), "the layout no longer holds {from:?}");
    text.replacen(from, to, 1)
}

/// The line of a text that starts with `start`, counted from 1.
fn line_of(text: &str, start: &str) -> u64 {
    text.lines()
        .position(|line| line.starts_with(start))
        .map(|line| line as u64 + 1)
        .expect("the line is there")
}

fn refused(text: &str) -> Vec<Finding> {
    from_toml("egen.toml", text).map(|layout| layout.name().to_owned()).expect_err("the layout has a slip")
}

/// The only finding.
fn one(text: &str) -> Finding {
    let mut findings = refused(text);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings.remove(0)
}

#[test]
fn a_layout_there_is_not_names_those_there_are() {
    let findings = built_in("kommun").expect_err("not built in");
    let names = ["lkbr", "sjuharad", "insjoriket"].map(str::to_owned).to_vec();
    let unknown = Fact::SettingUnknown { key: "layout".to_owned(), value: "kommun".to_owned(), known: names };
    assert_eq!(findings, [Finding::new(unknown)]);
}

#[test]
fn an_unknown_key_is_named_with_its_place() {
    let text = with_slip("result-to = \"2010\"", "result-to = \"2010\"\nroundness = 3");
    let finding = one(&text);
    let place = finding.place.as_ref().expect("a place");
    assert_eq!(finding.code(), Code::TomlInvalid);
    assert_eq!(
        (place.line, place.column, &*place.excerpt),
        (line_of(&text, "roundness"), 1, "roundness = 3")
    );
    assert!(matches!(&finding.fact, Fact::TomlInvalid { detail } if detail.contains("roundness")));
}

#[test]
fn a_misspelt_key_is_the_only_thing_wrong() {
    let text = with_slip("accounts = [\"3000-3999\"]", "account = [\"3000-3999\"]");
    let finding = one(&text);
    assert!(
        matches!(&finding.fact, Fact::TomlInvalid { detail } if detail.contains("`account`")),
        "{finding:?}"
    );
}

#[test]
fn an_account_on_two_lines_is_named_with_both() {
    let text = with_slip("accounts = [\"4000-7899\"]", "accounts = [\"3990-7899\"]");
    let finding = one(&text);
    let Fact::AccountOnTwoLines { accounts, first, second } = &finding.fact else { panic!("{finding:?}") };
    assert_eq!(accounts.to_string(), "3990-3999");
    assert_eq!((first.as_str(), second.as_str()), ("operating-income", "operating-expenses"));
    assert!(finding.place.as_ref().is_some_and(|place| place.line > 1));
}

#[test]
fn an_account_on_no_line_is_named() {
    let finding = one(&with_slip("accounts = [\"4000-7899\"]", "accounts = [\"4000-5999\", \"6100-7899\"]"));
    assert!(matches!(&finding.fact, Fact::AccountsOnNoLine { accounts, statement }
        if accounts.to_string() == "6000-6099" && statement == "income-statement"));
}

#[test]
fn a_circle_of_sums_is_named_in_its_order() {
    let text = with_slip(
        "of = [\"operating-income\", \"operating-expenses\", \"depreciation\"]",
        "of = [\"operating-result\", \"operating-income\", \"operating-expenses\", \"depreciation\"]",
    );
    let findings = refused(&text);
    assert!(
        findings.iter().any(|finding| matches!(&finding.fact, Fact::RowCycle { rows }
            if rows == &["net-operating-cost", "operating-result"])),
        "{findings:#?}"
    );
    let circle = findings.iter().find(|finding| finding.code() == Code::RowCycle).expect("the circle");
    let heading = line_of(&text, "id = \"net-operating-cost\"") - 1;
    assert_eq!(circle.place.as_ref().map(|place| place.line), Some(heading), "it is told at its first row");
}

#[test]
fn a_reference_to_no_row_is_named() {
    let finding = one(&with_slip("\nof = [\"non-current-liabilities\"]", "\nof = [\"loans\"]"));
    assert!(matches!(&finding.fact, Fact::ReferenceUnknown { row, reference }
        if row == "financing-activities" && reference == "loans"));

    let unknown = |from: &str, to: &str| {
        let findings = refused(&with_slip(from, to));
        let reference = |finding: &Finding| match &finding.fact {
            Fact::ReferenceUnknown { row, reference } => Some((row.clone(), reference.clone())),
            _ => None,
        };
        findings.iter().find_map(reference).unwrap_or_else(|| panic!("{findings:#?}"))
    };
    let named = |row: &str, reference: &str| (row.to_owned(), reference.to_owned());
    let sum =
        unknown("of = [\"net-operating-cost\", \"tax-revenue\"", "of = [\"net-operating-cost\", \"tax\"");
    assert_eq!(sum, named("operating-result", "tax"), "a sum of what is no row");
    for (key, line) in [("add-back", "depreciation"), ("change-of", "provisions"), ("before", "result")] {
        let (_, reference) = unknown(&format!("{key} = [\"{line}\"]"), &format!("{key} = [\"loans\"]"));
        assert_eq!(reference, "loans", "a cash flow that draws on no line by {key}");
    }
    let result = unknown("\nresult = \"result\"", "\nresult = \"profit\"");
    assert_eq!(result, named("result", "profit"), "a statement whose result is no row");
    let assets = unknown("assets = \"total-assets\"", "assets = \"all-assets\"");
    assert_eq!(assets, named("assets", "all-assets"), "and one whose total is none");
}

#[test]
fn two_rows_of_one_name_are_named() {
    let text = with_slip("id = \"extraordinary-items\"", "id = \"operating-income\"");
    let codes: Vec<_> = refused(&text).iter().map(Finding::code).collect();
    assert_eq!(codes, [Code::RowTwice, Code::ReferenceUnknown], "and what referred to it finds nothing");

    // Notes name lines of the income statement and the balance sheet alike; the cash flow has its own names.
    let findings = refused(&with_slip("id = \"receivables\"", "id = \"operating-income\""));
    let twice = Fact::RowTwice { row: "operating-income".to_owned() };
    assert!(findings.iter().any(|finding| finding.fact == twice), "{findings:#?}");
}

#[test]
fn a_sum_that_counts_a_row_double_is_named() {
    let findings = refused(&with_slip(
        "of = [\"result-after-financial-items\", \"extraordinary-items\"]",
        "of = [\"result-after-financial-items\", \"extraordinary-items\", \"financial-income\"]",
    ));
    assert!(
        matches!(&findings[..], [Finding { fact: Fact::SumTakesTwice { sum, row }, .. }]
        if sum == "result" && row == "financial-income"),
        "{findings:#?}"
    );
}

#[test]
fn a_total_that_lacks_a_line_is_named() {
    let finding = one(&with_slip(
        "of = [\"total-equity\", \"provisions\", \"total-liabilities\"]",
        "of = [\"total-equity\", \"total-liabilities\"]",
    ));
    assert!(
        matches!(&finding.fact, Fact::TotalLacks { total, row } if total == "total-financing" && row == "provisions")
    );
}

#[test]
fn a_balance_line_that_the_cash_flow_forgets_or_counts_double_is_named() {
    let forgotten = one(&with_slip("change-of = [\"receivables\"]", "change-of = []"));
    assert!(matches!(&forgotten.fact, Fact::CashFlowLineTimes { line, times: 0 } if line == "receivables"));
    let double =
        one(&with_slip("change-of = [\"receivables\"]", "change-of = [\"receivables\", \"provisions\"]"));
    assert!(matches!(&double.fact, Fact::CashFlowLineTimes { line, times: 2 } if line == "provisions"));
    let added_back_only = one(&with_slip("before = [\"depreciation\"]", "before = []"));
    assert!(
        matches!(&added_back_only.fact, Fact::CashFlowLineTimes { line, times: 0 } if line == "depreciation")
    );
}

#[test]
fn what_cannot_be_read_is_all_named_in_one_run() {
    let text = with_slip("accounts = [\"3000-3999\"]", "accounts = [\"3OOO-3999\"]").replacen(
        "accounts = [\"8400-8499\"]",
        "accounts = [\"8499-8400\"]",
        1,
    );
    let findings = refused(&text);
    let excerpts: Vec<_> = findings
        .iter()
        .map(|finding| (finding.code(), finding.place.as_ref().map(|place| place.excerpt.to_string())))
        .collect();
    assert_eq!(
        excerpts,
        [
            (Code::SelectorUnreadable, Some("accounts = [\"3OOO-3999\"]".to_owned())),
            (Code::SelectorUnreadable, Some("accounts = [\"8499-8400\"]".to_owned())),
        ]
    );
}

#[test]
fn a_row_of_no_kind_or_of_two_is_named() {
    let two =
        one(&with_slip("line = \"Skatteintäkter\"", "line = \"Skatteintäkter\"\nsum = \"Skatteintäkter\""));
    assert_eq!(two.code(), Code::RowShape);
    let no_side =
        one(&with_slip("accounts = [\"1500-1799\"]\nside = \"debit\"", "accounts = [\"1500-1799\"]"));
    assert!(
        matches!(&no_side.fact, Fact::RowShape { row, keys } if row == "receivables" && keys == &["side"])
    );
}

#[test]
fn a_project_line_without_a_line_for_the_rest_leaves_accounts_on_no_line() {
    let sjuharad = built_in_text("sjuharad").expect("built in");
    let text = sjuharad.replacen("all-other = \"projects\"", "projects = [\"ANNAT\"]", 1);
    let finding = one(&text);
    assert!(
        matches!(&finding.fact, Fact::AccountsOnNoLine { accounts, .. } if accounts.to_string() == "3511")
    );
    let text = sjuharad.replacen("projects = [\"PRIA\"]", "projects = [\"PRIA\", \"VILJA\"]", 1);
    assert!(matches!(one(&text).fact, Fact::AccountOnTwoLines { .. }));
}

#[test]
fn notes_about_no_line_or_with_accounts_left_over_are_named() {
    let unknown = one(&with_slip("lines = [\"receivables\"]", "lines = [\"fordringar\"]"));
    assert!(matches!(&unknown.fact, Fact::ReferenceUnknown { reference, .. } if reference == "fordringar"));
    let mixed = one(&with_slip("lines = [\"receivables\"]", "lines = [\"receivables\", \"provisions\"]"));
    assert_eq!(mixed.code(), Code::RowShape, "one note reads on one side");
    let insjoriket = built_in_text("insjoriket").expect("built in");
    let text = insjoriket.replacen("accounts = [\"3826-3899\"]", "accounts = [\"3831-3899\"]", 1);
    assert!(matches!(&one(&text).fact, Fact::AccountsOnNoLine { accounts, statement }
        if accounts.to_string() == "3826-3830" && statement == "note-contributions"));
}

#[test]
fn a_hostile_file_is_refused_and_never_hangs() {
    let mut text = built_in_text("lkbr").expect("built in").to_owned();
    for level in 1..60 {
        let below = if level == 1 { "tax-revenue".to_owned() } else { format!("level{}", level - 1) };
        text = text.replacen(
            "[balance-sheet]",
            &format!("[[income-statement.row]]\nid = \"level{level}\"\nsum = \"S\"\nof = [\"{below}\", \"{below}\"]\n\n[balance-sheet]"),
            1,
        );
    }
    assert!(refused(&text).iter().all(|finding| finding.code() == Code::SumTakesTwice));
    for text in ["", "\u{0}", "name = 1", "[[[", "name = \"x\"\nresult-to = \"\u{1b}[2J\""] {
        assert!(!refused(text).is_empty());
    }
}

#[test]
fn a_statement_with_hundreds_of_rows_is_no_layout() {
    let rows = (0..301).map(|row| {
        let next = row + 1;
        format!("[[income-statement.row]]\nid = \"r{row}\"\nsum = \"S\"\nof = [\"r{next}\"]\n\n")
    });
    let chain = rows.collect::<Vec<_>>().concat();
    let text = with_slip("[balance-sheet]", &format!("{chain}[balance-sheet]"));
    assert!(matches!(one(&text).fact, Fact::RowsTooMany { rows: 313, rows_max: 300 }));
}

#[test]
fn a_line_that_an_edition_hides_would_be_missing_from_its_total() {
    let hidden = one(&with_slip("line = \"Fordringar\"", "line = \"Fordringar\"\nonly-in = [\"interim\"]"));
    assert!(
        matches!(&hidden.fact, Fact::RowShape { row, keys } if row == "receivables" && keys[1] == "only-in")
    );
}

#[test]
fn a_cash_flow_that_ties_by_chance_is_refused() {
    let not_a_source = one(&with_slip("before = [\"result\"]", "before = [\"result\", \"receivables\"]"));
    assert!(
        matches!(&not_a_source.fact, Fact::ReferenceUnknown { reference, .. } if reference == "receivables")
    );
    let of_funds = one(&with_slip(
        "\nof = [\"non-current-liabilities\"]",
        "\nof = [\"non-current-liabilities\", \"opening-liquid-funds\"]",
    ));
    assert!(
        matches!(&of_funds.fact, Fact::ReferenceUnknown { reference, .. } if reference == "opening-liquid-funds")
    );
    let both = with_slip("change-of = [\"provisions\"]", "change-of = []").replacen(
        "add-back = [\"depreciation\"]",
        "add-back = [\"depreciation\"]\nchange-of = [\"provisions\"]",
        1,
    );
    assert_eq!(one(&both).code(), Code::RowShape, "what is taken off elsewhere may hold nothing else");
}

#[test]
fn the_rows_a_statement_names_by_themselves_are_what_they_should_be() {
    let keys = |text: String| match one(&text).fact {
        Fact::RowShape { keys, .. } => keys,
        fact => panic!("{fact:?}"),
    };
    assert_eq!(keys(with_slip("result-to = \"2010\"", "result-to = \"3010\"")), ["result-to"]);
    assert_eq!(keys(with_slip("result-to = \"2010\"", "result-to = \"8999\"")), ["result-to"]);
    assert_eq!(keys(with_slip("equity = \"total-equity\"", "equity = \"total-financing\"")), ["equity"]);
    let funds = "liquid-funds = [\"cash-and-bank\"]";
    let twice = "liquid-funds = [\"cash-and-bank\", \"cash-and-bank\"]";
    assert_eq!(keys(with_slip(funds, twice)), ["liquid-funds"]);
    let columns = "columns = [\"opening\", \"change\", \"closing\", \"comparison\"]";
    assert_eq!(keys(with_slip(columns, "columns = [\"opening\"]")), ["columns"]);
    assert_eq!(keys(with_slip(columns, "columns = [\"closing\", \"closing\"]")), ["columns"]);
}

#[test]
fn a_note_about_the_result_line_has_no_accounts_to_show() {
    let finding = one(&with_slip("lines = [\"receivables\"]", "lines = [\"result-for-the-year\"]"));
    assert!(
        matches!(&finding.fact, Fact::ReferenceUnknown { reference, .. } if reference == "result-for-the-year")
    );
}
