//! What an annual report (årsredovisning) is made of, in order: data, so that what stands where can be
//! read, and changed, in one place.
//!
//! The parts are those of LKBR (2018:597) 4 kap. 1 §; the headings of the management report
//! (förvaltningsberättelse) those of its 11 kap. in the order of recommendation R15 of Rådet för kommunal
//! redovisning. The municipal group has none here: a samordningsförbund is not part of one.

use crate::message::Lang;

/// A heading of the annual report with what stands under it.
pub(super) struct Heading {
    /// Its level, from 1.
    pub(super) level: usize,
    /// Its words; without any it has the title of its table, and is left out without one.
    words: Option<Words>,
    /// What is to be written under it.
    hint: Option<Words>,
    /// What is drawn under it.
    pub(super) content: Content,
}

/// What is drawn under a heading.
pub(super) enum Content {
    /// The sections of these names, as far as the document has them.
    Sections(&'static [&'static str]),
    /// The notes, each under a heading of its own.
    Notes,
    /// The sections that no other heading takes; without any the heading is left out.
    Rest,
    /// Room for the board to sign.
    Signatures,
}

/// Words in Swedish and in English.
struct Words(&'static str, &'static str);

impl Words {
    const fn of(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Sv => self.0,
            Lang::En => self.1,
        }
    }
}

impl Heading {
    /// Its words, if they are its own.
    pub(super) fn words(&self, lang: Lang) -> Option<&'static str> {
        self.words.as_ref().map(|words| words.of(lang))
    }

    /// What is to be written under it.
    pub(super) fn hint(&self, lang: Lang) -> Option<&'static str> {
        self.hint.as_ref().map(|words| words.of(lang))
    }

    /// Whether it takes the section of this name.
    pub(super) fn takes(&self, name: &str) -> bool {
        match self.content {
            Content::Sections(names) => names.contains(&name),
            Content::Notes => name == NOTES,
            Content::Rest | Content::Signatures => false,
        }
    }
}

/// The name of the section that holds the notes.
pub(super) const NOTES: &str = "notes";

const fn chapter(words: Words) -> Heading {
    Heading { level: 1, words: Some(words), hint: None, content: Content::Sections(&[]) }
}

const fn prose(words: Words, hint: Words, sections: &'static [&'static str]) -> Heading {
    Heading { level: 2, words: Some(words), hint: Some(hint), content: Content::Sections(sections) }
}

const fn titled(sections: &'static [&'static str]) -> Heading {
    Heading { level: 2, words: None, hint: None, content: Content::Sections(sections) }
}

/// The annual report.
pub(super) const ANNUAL_REPORT: [Heading; 22] = [
    chapter(Words("Förvaltningsberättelse", "Management report")),
    prose(
        Words("Översikt över verksamhetens utveckling", "Overview of the development of the activity"),
        Words(
            "Skriv här om uppdraget, medlemmarna och insatserna, och om hur verksamheten har utvecklats över åren.",
            "Write here about the mission, the members and the interventions, and how the activity has developed.",
        ),
        &["multi-year"],
    ),
    prose(
        Words(
            "Viktiga förhållanden för resultat och ekonomisk ställning",
            "Matters that bear on the result and the financial position",
        ),
        Words(
            "Skriv här om det som har påverkat resultatet och ställningen, eller kan komma att göra det: bidragen, \
             projekten, riskerna.",
            "Write here about what has affected the result and the position, or may come to: contributions, \
             projects, risks.",
        ),
        &["members"],
    ),
    prose(
        Words("Händelser av väsentlig betydelse", "Significant events"),
        Words(
            "Skriv här om väsentliga händelser under året, och om dem som har inträffat efter dess slut.",
            "Write here about significant events of the year, and those after its end.",
        ),
        &[],
    ),
    prose(
        Words("Styrning och uppföljning av verksamheten", "Governance and follow-up of the activity"),
        Words(
            "Skriv här om hur styrelsen styr och följer upp verksamheten: mål, ansvar, intern kontroll.",
            "Write here about how the board governs and follows up: targets, responsibility, internal control.",
        ),
        &[],
    ),
    prose(
        Words(
            "God ekonomisk hushållning och ekonomisk ställning",
            "Sound financial management and financial position",
        ),
        Words(
            "Skriv här om målen för god ekonomisk hushållning, om de är uppfyllda, och om hur resultatet och \
             ställningen bedöms.",
            "Write here about the targets of sound financial management, whether they are met, and how the result \
             and the position are judged.",
        ),
        &["summary", "key-figures"],
    ),
    prose(
        Words("Balanskravsresultat", "Balanced-budget result"),
        Words(
            "Skriv här om balanskravet är uppfyllt, och när och hur ett underskott ska återställas.",
            "Write here whether the balanced-budget requirement is met, and how and when a deficit is restored.",
        ),
        &["balanced-budget"],
    ),
    prose(
        Words("Väsentliga personalförhållanden", "Significant personnel matters"),
        Words(
            "Skriv här om personalen: anställda, sjukfrånvaro, vem som är arbetsgivare.",
            "Write here about the personnel: employees, sick leave, who the employer is.",
        ),
        &[],
    ),
    prose(
        Words("Förväntad utveckling", "Expected development"),
        Words(
            "Skriv här om åren som kommer: bidragen, projekten, behoven, och vad som är osäkert.",
            "Write here about the years to come: contributions, projects, needs, and what is uncertain.",
        ),
        &[],
    ),
    Heading {
        level: 1,
        words: Some(Words("Driftredovisning", "Operations")),
        hint: Some(Words(
            "Skriv här om hur utfallet förhåller sig till budgeten, och om vad som förklarar avvikelserna.",
            "Write here how the outcome compares with the budget, and what explains the variances.",
        )),
        content: Content::Sections(&["operations"]),
    },
    titled(&["projects"]),
    titled(&["follow-up"]),
    Heading {
        level: 1,
        words: Some(Words("Övriga översikter", "Other overviews")),
        hint: None,
        content: Content::Rest,
    },
    chapter(Words("Räkningar", "Financial statements")),
    titled(&["income-statement"]),
    titled(&["balance-sheet"]),
    titled(&["cash-flow"]),
    chapter(Words("Noter", "Notes")),
    prose(
        Words("Redovisningsprinciper", "Accounting principles"),
        Words(
            "Skriv här om principerna: att årsredovisningen följer lagen om kommunal bokföring och redovisning och \
             rekommendationerna från Rådet för kommunal redovisning, och vilka avsteg som har gjorts och varför.",
            "Write here about the principles: that the report follows the act on municipal accounting and the \
             recommendations of its council, and which departures were made and why.",
        ),
        &[],
    ),
    Heading { level: 2, words: None, hint: None, content: Content::Notes },
    Heading {
        level: 1,
        words: Some(Words("Styrelsens beslut och underskrifter", "The board's decision and signatures")),
        hint: Some(Words(
            "Skriv här när styrelsen beslutade om årsredovisningen, i vilken paragraf, och ort och dag.",
            "Write here when the board decided on the report, in which paragraph, and place and day.",
        )),
        content: Content::Signatures,
    },
    Heading {
        level: 1,
        words: Some(Words("Revisionsberättelse", "Audit report")),
        hint: Some(Words(
            "Infoga revisorernas berättelse här när den är avgiven.",
            "Put the auditors' report here when it is given.",
        )),
        content: Content::Sections(&[]),
    },
];
