//! The examples for developers run, to their end.

#[path = "../../examples/laws_in_your_proptest.rs"]
mod laws_in_your_proptest;
#[path = "../../examples/own_layout.rs"]
mod own_layout;
#[path = "../../examples/statement_in_twenty_lines.rs"]
mod statement_in_twenty_lines;

#[test]
fn a_statement_comes_from_an_export_in_twenty_lines() {
    statement_in_twenty_lines::main().expect("it runs");
}

#[test]
fn the_laws_hold_in_a_proptest_of_ones_own() {
    laws_in_your_proptest::main().expect("it runs");
}

#[test]
fn a_layout_of_ones_own_gives_statements() {
    own_layout::main().expect("it runs");
}
