//! English pages of the findings about layouts and settings.

use crate::message::catalogue::Page;

pub(super) const TOML_INVALID: Page = Page {
    title: "The file does not follow TOML, or has wrong keys or values",
    meaning: "A layout or ledger.toml cannot be read, lacks a key, or has a key or a value that does \
              not belong there. Unknown keys are refused, for a misspelt one would otherwise have no \
              effect and no one would know.",
    cause: "A quotation mark or a bracket is missing, a key is misspelt or left out, or a text stands \
            without quotation marks.",
    next_step: "Correct the line in the file. Add the key if it is missing, and remove it if it \
                should not be there.",
    example: "\
title = \"Resultaträkning
The closing quotation mark is missing. Write:
title = \"Resultaträkning\"",
};

pub(super) const REFERENCE_UNKNOWN: Page = Page {
    title: "A row refers to something that does not exist",
    meaning: "A sum, a note or a row of the cash-flow statement draws on a row or edition that the \
              layout does not have.",
    cause: "The name is misspelt, or the row was removed or renamed.",
    next_step: "Correct the name in the reference, or add the row to the layout.",
    example: "\
[[income-statement.row]]
id = \"net-cost\"
sum = \"Verksamhetens nettokostnader\"
of = [\"income\", \"costs\", \"deprecation\"]
The row is called \"depreciation\": the reference must use the same name.",
};

pub(super) const ROW_TWICE: Page = Page {
    title: "A name is used twice",
    meaning: "Every row of a layout has a name of its own (id), for sums and notes refer to it by its \
              name. A row also belongs to one note at most.",
    cause: "A row was copied and kept its name, or two notes name the row.",
    next_step: "Give one of the rows a name of its own and correct what refers to it, or remove the \
                row from one of the notes.",
    example: "\
[[income-statement.row]]
id = \"other-costs\"
line = \"Lokalkostnader\"
accounts = [\"6000-6099\"]

[[income-statement.row]]
id = \"other-costs\"                           <- the same name again
line = \"Övriga kostnader\"
accounts = [\"6100-6999\"]",
};

pub(super) const ROW_CYCLE: Page = Page {
    title: "Rows sum each other in a circle",
    meaning: "A sum is part of itself, directly or through other sums. It then cannot be worked out.",
    cause: "A sum stands among the rows of a sum that it draws on itself.",
    next_step: "Remove one of the references in the circle.",
    example: "\
id = \"net-cost\"
of = [\"income\", \"costs\", \"operating-result\"]

id = \"operating-result\"
of = [\"net-cost\", \"member-contributions\"]
The net cost must not draw on the operating result.",
};

pub(super) const SELECTOR_UNREADABLE: Page = Page {
    title: "The account, range or code cannot be read",
    meaning: "A layout selects an account (1930), a range (3000-3999) or the code of a cost centre or \
              project. Under [accounts] in ledger.toml stands one account at a time.",
    cause: "The range ends before it starts, an account or range holds more than digits and a hyphen, \
            or a range stands where an account should.",
    next_step: "Correct the text on the line of the file that is shown.",
    example: "\
accounts = [\"3999-3000\"]     ends before it starts; write \"3000-3999\"
accounts = [\"30xx\"]          has letters; write \"3000-3099\"",
};

pub(super) const ROW_SHAPE: Page = Page {
    title: "The keys of the row do not go together",
    meaning: "A row is a heading, a line with figures, a sum or a total, and its other keys must suit \
              that: a line has accounts, a sum and a total have of. A sum only takes rows of one side.",
    cause: "The row has both accounts and a sum, or lacks a key that it needs.",
    next_step: "Remove the key that does not belong, add the one that is missing, or split the row in \
                two.",
    example: "\
[[income-statement.row]]
id = \"net-cost\"
sum = \"Verksamhetens nettokostnader\"
accounts = [\"3000-7999\"]                     <- a sum has of, not accounts
Write of = [\"income\", \"costs\"] and leave the accounts to those rows.",
};

pub(super) const SUM_TAKES_TWICE: Page = Page {
    title: "A sum takes a row twice",
    meaning: "The row is part of the sum more than once, directly or through another sum. Its figure \
              would be counted double.",
    cause: "The sum names both another sum and a row that the other sum already holds.",
    next_step: "Remove the row or the other sum from the sum's of.",
    example: "\
id = \"net-cost\"
of = [\"income\", \"costs\"]

id = \"result\"
of = [\"net-cost\", \"costs\", \"financial-items\"]
The row \"costs\" is already in \"net-cost\". Remove it from \"result\".",
};

pub(super) const TOTAL_LACKS: Page = Page {
    title: "A total lacks a row",
    meaning: "The result, total assets, total equity and liabilities and the cash flow of the period \
              must take every row they are about. Otherwise the statements do not agree.",
    cause: "The row is new in the layout and was not added to any sum.",
    next_step: "Add the row to the sum or total where it belongs.",
    example: "\
[[balance-sheet.row]]
id = \"inventories\"
line = \"Förråd\"
accounts = [\"1400-1499\"]

id = \"total-assets\"
of = [\"receivables\", \"cash-and-bank\"]        <- \"inventories\" is missing",
};

pub(super) const SETTING_UNKNOWN: Page = Page {
    title: "The setting has an unknown value",
    meaning: "The setting can only have certain values, and the one given is not among them.",
    cause: "The value is misspelt, or belongs to another version of the program.",
    next_step: "Choose one of the values listed, and correct the setting in the file.",
    example: "\
layout = \"sjuhärad\"
The layout is called \"sjuharad\". Built in are lkbr, sjuharad and insjoriket.",
};

pub(super) const SETTING_UNUSABLE: Page = Page {
    title: "The setting cannot be used",
    meaning: "The value is no amount in whole öre, fiscal year, cost centre, account or step of a staircase, \
              where the setting should be one.",
    cause: "The value is misspelt, has more than two decimals, or runs backwards: a span or a step ends before \
            it begins.",
    next_step: "Write the value as in the examples.",
    example: "\
[given.2022]
equity = \"3843000.505\"
The amount has a part of an öre. Write \"3843000.50\" or 3843000.",
};

pub(super) const ROWS_TOO_MANY: Page = Page {
    title: "The layout has too many rows",
    meaning: "A statement has some tens of rows. A file with several hundred is no layout, and is \
              not read.",
    cause: "Rows were copied over and over, or the file is another than it was meant to be.",
    next_step: "Remove the rows that are not needed, or name the right file in ledger.toml.",
    example: "\
[[income-statement.row]] stands 5,000 times in the file.
Keep one row for each item to be shown.",
};
