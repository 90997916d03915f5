-- A book's ledger.db, format 3.
--
-- Amounts are whole öre, debit positive. Dates are 2024-01-31, months 2024-01. A fiscal year is
-- known by the calendar year it starts in. '' stands for no cost centre, for no project, and for a
-- day nobody gave. What else a row is marked with (others) is a line each: the dimension's number,
-- a blank and the code.
-- All but meta and kept_sum is only ever added to; the triggers below see to that.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Everything that was ever taken into the book, in order. content is the SHA-256 of what the
-- record says, hash the SHA-256 of the record before's hash and this content: see chain.rs.
CREATE TABLE record (
    seq     INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL
            CHECK (kind IN ('batch', 'file', 'voucher', 'opening', 'budget', 'stated', 'undo', 'lock',
                            'plan', 'made', 'replaced', 'closing', 'esf')),
    content BLOB NOT NULL CHECK (length(content) = 32),
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- One import that brought something new, or vouchers that took one back. The records up to the next batch came with it, but for
-- the undoing of some other, and words on what is locked.
CREATE TABLE batch (
    record      INTEGER PRIMARY KEY REFERENCES record,
    number      INTEGER NOT NULL UNIQUE,
    imported_at TEXT NOT NULL,
    command     TEXT NOT NULL
) STRICT;

-- A file of an import, as it was named, with the SHA-256 of its bytes where that is known. The
-- records up to the next file or batch came out of it.
CREATE TABLE file (
    record INTEGER PRIMARY KEY REFERENCES record,
    name   TEXT NOT NULL,
    sha256 BLOB CHECK (length(sha256) = 32)
) STRICT;

-- An import that no longer counts. What it brought stays where it is, and may be brought again. Where
-- it reached into a locked period, the vouchers of the next batch take it back instead (reversed = 1).
CREATE TABLE undo (
    record    INTEGER PRIMARY KEY REFERENCES record,
    batch     INTEGER NOT NULL UNIQUE REFERENCES batch (number),
    undone_at TEXT NOT NULL,
    command   TEXT NOT NULL,
    reason    TEXT NOT NULL,
    reversed  INTEGER NOT NULL CHECK (reversed IN (0, 1))
) STRICT;

-- Months in which nothing more is booked (locks = 1), or in which something may be again (0): the
-- last word on a month counts.
CREATE TABLE lock (
    record  INTEGER PRIMARY KEY REFERENCES record,
    first   TEXT NOT NULL,
    last    TEXT NOT NULL,
    locks   INTEGER NOT NULL CHECK (locks IN (0, 1)),
    said_at TEXT NOT NULL,
    command TEXT NOT NULL,
    reason  TEXT NOT NULL
) STRICT;

-- The records that do not count: those between first and next.
CREATE VIEW undone (first, next) AS
SELECT b.record,
       coalesce((SELECT min(n.record) FROM batch n WHERE n.record > b.record), 9223372036854775807)
FROM undo JOIN batch b ON b.number = undo.batch WHERE undo.reversed = 0;

-- bookkeeping is the SHA-256 of what counts of the voucher, by which it is known again: see chain.rs.
-- Some programs give many vouchers one number, so several of a year, series and number may count.
-- The number is unsigned with 64 bits: beyond 2^63 it is stored as the negative of its complement.
CREATE TABLE voucher (
    record      INTEGER PRIMARY KEY REFERENCES record,
    year        INTEGER NOT NULL,
    series      TEXT NOT NULL,
    number      INTEGER NOT NULL,
    date        TEXT NOT NULL,
    text        TEXT NOT NULL,
    registered  TEXT NOT NULL,
    signature   TEXT NOT NULL,
    bookkeeping BLOB NOT NULL CHECK (length(bookkeeping) = 32)
) STRICT;

CREATE INDEX voucher_number ON voucher (year, number, series);

-- month repeats the voucher's date, so that an account's rows in a period lie together.
CREATE TABLE posting (
    voucher     INTEGER NOT NULL REFERENCES voucher,
    row         INTEGER NOT NULL,
    month       TEXT NOT NULL,
    account     INTEGER NOT NULL,
    cost_centre TEXT NOT NULL,
    project     TEXT NOT NULL,
    amount      INTEGER NOT NULL,
    text        TEXT NOT NULL,
    others      TEXT NOT NULL,
    PRIMARY KEY (voucher, row)
) STRICT, WITHOUT ROWID;

-- With an index by account and month: see rows.rs.

-- What was done to a voucher after it was first booked, as its source tells it; it never counts.
-- 'added' is the posting of that row; 'struck' stood before that row, and is told as it was.
CREATE TABLE correction (
    voucher     INTEGER NOT NULL REFERENCES voucher,
    position    INTEGER NOT NULL,
    date        TEXT NOT NULL,
    signature   TEXT NOT NULL,
    change      TEXT NOT NULL CHECK (change IN ('added', 'struck')),
    row         INTEGER NOT NULL,
    account     INTEGER,
    cost_centre TEXT,
    project     TEXT,
    amount      INTEGER,
    text        TEXT,
    others      TEXT,
    PRIMARY KEY (voucher, position)
) STRICT, WITHOUT ROWID;

-- A plan of accruals (periodisering): what is moved between which accounts, and the day the cost or
-- income itself is booked. source is the voucher it was made from, if it was.
CREATE TABLE plan (
    record      INTEGER PRIMARY KEY REFERENCES record,
    number      INTEGER NOT NULL UNIQUE,
    kind        TEXT NOT NULL
                CHECK (kind IN ('accrued-expense', 'accrued-income', 'prepaid-expense', 'deferred-income')),
    account     INTEGER NOT NULL,
    cost_centre TEXT NOT NULL,
    project     TEXT NOT NULL,
    balance     INTEGER NOT NULL,
    booked      TEXT NOT NULL,
    text        TEXT NOT NULL,
    source      INTEGER REFERENCES voucher
) STRICT;

CREATE TABLE plan_row (
    plan   INTEGER NOT NULL REFERENCES plan,
    row    INTEGER NOT NULL,
    month  TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (plan, row)
) STRICT, WITHOUT ROWID;

-- A fiscal year that was closed, and the SHA-256 of all that counted of it: see closing.rs.
CREATE TABLE closing (
    record    INTEGER PRIMARY KEY REFERENCES record,
    year      INTEGER NOT NULL UNIQUE,
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    closed_at TEXT NOT NULL,
    command   TEXT NOT NULL
) STRICT;

-- What a voucher that the program made itself is for: of is the record of the plan it carries out, or
-- of the voucher it takes back, or of what happened to an ESF project. step tells the vouchers of one
-- plan apart.
CREATE TABLE made (
    record  INTEGER PRIMARY KEY REFERENCES record,
    voucher INTEGER NOT NULL UNIQUE REFERENCES voucher,
    purpose TEXT NOT NULL CHECK (purpose IN ('accrual', 'reversal', 'undoing', 'esf')),
    of      INTEGER NOT NULL REFERENCES record,
    step    INTEGER NOT NULL
) STRICT;

CREATE INDEX made_of ON made (of);

-- A voucher that the program made, and the one by which it came back in an export: that one counts.
CREATE TABLE replaced (
    record  INTEGER PRIMARY KEY REFERENCES record,
    voucher INTEGER NOT NULL REFERENCES voucher,
    counts  INTEGER NOT NULL UNIQUE REFERENCES voucher
) STRICT;

-- What happened to the support of an ESF project. first and last are the months of a claim, claim its
-- number, amount what was accrued, claimed, approved, paid, provided for, released or written off;
-- released is what a settlement releases. voucher is one from elsewhere that booked it already.
CREATE TABLE esf (
    record   INTEGER PRIMARY KEY REFERENCES record,
    project  TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('accrual', 'claim', 'decision', 'payment', 'provision', 'release',
                                           'settlement')),
    date     TEXT NOT NULL,
    first    TEXT NOT NULL,
    last     TEXT NOT NULL,
    claim    INTEGER NOT NULL,
    amount   INTEGER NOT NULL,
    released INTEGER NOT NULL,
    voucher  INTEGER REFERENCES voucher,
    text     TEXT NOT NULL
) STRICT;

CREATE TABLE opening (
    record INTEGER PRIMARY KEY REFERENCES record,
    year   INTEGER NOT NULL
) STRICT;

CREATE TABLE opening_row (
    opening     INTEGER NOT NULL REFERENCES opening,
    row         INTEGER NOT NULL,
    account     INTEGER NOT NULL,
    cost_centre TEXT NOT NULL,
    project     TEXT NOT NULL,
    amount      INTEGER NOT NULL,
    PRIMARY KEY (opening, row)
) STRICT, WITHOUT ROWID;

-- A budget or a forecast of a year, in one of its versions: of those with one kind and name only one
-- counts. Reports take the one with the latest date.
CREATE TABLE budget (
    record INTEGER PRIMARY KEY REFERENCES record,
    year   INTEGER NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('budget', 'forecast')),
    name   TEXT NOT NULL,
    date   TEXT NOT NULL
) STRICT;

CREATE TABLE budget_row (
    budget      INTEGER NOT NULL REFERENCES budget,
    row         INTEGER NOT NULL,
    first       TEXT NOT NULL,
    last        TEXT NOT NULL,
    account     INTEGER NOT NULL,
    cost_centre TEXT NOT NULL,
    project     TEXT NOT NULL,
    amount      INTEGER NOT NULL,
    PRIMARY KEY (budget, row)
) STRICT, WITHOUT ROWID;

-- The sums that a file stated of a year itself. They are compared with, and stand in for the year
-- while it has no vouchers. A sum is known by the last month it takes in, one that opens the year by
-- its first.
CREATE TABLE stated (
    record INTEGER PRIMARY KEY REFERENCES record,
    year   INTEGER NOT NULL,
    file   TEXT NOT NULL
) STRICT;

CREATE TABLE stated_row (
    stated      INTEGER NOT NULL REFERENCES stated,
    row         INTEGER NOT NULL,
    figure      TEXT NOT NULL CHECK (figure IN ('opening', 'closing', 'result', 'change')),
    month       TEXT NOT NULL,
    account     INTEGER NOT NULL,
    cost_centre TEXT NOT NULL,
    project     TEXT NOT NULL,
    amount      INTEGER NOT NULL,
    PRIMARY KEY (stated, row)
) STRICT, WITHOUT ROWID;

-- What reports read: the sums of all postings, kept so that no voucher has to be read for them.
CREATE TABLE kept_sum (
    month       TEXT NOT NULL,
    account     INTEGER NOT NULL,
    cost_centre TEXT NOT NULL,
    project     TEXT NOT NULL,
    debit       INTEGER NOT NULL,
    credit      INTEGER NOT NULL,
    PRIMARY KEY (month, account, cost_centre, project)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER record_update BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never changed'); END;
CREATE TRIGGER record_delete BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'a record is never removed'); END;
CREATE TRIGGER batch_update BEFORE UPDATE ON batch
BEGIN SELECT RAISE(ABORT, 'a batch is never changed'); END;
CREATE TRIGGER batch_delete BEFORE DELETE ON batch
BEGIN SELECT RAISE(ABORT, 'a batch is never removed'); END;
CREATE TRIGGER file_update BEFORE UPDATE ON file
BEGIN SELECT RAISE(ABORT, 'a file is never changed'); END;
CREATE TRIGGER file_delete BEFORE DELETE ON file
BEGIN SELECT RAISE(ABORT, 'a file is never removed'); END;
CREATE TRIGGER undo_update BEFORE UPDATE ON undo
BEGIN SELECT RAISE(ABORT, 'what is undone is never changed'); END;
CREATE TRIGGER undo_delete BEFORE DELETE ON undo
BEGIN SELECT RAISE(ABORT, 'what is undone never counts again: import it anew'); END;
CREATE TRIGGER lock_update BEFORE UPDATE ON lock
BEGIN SELECT RAISE(ABORT, 'what was said of a lock is never changed'); END;
CREATE TRIGGER lock_delete BEFORE DELETE ON lock
BEGIN SELECT RAISE(ABORT, 'a lock is never removed: unlock the period'); END;
CREATE TRIGGER voucher_update BEFORE UPDATE ON voucher
BEGIN SELECT RAISE(ABORT, 'a voucher is never changed: correct it with another'); END;
CREATE TRIGGER voucher_delete BEFORE DELETE ON voucher
BEGIN SELECT RAISE(ABORT, 'a voucher is never removed: correct it with another'); END;
CREATE TRIGGER posting_update BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'a posting is never changed: correct it with another voucher'); END;
CREATE TRIGGER posting_delete BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'a posting is never removed: correct it with another voucher'); END;
CREATE TRIGGER correction_update BEFORE UPDATE ON correction
BEGIN SELECT RAISE(ABORT, 'a voucher is never changed: correct it with another'); END;
CREATE TRIGGER correction_delete BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'a correction is never removed'); END;
CREATE TRIGGER plan_update BEFORE UPDATE ON plan
BEGIN SELECT RAISE(ABORT, 'a plan is never changed'); END;
CREATE TRIGGER plan_delete BEFORE DELETE ON plan
BEGIN SELECT RAISE(ABORT, 'a plan is never removed'); END;
CREATE TRIGGER plan_row_update BEFORE UPDATE ON plan_row
BEGIN SELECT RAISE(ABORT, 'a plan is never changed'); END;
CREATE TRIGGER plan_row_delete BEFORE DELETE ON plan_row
BEGIN SELECT RAISE(ABORT, 'a plan is never removed'); END;
CREATE TRIGGER closing_update BEFORE UPDATE ON closing
BEGIN SELECT RAISE(ABORT, 'what was closed is never changed'); END;
CREATE TRIGGER closing_delete BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'what was closed is never opened again'); END;
CREATE TRIGGER esf_update BEFORE UPDATE ON esf
BEGIN SELECT RAISE(ABORT, 'what happened to a project is never changed'); END;
CREATE TRIGGER esf_delete BEFORE DELETE ON esf
BEGIN SELECT RAISE(ABORT, 'what happened to a project is never removed'); END;
CREATE TRIGGER made_update BEFORE UPDATE ON made
BEGIN SELECT RAISE(ABORT, 'what a voucher is for is never changed'); END;
CREATE TRIGGER made_delete BEFORE DELETE ON made
BEGIN SELECT RAISE(ABORT, 'what a voucher is for is never removed'); END;
CREATE TRIGGER replaced_update BEFORE UPDATE ON replaced
BEGIN SELECT RAISE(ABORT, 'what came back for a voucher is never changed'); END;
CREATE TRIGGER replaced_delete BEFORE DELETE ON replaced
BEGIN SELECT RAISE(ABORT, 'what came back for a voucher is never removed'); END;
CREATE TRIGGER opening_update BEFORE UPDATE ON opening
BEGIN SELECT RAISE(ABORT, 'opening balances are never changed'); END;
CREATE TRIGGER opening_delete BEFORE DELETE ON opening
BEGIN SELECT RAISE(ABORT, 'opening balances are never removed'); END;
CREATE TRIGGER opening_row_update BEFORE UPDATE ON opening_row
BEGIN SELECT RAISE(ABORT, 'opening balances are never changed'); END;
CREATE TRIGGER opening_row_delete BEFORE DELETE ON opening_row
BEGIN SELECT RAISE(ABORT, 'opening balances are never removed'); END;
CREATE TRIGGER budget_update BEFORE UPDATE ON budget
BEGIN SELECT RAISE(ABORT, 'a budget is never changed'); END;
CREATE TRIGGER budget_delete BEFORE DELETE ON budget
BEGIN SELECT RAISE(ABORT, 'a budget is never removed'); END;
CREATE TRIGGER budget_row_update BEFORE UPDATE ON budget_row
BEGIN SELECT RAISE(ABORT, 'a budget is never changed'); END;
CREATE TRIGGER budget_row_delete BEFORE DELETE ON budget_row
BEGIN SELECT RAISE(ABORT, 'a budget is never removed'); END;
CREATE TRIGGER stated_update BEFORE UPDATE ON stated
BEGIN SELECT RAISE(ABORT, 'stated sums are never changed'); END;
CREATE TRIGGER stated_delete BEFORE DELETE ON stated
BEGIN SELECT RAISE(ABORT, 'stated sums are never removed'); END;
CREATE TRIGGER stated_row_update BEFORE UPDATE ON stated_row
BEGIN SELECT RAISE(ABORT, 'stated sums are never changed'); END;
CREATE TRIGGER stated_row_delete BEFORE DELETE ON stated_row
BEGIN SELECT RAISE(ABORT, 'stated sums are never removed'); END;

-- Where the book ends, meta says: 'end' is the number and the hash of its last record. Nothing is added
-- to what stands before that, and so nothing of it replaced: INSERT OR REPLACE removes a row without
-- asking the triggers above. Rows belong to a record that is there, and that is being written. What breaks
-- this is rolled back as a whole, so that SQLite need not keep, for every row of an import, what it would
-- have to undo that row alone by.
CREATE TRIGGER record_late BEFORE INSERT ON record
WHEN NEW.seq <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'end')
BEGIN SELECT RAISE(ROLLBACK, 'a record is never replaced, and never put among earlier ones'); END;
CREATE TRIGGER voucher_late BEFORE INSERT ON voucher
WHEN NEW.record <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'end')
  OR NEW.record > (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ROLLBACK, 'a voucher is never replaced, and never added to another record: correct it with another'); END;
CREATE TRIGGER posting_late BEFORE INSERT ON posting
WHEN NEW.voucher <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'end')
  OR NEW.voucher > (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ROLLBACK, 'a voucher is never added to: correct it with another'); END;
CREATE TRIGGER correction_late BEFORE INSERT ON correction
WHEN NEW.voucher <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'end')
  OR NEW.voucher > (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ROLLBACK, 'a voucher is never added to: correct it with another'); END;

-- The same of what there are fewer of.
CREATE TRIGGER batch_replace BEFORE INSERT ON batch
WHEN EXISTS (SELECT 1 FROM batch WHERE record = NEW.record OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a batch is never replaced'); END;
CREATE TRIGGER file_replace BEFORE INSERT ON file
WHEN EXISTS (SELECT 1 FROM file WHERE record = NEW.record)
BEGIN SELECT RAISE(ABORT, 'a file is never replaced'); END;
CREATE TRIGGER undo_replace BEFORE INSERT ON undo
WHEN EXISTS (SELECT 1 FROM undo WHERE record = NEW.record OR batch = NEW.batch)
BEGIN SELECT RAISE(ABORT, 'what is undone is never undone again'); END;
CREATE TRIGGER lock_replace BEFORE INSERT ON lock
WHEN EXISTS (SELECT 1 FROM lock WHERE record = NEW.record)
BEGIN SELECT RAISE(ABORT, 'what was said of a lock is never replaced'); END;
CREATE TRIGGER plan_replace BEFORE INSERT ON plan
WHEN EXISTS (SELECT 1 FROM plan WHERE record = NEW.record OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a plan is never replaced'); END;
CREATE TRIGGER plan_row_replace BEFORE INSERT ON plan_row
WHEN EXISTS (SELECT 1 FROM plan_row WHERE plan = NEW.plan AND row = NEW.row)
BEGIN SELECT RAISE(ABORT, 'a plan is never replaced'); END;
CREATE TRIGGER closing_replace BEFORE INSERT ON closing
WHEN EXISTS (SELECT 1 FROM closing WHERE record = NEW.record OR year = NEW.year)
BEGIN SELECT RAISE(ABORT, 'what was closed is never closed again'); END;
CREATE TRIGGER esf_replace BEFORE INSERT ON esf
WHEN EXISTS (SELECT 1 FROM esf WHERE record = NEW.record)
BEGIN SELECT RAISE(ABORT, 'what happened to a project is never replaced'); END;
CREATE TRIGGER made_replace BEFORE INSERT ON made
WHEN EXISTS (SELECT 1 FROM made WHERE record = NEW.record OR voucher = NEW.voucher)
BEGIN SELECT RAISE(ABORT, 'what a voucher is for is never replaced'); END;
CREATE TRIGGER replaced_replace BEFORE INSERT ON replaced
WHEN EXISTS (SELECT 1 FROM replaced WHERE record = NEW.record OR counts = NEW.counts)
BEGIN SELECT RAISE(ABORT, 'what came back for a voucher is never replaced'); END;
CREATE TRIGGER opening_replace BEFORE INSERT ON opening
WHEN EXISTS (SELECT 1 FROM opening WHERE record = NEW.record)
  OR EXISTS (
    SELECT 1 FROM opening t WHERE t.year = NEW.year
    AND NOT EXISTS (SELECT 1 FROM undone WHERE t.record > first AND t.record < next))
BEGIN SELECT RAISE(ABORT, 'opening balances are never replaced'); END;
CREATE TRIGGER opening_row_replace BEFORE INSERT ON opening_row
WHEN EXISTS (SELECT 1 FROM opening_row WHERE opening = NEW.opening AND row = NEW.row)
BEGIN SELECT RAISE(ABORT, 'opening balances are never replaced'); END;
CREATE TRIGGER budget_replace BEFORE INSERT ON budget
WHEN EXISTS (SELECT 1 FROM budget WHERE record = NEW.record)
  OR EXISTS (
    SELECT 1 FROM budget t WHERE t.year = NEW.year AND t.kind = NEW.kind AND t.name = NEW.name
    AND NOT EXISTS (SELECT 1 FROM undone WHERE t.record > first AND t.record < next))
BEGIN SELECT RAISE(ABORT, 'a budget is never replaced'); END;
CREATE TRIGGER budget_row_replace BEFORE INSERT ON budget_row
WHEN EXISTS (SELECT 1 FROM budget_row WHERE budget = NEW.budget AND row = NEW.row)
BEGIN SELECT RAISE(ABORT, 'a budget is never replaced'); END;
CREATE TRIGGER stated_replace BEFORE INSERT ON stated
WHEN EXISTS (SELECT 1 FROM stated WHERE record = NEW.record)
BEGIN SELECT RAISE(ABORT, 'stated sums are never replaced'); END;
CREATE TRIGGER stated_row_replace BEFORE INSERT ON stated_row
WHEN EXISTS (SELECT 1 FROM stated_row WHERE stated = NEW.stated AND row = NEW.row)
BEGIN SELECT RAISE(ABORT, 'stated sums are never replaced'); END;

-- Rows belong to the record that is being written; what is written is never added to.
CREATE TRIGGER undo_late BEFORE INSERT ON undo
WHEN NEW.record <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'nothing is ever undone by an earlier record'); END;
CREATE TRIGGER lock_late BEFORE INSERT ON lock
WHEN NEW.record <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'nothing is ever locked by an earlier record'); END;
CREATE TRIGGER plan_late BEFORE INSERT ON plan
WHEN NEW.record <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'a plan is never added to an earlier record'); END;
CREATE TRIGGER plan_row_late BEFORE INSERT ON plan_row
WHEN NEW.plan <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'a plan is never added to'); END;
CREATE TRIGGER closing_late BEFORE INSERT ON closing
WHEN NEW.record <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'no year is ever closed by an earlier record'); END;
CREATE TRIGGER esf_late BEFORE INSERT ON esf
WHEN NEW.record <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'nothing ever happened by an earlier record'); END;
CREATE TRIGGER made_late BEFORE INSERT ON made
WHEN NEW.record <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'what a voucher is for is never said by an earlier record'); END;
CREATE TRIGGER replaced_late BEFORE INSERT ON replaced
WHEN NEW.record <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'nothing comes back by an earlier record'); END;
CREATE TRIGGER opening_row_late BEFORE INSERT ON opening_row
WHEN NEW.opening <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'opening balances are never added to'); END;
CREATE TRIGGER budget_row_late BEFORE INSERT ON budget_row
WHEN NEW.budget <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'a budget is never added to'); END;
CREATE TRIGGER stated_row_late BEFORE INSERT ON stated_row
WHEN NEW.stated <> (SELECT max(seq) FROM record)
BEGIN SELECT RAISE(ABORT, 'stated sums are never added to'); END;
