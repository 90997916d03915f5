-- What each record of a book's ledger.db says, in the bytes that its content is the SHA-256 of, for the
-- sqlite3 program.
--
-- A number or an amount in öre is eight bytes, highest first; a text is its length in bytes, as such a
-- number, and its UTF-8; a list is its length and its items; a hash is its 32 bytes. A day that nobody
-- gave, no cost centre and no project are the empty text. The fields of each kind of record stand below
-- in their order. A correction tells rows from 0, its table from 1. What comes out is one statement a record, which writes its bytes to a file of its own:
-- chain/NUMBER.content.
WITH RECURSIVE
n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 12),
-- What else a row is marked with: a line each, of which only the first blank parts dimension and code.
marked(voucher, part, row, others) AS (
    SELECT voucher, 1, row, others FROM posting
    UNION ALL SELECT voucher, 3, position, others FROM correction WHERE change = 'struck'
),
mark(voucher, part, row, line, mark, rest) AS (
    SELECT voucher, part, row, 0, '', others || char(10) FROM marked WHERE others <> ''
    UNION ALL
    SELECT voucher, part, row, line + 1, substr(rest, 1, instr(rest, char(10)) - 1),
           substr(rest, instr(rest, char(10)) + 1)
    FROM mark WHERE rest <> ''
),
field(record, part, row, place, value) AS (
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'voucher' WHEN 1 THEN year WHEN 2 THEN series WHEN 3 THEN number WHEN 4 THEN date
        WHEN 5 THEN text ELSE (SELECT count(*) FROM posting WHERE voucher = record) END
    FROM voucher, n WHERE i <= 6
    UNION ALL
    SELECT voucher, 1, row, i, CASE i
        WHEN 0 THEN account WHEN 1 THEN cost_centre WHEN 2 THEN project WHEN 3 THEN amount WHEN 4 THEN text
        ELSE (SELECT count(*) FROM mark m WHERE m.voucher = p.voucher AND part = 1 AND m.row = p.row AND line > 0)
        END
    FROM posting p, n WHERE i <= 5
    UNION ALL
    SELECT record, 2, 0, i, CASE i
        WHEN 0 THEN registered WHEN 1 THEN signature
        ELSE (SELECT count(*) FROM correction WHERE voucher = record) END
    FROM voucher, n WHERE i <= 2
    UNION ALL
    SELECT voucher, 3, position, i, CASE i
        WHEN 0 THEN date WHEN 1 THEN signature WHEN 2 THEN change WHEN 3 THEN row - 1 WHEN 4 THEN account
        WHEN 5 THEN cost_centre WHEN 6 THEN project WHEN 7 THEN amount WHEN 8 THEN text
        ELSE (SELECT count(*) FROM mark m
              WHERE m.voucher = c.voucher AND part = 3 AND m.row = c.position AND line > 0) END
    FROM correction c, n WHERE i <= CASE change WHEN 'struck' THEN 9 ELSE 3 END
    UNION ALL
    SELECT voucher, part, row, 20 + 2 * line + i, CASE i
        WHEN 0 THEN CAST(mark AS INTEGER) ELSE substr(mark, instr(mark, ' ') + 1) END
    FROM mark, n WHERE line > 0 AND i <= 1
    UNION ALL
    SELECT record, 0, 0, i, CASE i WHEN 0 THEN 'batch' WHEN 1 THEN number WHEN 2 THEN imported_at ELSE command END
    FROM batch, n WHERE i <= 3
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'file' WHEN 1 THEN name WHEN 2 THEN coalesce(length(sha256), 0) ELSE sha256 END
    FROM file, n WHERE i <= 3
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN CASE reversed WHEN 1 THEN 'reverse' ELSE 'undo' END
        WHEN 1 THEN batch WHEN 2 THEN undone_at WHEN 3 THEN command ELSE reason END
    FROM undo, n WHERE i <= 4
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN CASE locks WHEN 1 THEN 'lock' ELSE 'unlock' END
        WHEN 1 THEN first WHEN 2 THEN last WHEN 3 THEN said_at WHEN 4 THEN command ELSE reason END
    FROM lock, n WHERE i <= 5
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'plan' WHEN 1 THEN number WHEN 2 THEN kind WHEN 3 THEN account WHEN 4 THEN cost_centre
        WHEN 5 THEN project WHEN 6 THEN balance WHEN 7 THEN booked WHEN 8 THEN text
        WHEN 9 THEN coalesce(source, 0) ELSE (SELECT count(*) FROM plan_row WHERE plan = record) END
    FROM plan, n WHERE i <= 10
    UNION ALL
    SELECT plan, 1, row, i, CASE i WHEN 0 THEN month ELSE amount END FROM plan_row, n WHERE i <= 1
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'closing' WHEN 1 THEN year WHEN 2 THEN hash WHEN 3 THEN closed_at ELSE command END
    FROM closing, n WHERE i <= 4
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'made' WHEN 1 THEN voucher WHEN 2 THEN purpose WHEN 3 THEN of ELSE step END
    FROM made, n WHERE i <= 4
    UNION ALL
    SELECT record, 0, 0, i, CASE i WHEN 0 THEN 'replaced' WHEN 1 THEN voucher ELSE counts END
    FROM replaced, n WHERE i <= 2
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'esf' WHEN 1 THEN project WHEN 2 THEN kind WHEN 3 THEN text WHEN 4 THEN date
        WHEN 5 THEN first WHEN 6 THEN last WHEN 7 THEN claim WHEN 8 THEN amount WHEN 9 THEN released
        ELSE coalesce(voucher, 0) END
    FROM esf, n WHERE i <= 10
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'opening' WHEN 1 THEN year
        ELSE (SELECT count(*) FROM opening_row WHERE opening = record) END
    FROM opening, n WHERE i <= 2
    UNION ALL
    SELECT opening, 1, row, i, CASE i
        WHEN 0 THEN account WHEN 1 THEN cost_centre WHEN 2 THEN project ELSE amount END
    FROM opening_row, n WHERE i <= 3
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'budget' WHEN 1 THEN year WHEN 2 THEN kind WHEN 3 THEN name WHEN 4 THEN date
        ELSE (SELECT count(*) FROM budget_row WHERE budget = record) END
    FROM budget, n WHERE i <= 5
    UNION ALL
    SELECT budget, 1, row, i, CASE i
        WHEN 0 THEN first WHEN 1 THEN last WHEN 2 THEN account WHEN 3 THEN cost_centre WHEN 4 THEN project
        ELSE amount END
    FROM budget_row, n WHERE i <= 5
    UNION ALL
    SELECT record, 0, 0, i, CASE i
        WHEN 0 THEN 'stated' WHEN 1 THEN year WHEN 2 THEN file
        ELSE (SELECT count(*) FROM stated_row WHERE stated = record) END
    FROM stated, n WHERE i <= 3
    UNION ALL
    SELECT stated, 1, row, i, CASE i
        WHEN 0 THEN figure WHEN 1 THEN month WHEN 2 THEN account WHEN 3 THEN cost_centre WHEN 4 THEN project
        ELSE amount END
    FROM stated_row, n WHERE i <= 5
),
written(record, part, row, place, hex) AS (
    SELECT record, part, row, place, CASE typeof(value)
        WHEN 'integer' THEN printf('%016X', value)
        WHEN 'text' THEN printf('%016X', length(CAST(value AS BLOB))) || hex(value)
        ELSE hex(value) END
    FROM field
    ORDER BY record, part, row, place
)
SELECT 'SELECT writefile(''chain/' || record || '.content'', X''' || group_concat(hex, '') || ''');'
FROM written GROUP BY record ORDER BY record;
