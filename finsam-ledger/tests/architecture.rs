//! The layers of the crate and the rules of the house, kept by reading the sources.
//!
//! A module imports its own layer and those below it; the edges import the core and, but for
//! the pairs listed here, never each other. Everything that breaks a rule is named with its line.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// The core, lowest layer first: vocabulary, vouchers, balances, statements, checks.
const LAYERS: [&[&str]; 5] = [
    &["account", "amount", "calendar", "chart", "dimension", "finding", "notation", "voucher_id"],
    &["voucher", "vouchers"],
    &[
        "account_order",
        "balances",
        "budget",
        "compare",
        "general_ledger",
        "journal",
        "numbered",
        "stated",
        "sums",
        "tally",
        "trial_balance",
        "year_of_sums",
    ],
    &["schedule", "statement"],
    &["check", "verify"],
];

/// What touches the world: other people's formats, disks, words, readers.
const EDGES: [&str; 7] = ["arbitrary", "book", "message", "read", "render", "sie", "wire"];

/// The edges that may import another edge, and which part of it.
const BETWEEN_EDGES: [(&str, &str); 3] = [("book", "read::settings"), ("read", "sie"), ("render", "message")];

/// Crates the core may use.
const CORE_CRATES: [&str; 8] =
    ["std", "crate", "self", "super", "chrono", "rust_decimal", "rustc_hash", "thiserror"];

/// What the core must not do: reach for files, the environment, the clock or the terminal.
const OUTSIDE_WORLD: [&str; 14] = [
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant",
    "Utc",
    "Local",
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "dbg!",
];

/// The one Swedish word that is also English: the unit amounts are counted in.
const ENGLISH_TOO: &str = "öre";

/// Files in which a number of four digits is a year.
const ABOUT_YEARS: [&str; 1] = ["calendar.rs"];

/// One sentence for each fact, notice or argument, in one `match` that is looked things up in.
const LONG_MATCHES: [&str; 6] = [
    "message/en/mod.rs",
    "message/sv/mod.rs",
    "text/help.rs",
    "text/mod.rs",
    "text/said.rs",
    "text/wrong.rs",
];

/// One table of all there is of something, which is looked things up in.
const LONG_TABLES: [&str; 3] = ["finding/fact.rs", "message/en/mod.rs", "message/sv/mod.rs"];

const FILE_LINES_MAX: usize = 600;
const FUNCTION_LINES_MAX: usize = 70;

#[test]
fn the_library_keeps_its_layers_and_the_rules_of_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (path, source) in sources(&root) {
        broken.extend(broken_rules(&path, &source));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_command_line_keeps_the_rules_of_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../finsam-cli/src");
    let mut broken = Vec::new();
    for (path, source) in sources(&root) {
        broken.extend(everywhere(&format!("finsam-cli/src/{path}"), &Source::of(&source)));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// A layer that names a module which is gone would let a new one of that name in unseen.
#[test]
fn every_module_of_the_core_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let exists = |module: &str| root.join(module).is_dir() || root.join(format!("{module}.rs")).is_file();
    let gone: Vec<_> = LAYERS.iter().copied().flatten().filter(|module| !exists(module)).collect();
    assert!(gone.is_empty(), "no such modules: {gone:?}");
}

/// Every Rust file below a folder, in order, by its path from there.
fn sources(root: &Path) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for item in fs::read_dir(folder).expect("a folder of sources") {
            let path = item.expect("a readable folder").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(root, &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "no sources in {}", root.display());
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        (name, fs::read_to_string(&path).expect("text"))
    };
    paths.into_iter().map(read).collect()
}

/// Everything that is wrong with one file of the library.
fn broken_rules(path: &str, text: &str) -> Vec<String> {
    let source = Source::of(text);
    let name = format!("finsam-ledger/src/{path}");
    let mut broken = everywhere(&name, &source);
    if path != "lib.rs" {
        let module = path.split('/').next().unwrap_or(path).trim_end_matches(".rs");
        match LAYERS.iter().position(|layer| layer.contains(&module)) {
            Some(layer) => {
                broken.extend(imports_in_core(&name, &source, module, layer));
                // A module's tests may stand in a file of their own; they name accounts and days.
                if !path.ends_with("/tests.rs") {
                    broken.extend(rules_of_the_core(&name, path, &source));
                }
            }
            None if EDGES.contains(&module) => broken.extend(imports_at_edge(&name, &source, module)),
            None => broken.push(format!("{name}:1: the module {module} is in no layer")),
        }
    }
    broken
}

/// The rules for any file.
fn everywhere(name: &str, source: &Source) -> Vec<String> {
    let mut broken = Vec::new();
    let lines = source.all.lines().count();
    let is_among = |files: &[&str]| files.iter().any(|file| name.ends_with(&format!("src/{file}")));
    if lines > FILE_LINES_MAX && !is_among(&LONG_TABLES) {
        broken.push(format!("{name}:{lines}: longer than {FILE_LINES_MAX} lines"));
    }
    for (line, text) in numbered(&source.code_with_tests) {
        for float in ["f32", "f64"] {
            if has_word(text, float) {
                broken.push(format!("{name}:{line}: {float}: amounts and shares are never binary fractions"));
            }
        }
    }
    for (line, length) in functions(&source.code_with_tests) {
        if length > FUNCTION_LINES_MAX && !is_among(&LONG_MATCHES) {
            broken
                .push(format!("{name}:{line}: a function of {length} lines, more than {FUNCTION_LINES_MAX}"));
        }
    }
    broken
}

fn imports_in_core(name: &str, source: &Source, module: &str, layer: usize) -> Vec<String> {
    let mut broken = Vec::new();
    for (line, path) in imports(&source.code) {
        let imported = path.split("::").next().unwrap_or_default();
        match LAYERS.iter().position(|modules| modules.contains(&imported)) {
            Some(other) if other <= layer => {}
            Some(other) => {
                broken.push(format!("{name}:{line}: {module} (L{layer}) imports {imported} (L{other})"));
            }
            None if EDGES.contains(&imported) => {
                broken.push(format!("{name}:{line}: {module} (L{layer}) imports the edge {imported}"));
            }
            None => broken.push(format!(
                "{name}:{line}: crate::{imported} hides the layer it comes from: name the module"
            )),
        }
    }
    broken
}

fn imports_at_edge(name: &str, source: &Source, module: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for (line, path) in imports(&source.code) {
        let imported = path.split("::").next().unwrap_or_default();
        let part_of = |allowed: &str| path == allowed || path.starts_with(&format!("{allowed}::"));
        let listed = BETWEEN_EDGES.iter().any(|(edge, allowed)| *edge == module && part_of(allowed));
        if EDGES.contains(&imported) && imported != module && !listed {
            broken.push(format!("{name}:{line}: the edge {module} imports the edge {path}"));
        }
    }
    broken
}

fn rules_of_the_core(name: &str, path: &str, source: &Source) -> Vec<String> {
    let mut broken = Vec::new();
    for (line, text) in numbered(&source.code) {
        for outside in OUTSIDE_WORLD.iter().filter(|outside| has_word(text, outside)) {
            broken.push(format!("{name}:{line}: {outside}: the core does not reach outside"));
        }
        let used = text.trim_start().trim_start_matches("pub ").strip_prefix("use ");
        let used = used.map(|path| path.split([':', ';', ' ']).next().unwrap_or_default());
        let of_this_module = |used: &str| has_word(&source.code, &format!("mod {used};"));
        if let Some(used) = used.filter(|used| !CORE_CRATES.contains(used) && !of_this_module(used)) {
            broken.push(format!("{name}:{line}: {used} is not for the core"));
        }
        if !path.contains('/') && has_word(text, "super") || text.contains("super::super") {
            broken.push(format!("{name}:{line}: super hides the layer it comes from: write crate"));
        }
    }
    for (line, text) in numbered(&source.code_and_strings) {
        let text = text.replace(ENGLISH_TOO, "");
        if text.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']) {
            broken.push(format!("{name}:{line}: Swedish words belong in layouts and messages"));
        }
        if let Some(number) = four_digits(&text).filter(|_| !ABOUT_YEARS.contains(&path)) {
            broken.push(format!("{name}:{line}: {number}: accounts belong in layouts"));
        }
    }
    broken
}

/// A file, and what is left of it without comments, tests and texts; line breaks stay.
struct Source {
    all: String,
    code: String,
    code_with_tests: String,
    code_and_strings: String,
}

impl Source {
    fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let (mut code, mut strings) = (chars.clone(), chars.clone());
        let mut at = 0;
        while at < chars.len() {
            let (end, kind) = token(&chars, at);
            match kind {
                Token::Code => {}
                Token::Comment => {
                    blank(&mut code, at, end);
                    blank(&mut strings, at, end);
                }
                Token::Text => blank(&mut code, at, end),
            }
            at = end;
        }
        let code_with_tests: String = code.iter().collect();
        for (start, end) in test_items(&code) {
            blank(&mut code, start, end);
            blank(&mut strings, start, end);
        }
        Self {
            all: text.to_owned(),
            code: code.into_iter().collect(),
            code_with_tests,
            code_and_strings: strings.into_iter().collect(),
        }
    }
}

enum Token {
    Code,
    Comment,
    Text,
}

/// What starts here, and where it ends.
fn token(chars: &[char], at: usize) -> (usize, Token) {
    let next = |offset: usize| chars.get(at + offset).copied().unwrap_or('\n');
    let until = |found: &dyn Fn(usize) -> bool| {
        (at + 1..chars.len()).find(|end| found(*end)).unwrap_or(chars.len() - 1) + 1
    };
    match (chars[at], next(1)) {
        ('/', '/') => (until(&|end| chars[end] == '\n') - 1, Token::Comment),
        ('/', '*') => (end_of_comment(chars, at), Token::Comment),
        ('"', _) => (end_of_text(chars, at), Token::Text),
        ('r', '"' | '#') if at == 0 || !is_word(chars[at - 1]) || chars[at - 1] == 'b' => {
            let hashes = chars[at + 1..].iter().take_while(|mark| **mark == '#').count();
            if next(1 + hashes) != '"' {
                return (at + 1, Token::Code);
            }
            let closes = |end: usize| {
                end > at + 1 + hashes
                    && end >= hashes
                    && chars[end - hashes] == '"'
                    && end - hashes > at + 1 + hashes
                    && chars[end + 1 - hashes..=end].iter().all(|mark| *mark == '#')
            };
            (until(&closes), Token::Text)
        }
        ('\'', '\\') => (until(&|end| end > at + 2 && chars[end] == '\''), Token::Text),
        ('\'', _) if next(2) == '\'' => (at + 3, Token::Text),
        _ => (at + 1, Token::Code),
    }
}

fn end_of_comment(chars: &[char], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while at < chars.len() {
        match &chars[at..(at + 2).min(chars.len())] {
            ['/', '*'] => depth += 1,
            ['*', '/'] if depth == 1 => return at + 2,
            ['*', '/'] => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    at.min(chars.len())
}

fn end_of_text(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn blank(chars: &mut [char], start: usize, end: usize) {
    for char in &mut chars[start..end] {
        if *char != '\n' {
            *char = ' ';
        }
    }
}

/// What `#[cfg(test)]` stands before, each to its closing brace or semicolon.
fn test_items(code: &[char]) -> Vec<(usize, usize)> {
    let mark: Vec<char> = "#[cfg(test)]".chars().collect();
    let starts = (0..code.len()).filter(|start| code[*start..].starts_with(&mark));
    starts.map(|start| (start, end_of_item(code, start + mark.len()))).collect()
}

/// Where the item that starts here ends: after its body, or after the semicolon it has instead.
fn end_of_item(code: &[char], start: usize) -> usize {
    let mut depth = 0_usize;
    for (offset, char) in code[start..].iter().enumerate() {
        match char {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(char, '}' | ';') {
            return start + offset + 1;
        }
    }
    code.len()
}

/// The functions of a file: the line each starts on, and how many lines it has.
fn functions(code: &str) -> Vec<(usize, usize)> {
    let chars: Vec<char> = code.chars().collect();
    let line_of = |at: usize| chars[..at].iter().filter(|char| **char == '\n').count() + 1;
    let is_function = |at: &usize| {
        chars[*at..].starts_with(&['f', 'n', ' '])
            && (*at == 0 || !is_word(chars[at - 1]))
            && chars.get(at + 3).is_some_and(|char| is_word(*char))
    };
    let starts = (0..chars.len()).filter(is_function);
    starts
        .map(|start| (line_of(start), line_of(end_of_item(&chars, start) - 1) - line_of(start) + 1))
        .collect()
}

/// Every path that starts with `crate::`, without that, groups taken apart; and its line.
fn imports(code: &str) -> Vec<(usize, String)> {
    const ROOT: &str = "crate::";
    let mut found = Vec::new();
    for (at, _) in code.match_indices(ROOT) {
        if code[..at].ends_with(|before: char| is_word(before) || before == '$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let mut paths = Vec::new();
        take_path(&mut code[at + ROOT.len()..].chars().peekable(), String::new(), &mut paths);
        found.extend(paths.into_iter().map(|path| (line, path)));
    }
    found
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn take_path(chars: &mut Chars<'_>, mut path: String, paths: &mut Vec<String>) {
    while let Some(char) =
        chars.next_if(|char| is_word(*char) || *char == ':' || char.is_whitespace() && path.is_empty())
    {
        if !char.is_whitespace() {
            path.push(char);
        }
    }
    if chars.next_if_eq(&'{').is_some() {
        while chars.peek().is_some_and(|char| *char != '}') {
            while chars.next_if(|char| *char == ',' || char.is_whitespace()).is_some() {}
            if chars.peek().is_some_and(|char| is_word(*char) || *char == '{') {
                take_path(chars, path.clone(), paths);
                // What a name is imported as does not matter.
                while chars.next_if(|char| !matches!(char, ',' | '}')).is_some() {}
            } else if chars.peek() != Some(&'}') {
                chars.next();
            }
        }
        chars.next();
    } else if !path.is_empty() {
        paths.push(path);
    }
}

fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// Whether the text holds the word, and not only as a part of another.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        !before.ends_with(is_word) && !after.starts_with(is_word)
    })
}

/// A number of four digits that stands by itself, however it is written.
fn four_digits(text: &str) -> Option<String> {
    let words = text.split(|char: char| !is_word(char)).map(|word| word.replace('_', ""));
    words.into_iter().find(|word| {
        let digits = word.trim_end_matches("u32");
        digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// What is said of a file that holds just this.
#[track_caller]
fn check(path: &str, source: &str, expected: &[&str]) {
    assert_eq!(broken_rules(path, source), expected, "{source}");
}

#[test]
fn an_import_from_above_is_named_with_its_line() {
    check("amount.rs", "use crate::account::AccountNumber;\n", &[]);
    check(
        "amount.rs",
        "//! Money.\n\nuse crate::account::AccountNumber;\nuse crate::{calendar::Month, tally::{Tally, Summary}};\n",
        &[
            "finsam-ledger/src/amount.rs:4: amount (L0) imports tally (L2)",
            "finsam-ledger/src/amount.rs:4: amount (L0) imports tally (L2)",
        ],
    );
    check(
        "statement/layout.rs",
        "fn f() {\n    crate::check::check(&books);\n    crate::message::page();\n    crate::Amount::ZERO\n}",
        &[
            "finsam-ledger/src/statement/layout.rs:2: statement (L3) imports check (L4)",
            "finsam-ledger/src/statement/layout.rs:3: statement (L3) imports the edge message",
            "finsam-ledger/src/statement/layout.rs:4: crate::Amount hides the layer it comes from: name the module",
        ],
    );
    check(
        "journal.rs",
        "use super::check::Books;\n",
        &["finsam-ledger/src/journal.rs:1: super hides the layer it comes from: write crate"],
    );
    check("news.rs", "", &["finsam-ledger/src/news.rs:1: the module news is in no layer"]);
}

#[test]
fn an_edge_imports_no_other_but_where_it_is_listed() {
    check("read/csv.rs", "use crate::tally::Tally;\nuse crate::read::Reading;\n", &[]);
    check("book/mod.rs", "use crate::read::settings::{Settings, Member};\n", &[]);
    check("render/text.rs", "use crate::message::{Lang, sentence};\n", &[]);
    check(
        "book/mod.rs",
        "use crate::read::{settings::Settings, layout::built_in as made};\n",
        &["finsam-ledger/src/book/mod.rs:1: the edge book imports the edge read::layout::built_in"],
    );
    check(
        "message/mod.rs",
        "\nuse crate::render::table::Table;\n",
        &["finsam-ledger/src/message/mod.rs:2: the edge message imports the edge render::table::Table"],
    );
}

/// The lines of a part of a manifest that name a crate, each with what stands after the name.
fn crates_in(manifest: &str, is_part: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(manifest);
    let text = fs::read_to_string(path).expect("the manifest");
    let (mut crates, mut is_in) = (Vec::new(), false);
    for line in text.lines() {
        if line.starts_with('[') {
            is_in = is_part(line);
        } else if let Some((name, rest)) = line.split_once(['.', ' ']).filter(|_| is_in) {
            crates.push((name.to_owned(), rest.to_owned()));
        }
    }
    crates.retain(|(name, _)| !name.starts_with('#') && !name.is_empty());
    crates
}

#[test]
fn every_dependency_says_what_it_is_here_for() {
    let of_all = crates_in("Cargo.toml", |part| part == "[workspace.dependencies]");
    for (name, rest) in &of_all {
        let why = rest.rsplit_once(" # ").map_or("", |(_, why)| why);
        assert!(why.split(' ').count() >= 3, "{name} does not say what it is here for");
    }
    for manifest in ["finsam-ledger/Cargo.toml", "finsam-cli/Cargo.toml"] {
        let own = crates_in(manifest, |part| part.ends_with("dependencies]"));
        assert!(own.len() > 10, "{manifest} is read");
        for (name, rest) in own {
            let is_shared = rest.contains("workspace = true") && of_all.iter().any(|(all, _)| *all == name);
            assert!(is_shared, "{manifest}: {name} is not one of those in Cargo.toml");
        }
    }
}

#[test]
fn what_the_core_must_not_do_is_named_with_its_line() {
    check(
        "tally.rs",
        "use serde::Serialize;\nuse std::fs::File;\nfn f() { println!(\"{}\", SystemTime::now()) }\n",
        &[
            "finsam-ledger/src/tally.rs:1: serde is not for the core",
            "finsam-ledger/src/tally.rs:2: std::fs: the core does not reach outside",
            "finsam-ledger/src/tally.rs:3: SystemTime: the core does not reach outside",
            "finsam-ledger/src/tally.rs:3: println!: the core does not reach outside",
        ],
    );
    check(
        "check.rs",
        "/// Bank, 1930, på kontot.\nconst BANK: u32 = 1930;\nconst NAME: &str = \"på öre\";\nconst PAY: &str = \"2411\";\n",
        &[
            "finsam-ledger/src/check.rs:2: 1930: accounts belong in layouts",
            "finsam-ledger/src/check.rs:3: Swedish words belong in layouts and messages",
            "finsam-ledger/src/check.rs:4: 2411: accounts belong in layouts",
        ],
    );
    check(
        "tally.rs",
        "fn f(x: f64) {}\n",
        &["finsam-ledger/src/tally.rs:1: f64: amounts and shares are never binary fractions"],
    );
    check("read/csv.rs", &"\n".repeat(601), &["finsam-ledger/src/read/csv.rs:601: longer than 600 lines"]);
    let long = format!("\nfn long() {{\n{}}}\n", "    step();\n".repeat(69));
    check("tally.rs", &long, &["finsam-ledger/src/tally.rs:2: a function of 71 lines, more than 70"]);
}

#[test]
fn comments_texts_and_tests_are_told_from_code() {
    let source = r##"//! crate::check::check, f64, println!
/* crate::check /* does not end here */ SystemTime */
const QUOTED: &str = "crate::check::f64 \" std::fs";
const RAW: &str = r#"println! " f64"#;
const MARKS: (char, char) = ('"', '\'');
fn lifetime<'a>(text: &'a str) -> &'a str { text }
#[cfg(test)]
use crate::check::check;

#[cfg(test)]
mod tests {
    use crate::message::page;
    const ACCOUNT: &str = "1930 på";
    fn f() { println!("{{"); }
}
"##;
    check("tally.rs", source, &[]);
    let behind = format!("{source}use crate::check::check;\n");
    check("tally.rs", &behind, &["finsam-ledger/src/tally.rs:16: tally (L2) imports check (L4)"]);
}
