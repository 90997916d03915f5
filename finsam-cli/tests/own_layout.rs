//! A built-in layout that is printed can be used as a file, and draws the same statement.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use std::fs;

use support::printed;

mod support;

#[test]
fn a_printed_layout_is_a_layout() {
    let home = tempfile::tempdir().expect("a directory");
    fs::copy(support::file("verifikat-2024.csv"), home.path().join("verifikat.csv"))
        .expect("room for the file");
    let names = String::from_utf8(printed(home.path(), &["layout"])).expect("text");
    assert!(names.lines().count() >= 3, "{names}");
    for name in names.lines() {
        fs::write(home.path().join("egen.toml"), printed(home.path(), &["layout", name]))
            .expect("room for it");
        let drawn =
            |layout| printed(home.path(), &["report", "br", "--from", "verifikat.csv", "--layout", layout]);
        let [own, built_in] = ["egen.toml", name].map(|layout| {
            let page = String::from_utf8(drawn(layout)).expect("text");
            // The template of that name also says whose books they are.
            page.lines().skip(3).map(str::to_owned).collect::<Vec<_>>()
        });
        assert_eq!(own, built_in, "{name}");
    }
}
