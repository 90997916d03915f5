//! When two labels mean the same, and in what they differ.

use super::verdict::Likeness;

/// A remark of this length may stand for another only if the rest is long enough to be told by.
const SPELLING_MIN: usize = 6;
/// How many letters of a word have to stand before the rest may be left out.
const SHORTENED_MIN: usize = 3;
/// Words shortened to the first letters of several: `EK`.
const INITIALS: std::ops::RangeInclusive<usize> = 2..=4;

/// A label as its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Label {
    printed: String,
    /// Without what stands in parentheses.
    words: Vec<Word>,
    /// The letters of all words.
    letters: Vec<char>,
    /// Whether something stands in parentheses, or before a colon.
    remark: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    letters: Vec<char>,
    /// Whether a full stop says that it is shortened.
    stopped: bool,
}

impl Label {
    pub(super) fn new(printed: &str) -> Self {
        let (rest, remark) = without_remarks(printed);
        Self::of(printed.trim().to_owned(), words(&rest), remark)
    }

    fn of(printed: String, words: Vec<Word>, remark: bool) -> Self {
        let letters = words.iter().flat_map(|word| word.letters.iter().copied()).collect();
        Self { printed, words, letters, remark }
    }

    /// The same without this word in front, if it stands there.
    pub(super) fn without_first(&self, word: &Self) -> Option<Self> {
        let (first, rest) = self.words.split_first()?;
        let is_it = !rest.is_empty() && word.letters == first.letters;
        is_it.then(|| Self::of(String::new(), rest.to_vec(), self.remark))
    }

    /// Whether nothing is left to be told by.
    pub(super) const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// In what the two differ, if they mean the same.
    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        if self.is_empty() || other.is_empty() {
            return None;
        }
        if !self.printed.is_empty() && self.printed == other.printed {
            return Some(Likeness::Same);
        }
        let (ours, theirs) = (&self.letters, &other.letters);
        if ours == theirs {
            let in_form = self.remark == other.remark;
            return Some(if in_form { Likeness::Form } else { Likeness::Abbreviation });
        }
        if shortened(&self.words, &other.words) {
            return Some(Likeness::Abbreviation);
        }
        let allowed = if ours.len() < SPELLING_MIN { 0 } else { 1 + ours.len() / 16 };
        (distance(ours, theirs, allowed) <= allowed && digits(ours).eq(digits(theirs)))
            .then_some(Likeness::Spelling)
    }

    /// Whether this says all that the other does, word by word from its start, endings aside.
    pub(super) fn begins(&self, other: &Self) -> bool {
        let same_stem = |(ours, theirs): (&Word, &Word)| {
            let shared = ours.letters.iter().zip(&theirs.letters).take_while(|(a, b)| a == b).count();
            let shorter = ours.letters.len().min(theirs.letters.len());
            shared >= SHORTENED_MIN
                && shared + 2 >= shorter
                && shared + 4 >= ours.letters.len().max(theirs.letters.len())
        };
        !self.is_empty()
            && self.words.len() <= other.words.len()
            && self.words.iter().zip(&other.words).all(same_stem)
    }
}

fn digits(letters: &[char]) -> impl Iterator<Item = &char> {
    letters.iter().filter(|letter| letter.is_ascii_digit())
}

/// What stands in parentheses, or before a colon, is a remark.
fn without_remarks(printed: &str) -> (String, bool) {
    let mut rest = String::with_capacity(printed.len());
    let mut depth = 0_usize;
    for letter in printed.chars() {
        match letter {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(letter),
            _ => {}
        }
    }
    let remark = rest.len() < printed.len();
    match rest.split_once(':') {
        Some((_, after)) if after.chars().any(char::is_alphabetic) => (after.to_owned(), true),
        _ => (rest, remark),
    }
}

/// The words, folded: letters without case and marks, so that `Förändring` and `forandring` are one.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            if !open {
                words.push(Word { letters: Vec::new(), stopped: false });
                open = true;
            }
            if let Some(word) = words.last_mut() {
                word.letters.extend(letter.to_lowercase().map(folded));
            }
        } else {
            if letter == '.'
                && let Some(word) = words.last_mut().filter(|_| open)
            {
                word.stopped = true;
            }
            open = false;
        }
    }
    words
}

/// A letter without its mark, as file names and headings in capitals lose it.
const fn folded(letter: char) -> char {
    match letter {
        '\u{e0}'..='\u{e5}' => 'a',
        '\u{e8}'..='\u{eb}' => 'e',
        '\u{f2}'..='\u{f6}' => 'o',
        '\u{f9}'..='\u{fc}' => 'u',
        other => other,
    }
}

/// Whether the words of one are those of the other, some shortened: by a full stop, by leaving out the
/// end of a long word, or to first letters.
fn shortened(ours: &[Word], theirs: &[Word]) -> bool {
    match (ours.split_first(), theirs.split_first()) {
        (None, None) => true,
        (Some((word, ours_left)), Some((other, theirs_left))) => {
            (is_short_for(word, other) || is_short_for(other, word)) && shortened(ours_left, theirs_left)
                || initials(word, theirs).is_some_and(|taken| shortened(ours_left, &theirs[taken..]))
                || initials(other, ours).is_some_and(|taken| shortened(&ours[taken..], theirs_left))
        }
        _ => false,
    }
}

fn is_short_for(short: &Word, long: &Word) -> bool {
    short.letters == long.letters
        || long.letters.starts_with(&short.letters)
            && (short.stopped
                || short.letters.len() >= SHORTENED_MIN && long.letters.len() > 2 * SHORTENED_MIN)
}

/// How many of these words the letters of one are the initials of.
fn initials(word: &Word, words: &[Word]) -> Option<usize> {
    let count = word.letters.len();
    let firsts = words.iter().map(|word| word.letters.first());
    (INITIALS.contains(&count)
        && words.len() >= count
        && firsts.take(count).eq(word.letters.iter().map(Some)))
    .then_some(count)
}

/// How many letters have to be changed, added or taken away; anything above the limit is one more.
fn distance(ours: &[char], theirs: &[char], limit: usize) -> usize {
    if ours.len().abs_diff(theirs.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=theirs.len()).collect();
    for (index, letter) in ours.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (place, other) in theirs.iter().enumerate() {
            let changed = diagonal + usize::from(letter != other);
            diagonal = row[place + 1];
            row[place + 1] = changed.min(row[place] + 1).min(diagonal + 1);
        }
        // From one row to the next the least of them never falls.
        if row.iter().all(|changes| *changes > limit) {
            return limit + 1;
        }
    }
    row[theirs.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(ours: &str, theirs: &str) -> Option<Likeness> {
        let found = Label::new(ours).likeness(&Label::new(theirs));
        assert_eq!(found, Label::new(theirs).likeness(&Label::new(ours)), "{ours} and {theirs}");
        found
    }

    #[test]
    fn labels_that_mean_the_same_say_in_what_they_differ() {
        assert_eq!(likeness("Eget kapital", "Eget kapital"), Some(Likeness::Same));
        assert_eq!(likeness("PERIODENS RESULTAT", "Periodens resultat"), Some(Likeness::Form));
        assert_eq!(likeness("Resultaträkning", "resultatrakning"), Some(Likeness::Form));
        assert_eq!(likeness("Kassa- och bank", "Kassa och bank"), Some(Likeness::Form));
        let long = "SUMMA EGET KAPITAL, AVSÄTTNINGAR OCH SKULDER";
        assert_eq!(likeness("SUMMA EK, AVS. och SKULDER", long), Some(Likeness::Abbreviation));
        assert_eq!(likeness("Övr. kostnader", "Övriga kostnader"), Some(Likeness::Abbreviation));
        assert_eq!(likeness("Kansli (personal, hyra)", "Kansli"), Some(Likeness::Abbreviation));
        assert_eq!(likeness("Kontroll: summa", "summa"), Some(Likeness::Abbreviation));
        assert_eq!(likeness("Kortfristga skulder", "Kortfristiga skulder"), Some(Likeness::Spelling));
    }

    #[test]
    fn labels_that_do_not_are_told_apart() {
        for (ours, theirs) in [
            ("Kortfristiga skulder", "Långfristiga skulder"),
            ("Övriga intäkter", "Övriga kostnader"),
            ("Resultat", "Resultat före extraordinära poster"),
            ("Utfall 2013", "Utfall 2014"),
            ("Eget kapital", "Summa eget kapital"),
            ("Finansiella intäkter", "Finansiella kostnader"),
            ("", ""),
        ] {
            assert_eq!(likeness(ours, theirs), None, "{ours} and {theirs}");
        }
    }

    #[test]
    fn a_label_may_begin_another_in_another_form() {
        let begins = |ours: &str, theirs: &str| Label::new(ours).begins(&Label::new(theirs));
        assert!(begins("Kommuner", "kommunernas andel"));
        assert!(begins("Förbundsverksamhet", "forbundsverksamheter"));
        assert!(!begins("Kommuner", "Arbetsförmedlingen"));
        assert!(!begins("Kommuner och regioner", "kommunernas andel"));
    }
}
