//! What there is to say about a kind of finding, and how `ledger explain` lays it out.

use super::{Lang, label};
use crate::finding::Code;

/// The widest line of a page, in characters.
pub(super) const WIDTH: usize = 88;

/// What one language says about one kind of finding, whatever the figures.
pub(super) struct Page {
    /// The kind in a few words.
    pub(super) title: &'static str,
    /// What the finding means.
    pub(super) meaning: &'static str,
    /// How it usually comes about.
    pub(super) cause: &'static str,
    /// What to do now.
    pub(super) next_step: &'static str,
    /// A few rows or figures and what is wrong in them, as they are to stand.
    pub(super) example: &'static str,
}

/// The headings of a page.
struct Headings {
    cause: &'static str,
    next_step: &'static str,
    example: &'static str,
}

const fn headings(lang: Lang) -> Headings {
    match lang {
        Lang::Sv => Headings { cause: "Vanlig orsak:", next_step: "Gör så här:", example: "Exempel:" },
        Lang::En => Headings { cause: "Usual cause:", next_step: "What to do:", example: "Example:" },
    }
}

/// The page as `ledger explain` prints it, each line ended.
pub(super) fn lay_out(code: Code, page: &Page, lang: Lang) -> String {
    let headings = headings(lang);
    let severity = label::severity(code.severity(), lang);
    let mut text = format!("{code} ({severity}): {}\n", page.title);
    paragraph(&mut text, page.meaning);
    paragraph(&mut text, &label::law_of(code, lang));
    paragraph(&mut text, &format!("{} {}", headings.cause, page.cause));
    paragraph(&mut text, &format!("{} {}", headings.next_step, page.next_step));
    text.push('\n');
    text.push_str(headings.example);
    text.push('\n');
    for line in page.example.lines() {
        if !line.is_empty() {
            text.push_str("    ");
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// Adds an empty line and the words, broken between them at [`WIDTH`].
fn paragraph(text: &mut String, words: &str) {
    let mut width = 0;
    text.push('\n');
    for word in words.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > WIDTH {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += length;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::page;

    #[test]
    fn every_page_is_complete_in_both_languages() {
        for (code, lang) in Code::ALL.iter().flat_map(|code| [(*code, Lang::Sv), (*code, Lang::En)]) {
            let Page { title, meaning, cause, next_step, example } = page(code, lang);
            for part in [title, meaning, cause, next_step, example] {
                assert!(!part.trim().is_empty(), "{code} lacks a part in {lang:?}");
                assert_eq!(part.trim(), *part, "{code} has blanks around a part in {lang:?}");
                assert!(!part.contains("  ") || part == example, "{code} has double blanks in {lang:?}");
                assert!(!part.contains('!'), "{code} raises its voice in {lang:?}: {part}");
            }
            for sentence in [meaning, cause, next_step] {
                assert!(sentence.ends_with('.'), "{code} has no full stop in {lang:?}: {sentence}");
                assert!(!sentence.contains('\n'), "{code} breaks its own lines in {lang:?}");
            }
            assert!(!title.ends_with('.'), "{code} has a full stop in its title in {lang:?}");
        }
    }

    #[test]
    fn every_page_fits_the_page() {
        for (code, lang) in Code::ALL.iter().flat_map(|code| [(*code, Lang::Sv), (*code, Lang::En)]) {
            let text = lay_out(code, page(code, lang), lang);
            for line in text.lines() {
                assert!(line.chars().count() <= WIDTH, "{code} in {lang:?} is too wide: {line}");
                assert_eq!(line.trim_end(), line, "{code} in {lang:?} has blanks at the end: {line}");
            }
            let lines = text.lines().count();
            assert!((10..=26).contains(&lines), "{code} in {lang:?} has {lines} lines");
        }
    }

    #[test]
    fn titles_tell_the_kinds_apart() {
        for lang in [Lang::Sv, Lang::En] {
            let mut titles: Vec<_> = Code::ALL.iter().map(|code| page(*code, lang).title).collect();
            titles.sort_unstable();
            let all = titles.len();
            titles.dedup();
            assert_eq!(titles.len(), all, "two codes have one title in {lang:?}");
        }
    }
}
