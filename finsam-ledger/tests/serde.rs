//! What is written is read back the same, and what is wrong is not read.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Debug;

use finsam_ledger::{
    AccountNumber, AccountRange, Amount, BalanceObject, Code, Correction, CostCentre, FiscalYear,
    FiscalYears, History, Month, OtherObject, Period, Posting, Project, RowChange, Severity, Turnover,
    Voucher, VoucherDraft, VoucherId, arbitrary,
};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn read_back<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let text = serde_json::to_string(value).expect("everything here can be written");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// How a value is written, and that it is read back.
#[track_caller]
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T, json: &str) {
    assert_eq!(serde_json::to_string(value).expect("it can be written"), json);
    assert_eq!(&serde_json::from_str::<T>(json).expect(json), value);
}

/// Why a text is not read.
#[track_caller]
fn refusal<T: DeserializeOwned + Debug>(json: &str) -> String {
    let error = serde_json::from_str::<T>(json).expect_err(json).to_string();
    error.split(" at line ").next().unwrap_or_default().to_owned()
}

fn month(text: &str) -> Month {
    text.parse().expect("a month")
}

proptest! {
    #[test]
    fn vouchers_are_read_back(voucher in arbitrary::voucher()) {
        prop_assert_eq!(read_back(&voucher), voucher);
    }

    #[test]
    fn drafts_are_read_back_but_not_as_vouchers(draft in arbitrary::unbalanced_draft()) {
        prop_assert_eq!(&read_back(&draft), &draft);
        let text = serde_json::to_string(&draft).expect("a draft can be written");
        let refused = serde_json::from_str::<Voucher>(&text).expect_err("it does not balance").to_string();
        let reason = draft.try_into_voucher().expect_err("it does not balance").to_string();
        prop_assert!(refused.starts_with(&reason), "{} is not {}", refused, reason);
    }

    #[test]
    fn the_vocabulary_is_read_back(
        amount in arbitrary::amount(),
        account in arbitrary::account_number(),
        other in arbitrary::account_number(),
        cost_centre in arbitrary::cost_centre(),
        project in arbitrary::project(),
        (year, months, first_month) in (1_i32..=9_990, 0_i32..=40, 1_u32..=12),
    ) {
        prop_assert_eq!(read_back(&amount), amount);
        prop_assert_eq!(read_back(&account), account);
        let range = AccountRange::new(account.min(other), account.max(other))?;
        prop_assert_eq!(read_back(&range), range);
        prop_assert_eq!(read_back(&cost_centre), cost_centre.clone());
        prop_assert_eq!(read_back(&project), project.clone());
        let first = Month::new(year, first_month)?;
        prop_assert_eq!(read_back(&first), first);
        let period = Period::new(first, first.plus(months))?;
        prop_assert_eq!(read_back(&period), period);
        let years = FiscalYears::starting_in_month(first_month)?;
        prop_assert_eq!(read_back(&years), years);
        prop_assert_eq!(read_back(&years.of(first)), years.of(first));
        let object = BalanceObject { account, cost_centre: Some(cost_centre), project: Some(project) };
        prop_assert_eq!(read_back(&object), object);
        let turnover = Turnover { debit: amount.magnitude(), credit: Amount::from_ore(1) };
        prop_assert_eq!(read_back(&turnover), turnover);
    }

    /// Any text at all is an amount, in one way, or is refused; nothing panics.
    #[test]
    fn a_text_is_an_amount_or_is_refused(text in "-?[0-9]{0,22}[.,]?[0-9 ]{0,4}|\\PC{0,8}") {
        let json = serde_json::to_string(&text)?;
        if let Ok(amount) = serde_json::from_str::<Amount>(&json) {
            let unsigned = |text: &str| text.trim_start_matches('-').trim_start_matches('0').to_owned();
            let mut decimals = if text.contains('.') { text.clone() } else { format!("{text}.") };
            while decimals.split_once('.').is_some_and(|(_, ore)| ore.len() < 2) {
                decimals.push('0');
            }
            let decimals = decimals.trim_end_matches('0').to_owned();
            let told = amount.to_string();
            let told = told.trim_end_matches('0');
            prop_assert_eq!(unsigned(told), unsigned(&decimals));
        } else {
            prop_assert!(!amount_as_written(&text), "{} was refused", text);
        }
    }
}

/// Whether this is how amounts within bounds are written.
fn amount_as_written(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let Some((kronor, ore)) = unsigned.split_once('.') else { return false };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (1..=16).contains(&kronor.len()) && ore.len() == 2 && digits(kronor) && digits(ore)
}

#[test]
fn values_are_written_so() {
    check(&Amount::from_ore(-2_069_170_670), r#""-20691706.70""#);
    check(&Amount::from_ore(-5), r#""-0.05""#);
    check(&Amount::MAX, r#""92233720368547758.07""#);
    check(&"5539".parse::<AccountNumber>().expect("an account"), r#""5539""#);
    check(&"3000-3999".parse::<AccountRange>().expect("a range"), r#""3000-3999""#);
    check(&CostCentre::new("3047").expect("a code"), r#""3047""#);
    check(&Project::new("VILJA").expect("a code"), r#""VILJA""#);
    check(&month("2024-08"), r#""2024-08""#);
    check(&"2024-01..2024-08".parse::<Period>().expect("a period"), r#""2024-01..2024-08""#);
    check(&"2024".parse::<Period>().expect("a period"), r#""2024""#);
    check(&FiscalYears::CALENDAR, "1");
    check(&FiscalYears::CALENDAR.of(month("2024-08")), r#""2024""#);
    let broken = FiscalYears::starting_in_month(7).expect("July");
    check(&broken.of(month("2024-08")), r#""2024-07..2025-06""#);
    check(&VoucherId::new("A", 12), r#"{"series":"A","number":12}"#);
    check(&Code::VoucherUnbalanced, r#""FS0101""#);
    check(&Severity::Warning, r#""warning""#);
    check(&Severity::Error, r#""error""#);
    check(&Severity::Note, r#""note""#);
}

#[test]
fn a_voucher_is_written_so() {
    let mut fee = Posting::new("5539".parse().expect("an account"), Amount::from_ore(10_050));
    fee.cost_centre = Some(CostCentre::new("3047").expect("a code"));
    let debt = Posting::new("2411".parse().expect("an account"), Amount::from_ore(-10_050));
    let date = "2024-01-15".parse().expect("a date");
    let draft = VoucherDraft::new(VoucherId::new("L", 3), date, "Konsult", vec![fee, debt]);
    let json = concat!(
        r#"{"id":{"series":"L","number":3},"date":"2024-01-15","text":"Konsult","postings":["#,
        r#"{"account":"5539","cost_centre":"3047","project":null,"amount":"100.50","text":""},"#,
        r#"{"account":"2411","cost_centre":null,"project":null,"amount":"-100.50","text":""}]}"#,
    );
    check(&draft, json);
    check(&draft.try_into_voucher().expect("it balances"), json);
}

#[test]
fn a_history_and_other_objects_are_written_so() {
    let mut row = Posting::new("5539".parse().expect("an account"), Amount::from_ore(100));
    row.others = vec![OtherObject::new(20, "AF").expect("a code")];
    let written = concat!(
        r#"{"account":"5539","cost_centre":null,"project":null,"amount":"1.00","text":"","#,
        r#""others":[{"dimension":20,"code":"AF"}]}"#,
    );
    check(&row, written);
    let day = |text: &str| text.parse().expect("a date");
    let corrections = vec![
        Correction { change: RowChange::Added(1), date: None, signature: "".into() },
        Correction {
            change: RowChange::Struck { before: 0, posting: row.clone() },
            date: Some(day("2024-02-03")),
            signature: "EK".into(),
        },
    ];
    let history = History { registered: Some(day("2024-02-01")), signature: "AB".into(), corrections };
    let json = format!(
        concat!(
            r#"{{"registered":"2024-02-01","signature":"AB","corrections":["#,
            r#"{{"change":{{"added":1}},"date":null,"signature":""}},"#,
            r#"{{"change":{{"struck":{{"before":0,"posting":{}}}}},"date":"2024-02-03","signature":"EK"}}]}}"#,
        ),
        written
    );
    check(&history, &json);
    let draft = VoucherDraft::new(VoucherId::new("A", 1), day("2024-01-15"), "", vec![row]);
    let untouched = serde_json::to_string(&draft).expect("it can be written");
    assert!(!untouched.contains("history"), "{untouched}");
    let touched = VoucherDraft { history, ..draft };
    assert_eq!(read_back(&touched), touched);
    assert_eq!(
        refusal::<OtherObject>(r#"{"dimension": 20, "code": " "}"#),
        "a cost centre or project code cannot be empty"
    );
    assert!(refusal::<History>(r#"{"signed": "AB"}"#).starts_with("unknown field `signed`"));
    assert!(refusal::<RowChange>(r#"{"moved": 1}"#).starts_with("unknown variant `moved`"));
}

#[test]
fn what_is_wrong_is_refused_and_says_why() {
    for (json, reason) in [
        (r#""12,50""#, "'12,50' is not an amount such as -20691706.70"),
        (r#""1 250""#, "'1 250' is not an amount such as -20691706.70"),
        (r#""1_250""#, "'1_250' is not an amount such as -20691706.70"),
        (r#""+1""#, "'+1' is not an amount such as -20691706.70"),
        (r#""--1""#, "'--1' is not an amount such as -20691706.70"),
        (r#""1e3""#, "'1e3' is not an amount such as -20691706.70"),
        (r#"".5""#, "'.5' is not an amount such as -20691706.70"),
        (r#""5.""#, "'5.' is not an amount such as -20691706.70"),
        (r#""""#, "'' is not an amount such as -20691706.70"),
        (r#""0.005""#, "0.005 is not a whole number of öre"),
        (r#""92233720368547758.08""#, "amount is outside ±92233720368547758 kr"),
        (r#""99999999999999999999999999999999""#, "amount is outside ±92233720368547758 kr"),
        ("12", r#"invalid type: integer `12`, expected an amount in kronor as text, such as "-20691706.70""#),
        (
            "1.5",
            r#"invalid type: floating point `1.5`, expected an amount in kronor as text, such as "-20691706.70""#,
        ),
    ] {
        assert_eq!(refusal::<Amount>(json), reason, "{json}");
    }
    let not_an_account = "'0171' is not an account number: two to eight digits, the first not zero";
    assert_eq!(refusal::<AccountNumber>(r#""0171""#), not_an_account);
    assert!(refusal::<AccountNumber>("1712").starts_with("invalid type: integer `1712`"));
    assert_eq!(
        refusal::<AccountRange>(r#""3999-3000""#),
        "the range ends at account 3000, before it starts at 3999"
    );
    assert_eq!(refusal::<CostCentre>(r#""  ""#), "a cost centre or project code cannot be empty");
    assert_eq!(refusal::<Project>(r#""a\u0007""#), "'a\u{7}' holds a control character");
    assert_eq!(refusal::<Month>(r#""2024-13""#), "2024-13 is not a month");
    assert_eq!(
        refusal::<Period>(r#""2024-08..2024-01""#),
        "the period ends in 2024-01, before it starts in 2024-08"
    );
    assert_eq!(refusal::<FiscalYear>(r#""2024-01..2024-08""#), "'2024-01..2024-08' is not twelve months");
    assert_eq!(refusal::<FiscalYear>(r#""2024-01..2025-12""#), "'2024-01..2025-12' is not twelve months");
    assert_eq!(refusal::<FiscalYears>("13"), "13 is not the number of a month");
    assert_eq!(refusal::<Code>(r#""FS9999""#), "'FS9999' is not the code of a finding");
    assert_eq!(refusal::<Severity>(r#""fatal""#), "'fatal' is not error, warning or note");
    assert_eq!(
        refusal::<Turnover>(r#"{"debit": "1.00", "credit": "-1.00"}"#),
        "-1.00 has a sign: a turnover has two sides instead"
    );
    assert!(refusal::<Posting>(r#"{"account": "1930"}"#).starts_with("missing field `amount`"));
    let misspelt = r#"{"account": "1930", "amount": "1.00", "kst": "3047"}"#;
    assert!(refusal::<Posting>(misspelt).starts_with("unknown field `kst`"));
    let empty = r#"{"id": {"series": "", "number": 7}, "date": "2024-01-15", "postings": []}"#;
    assert_eq!(refusal::<Voucher>(empty), "voucher 7 has no rows");
}

#[test]
fn a_month_that_could_not_be_read_back_is_not_written() {
    let past_the_end = month("9999-12").next();
    assert!(serde_json::to_string(&past_the_end).is_err());
    assert!(serde_json::to_string(&Period::month(past_the_end)).is_err());
    assert!(serde_json::to_string(&month("0001-01").previous()).is_err());
}
