//! Where figures come from: a book, or files read for the occasion.

use std::fs::{self, File};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use finsam_ledger::book::{Book, HashedReader, ImportedFile};
use finsam_ledger::finding::has_errors;
use finsam_ledger::message::Lang;
use finsam_ledger::read::settings::{self as book_settings, NewNames, Settings as BookSettings, Start};
use finsam_ledger::read::{Keep, Options, Profile, Read, Reading, head, layout};
use finsam_ledger::statement::{Layout, StatementError};
use finsam_ledger::{
    AccountNumber, AmountError, Balances, Budgets, Code, Fact, Finding, FiscalYear, FiscalYears, Journal,
    LedgerPosting, Month, Period, StatedSums, SumsOnly, VoucherSource as _,
};

use crate::exit::Refusal;
use crate::findings::{self, Shown, Whole};
use crate::output;
use crate::place::Place;
use crate::progress::{Counting, Progress};
use crate::settings::Settings;
use crate::text::{Failed, Quoted, Wrong};

/// The template of a book that is made without a word about it.
pub(crate) const TEMPLATE: &str = book_settings::TEMPLATES[0];

/// The most threads that read files: with more, they wait for the one that takes in what they read.
const THREADS_MAX: NonZeroUsize = NonZeroUsize::MIN.saturating_add(3);

/// Figures, and all that is needed to make statements of them.
pub(crate) struct Source {
    pub(crate) settings: BookSettings,
    pub(crate) layout: Layout,
    pub(crate) balances: Balances,
    pub(crate) budgets: Budgets,
    /// The sums that files state themselves.
    pub(crate) stated: StatedSums,
    /// The last month with bookings that make a year the one to look at.
    pub(crate) booked_through: Option<Month>,
    /// The book they come from, if they do.
    pub(crate) book: Option<Book>,
    /// The vouchers of files, if they were to be kept.
    pub(crate) journal: Journal,
    /// The files they and the layout were read from, beside what makes a book.
    pub(crate) files: Vec<PathBuf>,
}

impl Source {
    /// The figures of these files, or of the book if there are none.
    pub(crate) fn open(
        files: &[PathBuf],
        layout: Option<&str>,
        settings: &Settings,
    ) -> Result<Self, Refusal> {
        Self::open_keeping(files, layout, Keep::Sums, settings)
    }

    /// The same, with the vouchers of files if they are to be kept.
    pub(crate) fn open_keeping(
        files: &[PathBuf],
        layout: Option<&str>,
        keep: Keep,
        settings: &Settings,
    ) -> Result<Self, Refusal> {
        if files.is_empty() {
            Self::of_book(layout, settings)
        } else {
            Self::of_files(files, layout, keep, settings)
        }
    }

    /// What is booked on an account during a period: from the book, or from files whose vouchers were kept.
    pub(crate) fn postings(
        &self,
        account: AccountNumber,
        period: Period,
    ) -> Result<Vec<LedgerPosting>, Refusal> {
        Ok(match &self.book {
            Some(book) => book.postings(account, period)?,
            None => self.journal.postings_on(account, period),
        })
    }

    fn of_book(layout: Option<&str>, settings: &Settings) -> Result<Self, Refusal> {
        let book = book(settings)?;
        let of_book = layout_for(layout, book.settings(), book.dir(), settings.lang)?;
        Self::of_opened(book, of_book)
    }

    /// The figures of a book, with a layout and the file that it was read from.
    pub(crate) fn of_opened(book: Book, (layout, file): (Layout, Option<PathBuf>)) -> Result<Self, Refusal> {
        let (balances, budgets, stated) = (book.balances()?, book.budgets()?, book.stated()?);
        let booked_through = book.booked_through(&balances)?;
        let files = output::files_of(&book).into_iter().chain(file).collect();
        let journal = Journal::new(book.settings().fiscal_years);
        Ok(Self {
            settings: book.settings().clone(),
            layout,
            balances,
            budgets,
            stated,
            booked_through,
            book: Some(book),
            journal,
            files,
        })
    }

    fn of_files(
        files: &[PathBuf],
        layout: Option<&str>,
        keep: Keep,
        settings: &Settings,
    ) -> Result<Self, Refusal> {
        let named = layout.filter(|name| book_settings::TEMPLATES.contains(name));
        let start = start_of(files)?;
        let (_, mut settings_here) = template_started(named.unwrap_or(TEMPLATE), &start)?;
        let (layout, file) = layout_for(layout, &settings_here, None, settings.lang)?;
        let threads = thread::available_parallelism().map_or(NonZeroUsize::MIN, |all| all.min(THREADS_MAX));
        let fiscal_years = settings_here.fiscal_years;
        let options = Options { fiscal_years, keep, threads, ..Options::default() };
        let read = read(files, options, &Named::default())?;
        if has_errors(&read.findings) {
            return Err(Refusal::Files(read.findings));
        }
        settings_here.name(&names_of(&read));
        let (stated, budgets) = (read.stated(), read.budgets()?);
        let mut journal = Journal::new(settings_here.fiscal_years);
        read.vouchers().for_each(|voucher| journal.append(voucher));
        let found = with_differences(read.findings, &stated, &read.tallied.balances, &layout)?;
        if !found.is_empty() {
            let drawn =
                findings::draw(&found, settings.lang, Shown::First(3, Whole::Import), settings.stderr);
            output::say(&drawn);
        }
        let files = files.iter().cloned().chain(file).collect();
        let balances = read.tallied.balances;
        Ok(Self {
            settings: settings_here,
            layout,
            booked_through: balances.last_month(),
            balances,
            budgets,
            stated,
            book: None,
            journal,
            files,
        })
    }

    /// Shows what is in a book now.
    pub(crate) fn reread(&mut self, book: &Book) -> Result<(), Refusal> {
        self.balances = book.balances()?;
        self.stated = book.stated()?;
        self.booked_through = book.booked_through(&self.balances)?;
        Ok(())
    }

    /// The period that was asked for; else the last fiscal year with bookings.
    pub(crate) fn period(&self, asked: Option<&str>) -> Result<Period, Refusal> {
        if let Some(text) = asked {
            return parsed(text, self);
        }
        let years = self.balances.fiscal_years();
        let booked = self.booked_through.map(|month| years.of(month));
        let opened = self.balances.span().map(|(_, last)| last);
        booked.or(opened).map(FiscalYear::period).ok_or(Refusal::Failure(Failed::BookEmpty))
    }

    /// The period to compare with: what was asked for; else the same months a year before, if
    /// anything is booked then.
    pub(crate) fn comparison(&self, period: Period, asked: Option<&str>) -> Result<Option<Period>, Refusal> {
        match asked {
            Some("none" | "ingen") => Ok(None),
            Some(text) => parsed(text, self).map(Some),
            None => Ok(Some(period.years_before(1)).filter(|before| {
                let year = self.balances.fiscal_years().of(before.first());
                self.is_booked_in(*before) || self.balances.year_of_sums(year).is_some()
            })),
        }
    }

    pub(crate) fn is_booked_in(&self, period: Period) -> bool {
        self.balances.turnovers_in(period).next().is_some()
    }
}

/// What was found, and where the books do not come to what the files state themselves.
fn with_differences(
    mut found: Vec<Finding>,
    stated: &StatedSums,
    balances: &Balances,
    layout: &Layout,
) -> Result<Vec<Finding>, AmountError> {
    let differences = stated.differences(balances, Some(layout.year_end()))?;
    found.extend(differences.into_iter().map(|(_, fact)| Finding::new(fact)));
    Ok(found)
}

/// What `derive` makes with a comparison, or without one that nobody asked for and that the books
/// cannot tell; why is handed back too.
pub(crate) fn compared<T>(
    comparison: Option<Period>,
    asked: bool,
    derive: impl Fn(Option<Period>) -> Result<T, StatementError>,
) -> Result<(T, Option<SumsOnly>), StatementError> {
    match derive(comparison) {
        Err(StatementError::SumsOnly(sums)) if !asked && comparison.is_some() => {
            // Where the period itself cannot be told, this fails in the same way.
            derive(None).map(|derived| (derived, Some(sums)))
        }
        derived => derived.map(|derived| (derived, None)),
    }
}

fn parsed(text: &str, source: &Source) -> Result<Period, Refusal> {
    let years = source.balances.fiscal_years();
    let period = Period::parse(text.trim(), years)
        .map_err(|error| Refusal::Usage(Wrong::Period { text: text.into(), error }))?;
    if years.of(period.first()) == years.of(period.last()) {
        Ok(period)
    } else {
        Err(Refusal::Usage(Wrong::PeriodSpansYears { period }))
    }
}

/// The book that was named, or the nearest one upward.
pub(crate) fn book(settings: &Settings) -> Result<Book, Refusal> {
    let place = found_book(settings)
        .ok_or_else(|| Refusal::Failure(Failed::NoBook { from: settings.here.clone() }))?;
    Ok(place.open()?)
}

/// Where the book is, if one was named or is in sight.
pub(crate) fn found_book(settings: &Settings) -> Option<Place> {
    settings.book.clone().or_else(|| Book::find(&settings.here).map(Place::Directory))
}

/// A template's text, and the settings it makes.
pub(crate) fn template(name: &str) -> Result<(&'static str, BookSettings), Refusal> {
    let unknown = || Refusal::Usage(Wrong::TemplateUnknown { text: name.into() });
    let text = book_settings::template(name).ok_or_else(unknown)?;
    let settings = BookSettings::from_toml("ledger.toml", text).map_err(Refusal::Findings)?;
    Ok((text, settings))
}

/// A template with what the first files of a book say of it: its text, and the settings it makes.
pub(crate) fn template_started(name: &str, start: &Start) -> Result<(String, BookSettings), Refusal> {
    let (text, _) = template(name)?;
    let text = book_settings::started(text, start).map_err(|error| {
        let fact = Fact::TomlInvalid { detail: error.to_string() };
        Refusal::Findings(vec![Finding::new(fact)])
    })?;
    let settings = BookSettings::from_toml("ledger.toml", &text).map_err(Refusal::Findings)?;
    Ok((text, settings))
}

/// What the files say of the book they come from, before they are read: the first that names the
/// body is believed, and all have to agree on how the fiscal years lie. What can be read only once,
/// such as a pipe, is not looked at.
pub(crate) fn start_of(files: &[PathBuf]) -> Result<Start, Refusal> {
    let (mut start, mut years) = (Start::default(), None::<(&PathBuf, FiscalYears)>);
    for path in files.iter().filter(|path| path.is_file()) {
        let unreadable = |error| Refusal::Failure(Failed::FileUnreadable { path: path.clone(), error });
        let Some(head) = File::open(path).and_then(head).map_err(unreadable)? else { continue };
        start.entity = start.entity.or(head.entity);
        start.organisation_number = start.organisation_number.or(head.organisation_number);
        match (years, head.fiscal_years) {
            (Some((first, known)), Some(other)) if known != other => {
                let named = |path: &PathBuf, years: FiscalYears| {
                    (Quoted::from(&*path.to_string_lossy()), years.first_month())
                };
                return Err(Refusal::Usage(Wrong::FilesOfOtherYears {
                    first: named(first, known),
                    other: named(path, other),
                }));
            }
            (None, Some(found)) => years = Some((path, found)),
            _ => {}
        }
    }
    start.fiscal_years = years.map(|(_, years)| years);
    Ok(start)
}

/// What the files call things; the first name of a thing is kept.
pub(crate) fn names_of(read: &Read) -> NewNames {
    let mut names = NewNames::default();
    read.contents.iter().for_each(|contents| names.merge(NewNames::from(&contents.names)));
    names
}

/// The layout that was asked for: a built-in one, or a file from where the user stands. Else the
/// book's: a built-in one, or a file beside its settings. A file is told too. It speaks the language
/// that all else is said in, as far as it knows it.
pub(crate) fn layout_for(
    asked: Option<&str>,
    settings: &BookSettings,
    dir: Option<&Path>,
    lang: Lang,
) -> Result<(Layout, Option<PathBuf>), Refusal> {
    let name = asked.unwrap_or(&settings.layout);
    if layout::built_in_text(name).is_some() {
        let layout = layout::built_in(name).map_err(Refusal::Findings)?;
        return Ok((in_language(layout, lang), None));
    }
    if Path::new(name).extension().is_none() {
        return Err(Refusal::Usage(Wrong::LayoutUnknown { text: name.into() }));
    }
    let path = match (asked, dir) {
        (None, Some(dir)) => dir.join(name),
        _ => PathBuf::from(name),
    };
    let text = fs::read_to_string(&path)
        .map_err(|error| Refusal::Failure(Failed::FileUnreadable { path: path.clone(), error }))?;
    let layout = layout::from_toml(&path.to_string_lossy(), &text).map_err(Refusal::Findings)?;
    Ok((in_language(layout, lang), Some(path)))
}

/// The layout in the language of all else; layout files are Swedish, with English beside it.
pub(crate) fn in_language(layout: Layout, lang: Lang) -> Layout {
    match lang {
        Lang::Sv => layout,
        Lang::En => layout.translated(),
    }
}

/// A profile, and what the user calls it.
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) name: Option<String>,
    pub(crate) profile: Profile,
}

/// Reads files in one go. What is wrong in them is among the findings of what was read.
///
/// Whether a number that comes twice is one voucher in two exports that overlap, or a double, is
/// only seen where vouchers are kept; then the files are read once more.
pub(crate) fn read(files: &[PathBuf], options: Options, profile: &Named) -> Result<Read, Refusal> {
    let read = read_once(files, options, profile)?;
    let is_double = |code| matches!(code, Code::NumberTwice | Code::NumberReused);
    let doubled = read.findings.iter().any(|finding| is_double(finding.code()));
    if options.keep == Keep::Sums && files.len() > 1 && doubled {
        return read_once(files, Options { keep: Keep::Vouchers, ..options }, profile);
    }
    Ok(read)
}

fn read_once(files: &[PathBuf], options: Options, profile: &Named) -> Result<Read, Refusal> {
    read_each(files, options, profile, |reading, name, file| Ok(reading.file(name, file)?))
}

/// Reads files that are to be imported, vouchers and all, and tells what a book keeps of each. What can
/// be read only once, such as a pipe, has no hash.
pub(crate) fn read_to_import(
    files: &[PathBuf],
    options: Options,
    profile: &Named,
) -> Result<(Read, Vec<ImportedFile>), Refusal> {
    let mut imported = Vec::with_capacity(files.len());
    let read =
        read_each(files, Options { keep: Keep::Vouchers, ..options }, profile, |reading, name, file| {
            let path = Path::new(name);
            let unreadable =
                |error| Refusal::Failure(Failed::FileUnreadable { path: path.to_owned(), error });
            let mut sha256 = None;
            if path.is_file() {
                let mut file = HashedReader::new(file);
                reading.file(name, &mut file)?;
                sha256 = Some(file.sha256().map_err(unreadable)?);
            } else {
                reading.file(name, file)?;
            }
            imported.push(ImportedFile { name: name.to_owned(), sha256 });
            Ok(())
        })?;
    Ok((read, imported))
}

fn read_each(
    files: &[PathBuf],
    options: Options,
    profile: &Named,
    mut each: impl FnMut(&mut Reading, &str, Counting<'_, File>) -> Result<(), Refusal>,
) -> Result<Read, Refusal> {
    let mut reading = Reading::new(options).with_profile(profile.name.as_deref(), profile.profile.clone());
    let progress = Progress::over(files);
    for path in files {
        let unreadable = |error| Refusal::Failure(Failed::FileUnreadable { path: path.clone(), error });
        let file = File::open(path).map_err(unreadable)?;
        each(&mut reading, &path.to_string_lossy(), progress.counting(file))?;
    }
    Ok(reading.finish()?)
}
