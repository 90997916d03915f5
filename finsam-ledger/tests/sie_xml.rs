//! SIE 5, which is XML: what is read of it, and what is said of what is wrong.

#![cfg(feature = "sie")]
#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

use finsam_ledger::finding::{FileKind, XmlFault};
use finsam_ledger::read::{Contents, Keep, Options, Read, Reading};
use finsam_ledger::{CostCentre, Fact, Finding, FiscalYears, Project, RowChange, StatedKind, Voucher};

fn read(text: &str) -> Read {
    let mut reading = Reading::new(Options { keep: Keep::Vouchers, ..Options::default() });
    reading.file("fil.sie", text.as_bytes()).expect("memory can be read");
    reading.finish().expect("small amounts")
}

/// These elements in a file about 2024 and the year before.
fn of_2024(elements: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Sie xmlns=\"http://www.sie.se/sie5\"><FileInfo><FiscalYears>\
         <FiscalYear start=\"2024-01\" end=\"2024-12\" primary=\"true\"/><FiscalYear start=\"2023-01\" \
         end=\"2023-12\"/></FiscalYears><AccountingCurrency currency=\"SEK\"/></FileInfo>\n{elements}\n</Sie>\n"
    )
}

fn shown(finding: &Finding) -> String {
    let Some(place) = &finding.place else { return finding.code().to_string() };
    let meant: String =
        place.excerpt.chars().skip(place.column_in_excerpt as usize).take(place.width as usize).collect();
    format!("{} {}:{} [{meant}]", finding.code(), place.line, place.column)
}

fn all_shown(read: &Read) -> Vec<String> {
    read.findings.iter().map(shown).collect()
}

const WHOLE: &str = "\
<Accounts>
  <Account id=\"1930\" name=\"Bank &amp; giro\" type=\"asset\">
    <OpeningBalance month=\"2024-01\" amount=\"1000\"/>
    <OpeningBalance month=\"2024-01\" amount=\"400\"><ObjectReference dimId=\"1\" objectId=\"3047\"/></OpeningBalance>
    <OpeningBalance month=\"2023-01\" amount=\"700.00\"/>
    <OpeningBalance month=\"2024-03\" amount=\"938.5\"/>
    <ClosingBalance month=\"2024-12\" amount=\"938.50\"/>
  </Account>
  <Account id=\"2010\" name=\"Eget kapital\" type=\"equity\"><OpeningBalance month=\"2024-01\" amount=\"-1000\"/></Account>
  <Account id=\"5539\" name=\"Övrigt\" type=\"cost\">
    <ClosingBalance month=\"2024-12\" amount=\"61.50\"/>
    <Budget month=\"2024-01\" amount=\"100\"/>
    <Budget amount=\"1200\"><ObjectReference dimId=\"6\" objectId=\"V\"/></Budget>
  </Account>
</Accounts>
<Dimensions><Dimension id=\"1\" name=\"Kostnadsställe\"><Object id=\"3047\" name=\"Ung väg\"/></Dimension></Dimensions>
<Journal id=\"A\" name=\"Redovisning\">
  <JournalEntry id=\"1\" journalDate=\"2024-01-05\" text=\"Möte på Ön\">
    <EntryInfo date=\"2024-01-08\" by=\"Eva B\"/>
    <LedgerEntry accountId=\"1930\" amount=\"-11.50\"/>
    <LedgerEntry accountId=\"5539\" amount=\"11.5\" text=\"Kaffe\">
      <ObjectReference dimId=\"1\" objectId=\"3047\"/><ObjectReference dimId=\"6\" objectId=\"V\"/>
    </LedgerEntry>
  </JournalEntry>
  <JournalEntry id=\"2\" journalDate=\"2024-02-05\" text=\"Hyra\">
    <EntryInfo date=\"2024-02-06\" by=\"Eva B\"/><OriginalEntryInfo date=\"2024-02-01\" by=\"Lön\"/>
    <LedgerEntry accountId=\"5540\" amount=\"60\"><Overstrike date=\"2024-02-07\" by=\"EB\"/></LedgerEntry>
    <LedgerEntry accountId=\"1930\" amount=\"-50\"/>
    <LedgerEntry accountId=\"5539\" amount=\"50\"><EntryInfo date=\"2024-02-07\" by=\"EB\"/></LedgerEntry>
  </JournalEntry>
</Journal>
<Documents><EmbeddedFile id=\"1\">PGh0bWw+</EmbeddedFile></Documents>
<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><Object id=\"3047\" name=\"x\"/></Signature>";

#[test]
fn vouchers_come_with_objects_texts_and_history() {
    let read = read(&of_2024(WHOLE));
    assert_eq!(all_shown(&read), ["FS0075 34:0 []"], "the documents");
    assert_eq!(
        (read.files[0].kind, read.files[0].vouchers, read.files[0].rows),
        (Some(FileKind::Sie), 2, 13)
    );
    let vouchers: Vec<Voucher> = read.vouchers().collect();
    let [meeting, rent] = &vouchers[..] else { panic!("{} vouchers", vouchers.len()) };
    assert_eq!((meeting.id().to_string().as_str(), meeting.text()), ("A 1", "Möte på Ön"));
    let coffee = &meeting.postings()[1];
    assert_eq!((coffee.amount.ore(), &*coffee.text), (1_150, "Kaffe"));
    assert_eq!(
        (&coffee.cost_centre, &coffee.project),
        (&CostCentre::new("3047").ok(), &Project::new("V").ok())
    );
    assert_eq!(rent.history().registered.map(|date| date.to_string()), Some("2024-02-06".to_owned()));
    assert_eq!(&*rent.history().signature, "Eva B");
    let [struck, added] = &rent.history().corrections[..] else { panic!("{:?}", rent.history()) };
    assert!(
        matches!(&struck.change, RowChange::Struck { before: 0, posting } if posting.account.number() == 5540)
    );
    assert_eq!((&added.change, &*added.signature), (&RowChange::Added(1), "EB"));
}

#[test]
fn names_balances_budgets_and_stated_sums_come_along() {
    let read = read(&of_2024(WHOLE));
    let Contents { names, openings, budget, stated, .. } = &read.contents[0];
    assert_eq!(names.accounts.values().collect::<Vec<_>>(), ["Bank & giro", "Eget kapital", "Övrigt"]);
    assert_eq!(names.objects_of(1).collect::<Vec<_>>(), [("3047", "Ung väg")]);
    let code = |object: &finsam_ledger::BalanceObject| {
        format!("{} {}", object.account, object.cost_centre.as_ref().map_or("-", CostCentre::as_str))
    };
    let openings: Vec<_> =
        openings.iter().map(|(year, object, amount)| format!("{year} {} {amount}", code(object))).collect();
    assert_eq!(openings, ["2024 1930 3047 400.00", "2024 1930 - 600.00", "2024 2010 - -1000.00"]);
    let budget: Vec<_> = budget.rows().map(|(period, _, amount)| format!("{period} {amount}")).collect();
    assert_eq!(budget, ["2024-01 100.00", "2024 1200.00"]);
    let month = |text: &str| text.parse().expect("a month");
    let year = FiscalYears::CALENDAR.starting_in(2023).expect("a year");
    let expected = [
        (StatedKind::Opening(year), 70_000),
        (StatedKind::Closing(month("2024-02")), 93_850),
        (StatedKind::Closing(month("2024-12")), 93_850),
        (StatedKind::Result(month("2024-12")), 6_150),
    ];
    let told: Vec<_> = stated.iter().map(|(_, sum)| (sum.kind, sum.amount.ore())).collect();
    assert_eq!(told, expected);
}

#[test]
fn what_is_wrong_is_shown_where_it_stands() {
    let entry = |attributes: &str, rows: &str| {
        of_2024(&format!("<Journal id=\"A\"><JournalEntry {attributes}>\n{rows}</JournalEntry></Journal>"))
    };
    let row = |attributes: &str| format!("  <LedgerEntry {attributes}/>\n");
    let good = "id=\"1\" journalDate=\"2024-01-05\"";
    let cases = [
        (entry("id=\"x\" journalDate=\"2024-01-05\"", ""), "FS0012 3:35 [x]"),
        (entry("id=\"1\" journalDate=\"2024-02-30\"", ""), "FS0010 3:51 [2024-02-30]"),
        (entry(good, &row("accountId=\"19x\" amount=\"5\"")), "FS0011 4:27 [19x]"),
        (entry(good, &row("amount=\"0.005\" accountId=\"1930\"")), "FS0008 4:24 [0.005]"),
        (entry(good, &row("accountId=\"1930\"\n amount=\"5x\"")), "FS0006 5:10 [5x]"),
        (entry(good, &row("accountId=\"1930\" amount=\"5\"")), "FS0101 3:0 []"),
        (
            entry(
                good,
                &[
                    row("accountId=\"1930\" amount=\"0\" ledgerDate=\"2024-01-06\""),
                    row("accountId=\"1930\" amount=\"0\""),
                ]
                .concat(),
            ),
            "FS0102 5:0 []",
        ),
        (
            entry(
                good,
                "<LedgerEntry accountId=\"1930\" amount=\"0\"><ObjectReference dimId=\"ett\" objectId=\"A\"/></LedgerEntry>",
            ),
            "FS0053 4:66 [ett]",
        ),
        (
            of_2024(
                "<Accounts><Account id=\"1930\"><Budget month=\"2024-13\" amount=\"5\"/></Account></Accounts>",
            ),
            "FS0018 3:45 [2024-13]",
        ),
        (
            of_2024(
                "<Accounts><Account id=\"1930\"><ClosingBalance month=\"2019-12\" amount=\"5\"/></Account></Accounts>",
            ),
            "FS0018 3:53 [2019-12]",
        ),
        (of_2024("").replace("SEK", "EUR"), "FS0069 2:205 [EUR]"),
        (of_2024("").replace("2024-01", "2023-07").replace("2024-12", "2024-06"), "FS0060 2:79 [2023-07]"),
    ];
    for (file, expected) in cases {
        assert_eq!(all_shown(&read(&file)).first().map(String::as_str), Some(expected), "{file}");
    }
}

#[test]
fn what_is_no_sound_xml_is_refused() {
    let root = "<Sie xmlns=\"http://www.sie.se/sie5\">";
    let deep = format!("{root}<Signature>{}{}</Signature></Sie>", "<a>".repeat(100), "</a>".repeat(100));
    let cases = [
        (format!("{root}<Journal id=\"A\">"), XmlFault::Malformed),
        (format!("{root}</Journal>"), XmlFault::Malformed),
        (format!("<!DOCTYPE Sie [<!ENTITY a \"b\">]>{root}&a;</Sie>"), XmlFault::DocumentType),
        (deep, XmlFault::TooDeep),
        ("<Sie></Sie>".to_owned(), XmlFault::Root),
    ];
    for (file, expected) in cases {
        let read = read(&file);
        assert!(
            matches!(&read.findings[..], [Finding { fact: Fact::XmlUnreadable { fault }, .. }] if *fault == expected),
            "{file} {:?}",
            read.findings
        );
    }
}

#[test]
fn an_entity_of_the_file_is_never_expanded() {
    let file = of_2024("<Accounts><Account id=\"1930\" name=\"&bank; giro\" type=\"asset\"/></Accounts>");
    assert!(read(&file).contents[0].names.accounts.is_empty());
}

#[test]
fn what_a_book_cannot_hold_is_told_once_and_counted() {
    let entry = "<JournalEntry id=\"1\" journalDate=\"2024-01-05\"><EntryInfo date=\"2024-01-05\" by=\"A\"/>\
        <LockingInfo date=\"2024-01-05\" by=\"A\"/><CorrectedBy journalId=\"A\" journalEntryId=\"2\"/>\
        <VoucherReference documentId=\"1\"/><LedgerEntry accountId=\"1930\" amount=\"0\" quantity=\"2\">\
        <SubdividedAccountObjectReference objectId=\"7\"/><ForeignCurrencyAmount amount=\"1\" currency=\"EUR\"/>\
        </LedgerEntry><LedgerEntry accountId=\"1930\" amount=\"0\" quantity=\"0\">\
        <SubdividedAccountObjectReference objectId=\"7\"/></LedgerEntry></JournalEntry>";
    let read = read(&of_2024(&format!(
        "<CustomerInvoices primaryAccountId=\"1510\"><CustomerInvoice id=\"7\"/></CustomerInvoices>\
         <Customers/><Journal id=\"A\">{entry}</Journal><AccountAggregations/>"
    )));
    let facts: Vec<_> = read.findings.iter().map(|finding| finding.fact.clone()).collect();
    let elements = [
        ("CorrectedBy", 1),
        ("CustomerInvoices", 1),
        ("Customers", 1),
        ("ForeignCurrencyAmount", 1),
        ("SubdividedAccountObjectReference", 2),
        ("VoucherReference", 1),
    ];
    let elements = elements.map(|(name, times)| (name.to_owned(), times)).to_vec();
    assert_eq!(facts, [Fact::SieContentLeftOut { elements }, Fact::SieQuantities { times: 1 }]);
}

#[test]
fn a_budget_of_a_year_that_the_file_does_not_tell_of_is_left_out() {
    let read = read(
        "<SieEntry xmlns=\"http://www.sie.se/sie5\"><Accounts><Account id=\"3511\"><Budget amount=\"-5\"/>\
         <Budget month=\"2024-01\" amount=\"-3\"/></Account></Accounts></SieEntry>",
    );
    let facts: Vec<_> = read.findings.iter().map(|finding| finding.fact.clone()).collect();
    assert_eq!(facts, [Fact::SieContentLeftOut { elements: vec![("Budget".to_owned(), 1)] }]);
    let budget: Vec<_> =
        read.contents[0].budget.rows().map(|(period, _, amount)| format!("{period} {amount}")).collect();
    assert_eq!(budget, ["2024-01 -3.00"]);
}

#[test]
fn vouchers_for_a_ledger_to_take_in_need_no_numbers() {
    let read = read(
        "<s:SieEntry xmlns:s=\"http://www.sie.se/sie5\"><s:Journal><s:JournalEntry journalDate=\"2024-01-05\">\
         <s:OriginalEntryInfo date=\"2024-01-04\" by=\"Lön\"/><s:LedgerEntry accountId=\"1930\" amount=\"0\"/>\
         </s:JournalEntry></s:Journal></s:SieEntry>",
    );
    let codes: Vec<_> = read.findings.iter().map(Finding::code).collect();
    assert_eq!(codes, [finsam_ledger::Code::SieNumbersGiven]);
    let vouchers: Vec<_> = read.vouchers().collect();
    assert_eq!((vouchers[0].id().to_string().as_str(), &*vouchers[0].history().signature), ("1", "Lön"));
}
