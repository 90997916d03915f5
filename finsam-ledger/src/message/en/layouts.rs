//! English pages of the findings about layouts and settings.

use crate::message::catalogue::Page;

pub(super) const TOML_INVALID: Page = Page {
    title: "The file is not valid TOML",
    meaning: "A layout or ledger.toml cannot be read, or has a key that does not exist. Unknown keys \
              are refused, for a misspelt one would otherwise have no effect and no one would know.",
    cause: "A quotation mark or a bracket is missing, or a key is misspelt.",
    next_step: "Correct the line in the file. Remove the key if it should not be there.",
    example: "\
titel = \"Resultaträkning
The closing quotation mark is missing. Write:
titel = \"Resultaträkning\"",
};

pub(super) const REFERENCE_UNKNOWN: Page = Page {
    title: "A row refers to a row that does not exist",
    meaning: "A sum, a note or a cash-flow row draws on a row that the layout does not have.",
    cause: "The row's name is misspelt, or the row was removed or renamed.",
    next_step: "Correct the name in the reference, or add the row to the layout.",
    example: "\
The row nettokostnad sums the rows intakter, kostnader and avskrivning.
The layout's row is called avskrivningar: the reference must use the same name.",
};

pub(super) const ROW_TWICE: Page = Page {
    title: "Two rows have one name",
    meaning: "Every row of a layout has a name of its own, for sums, notes and reports refer to it \
              by its name.",
    cause: "A row was copied and kept its name.",
    next_step: "Give one of the rows a name of its own, and correct what refers to it.",
    example: "\
row 1: ovriga-kostnader   Lokalkostnader       accounts 6000-6099
row 2: ovriga-kostnader   Övriga kostnader     accounts 6100-6999
Give the first row a name of its own, such as lokalkostnader.",
};

pub(super) const ROW_CYCLE: Page = Page {
    title: "Rows sum each other in a circle",
    meaning: "A sum is part of itself, directly or through other sums. It then cannot be worked out.",
    cause: "A sum stands among the rows of a sum that it draws on itself.",
    next_step: "Remove one of the references in the circle.",
    example: "\
verksamhetens-resultat  =  nettokostnad + medlemsbidrag
nettokostnad            =  intakter + kostnader + verksamhetens-resultat
The net cost must not draw on the operating result.",
};

pub(super) const SELECTOR_UNREADABLE: Page = Page {
    title: "The range of accounts or the code cannot be read",
    meaning: "A selection is an account (1930), a range (3000-3999) or the code of a cost centre or \
              project.",
    cause: "The range ends before it starts, or holds more than digits and a hyphen.",
    next_step: "Correct the selection on the row of the layout.",
    example: "\
3999-3000     ends before it starts; write 3000-3999
30xx          has letters; write 3000-3099",
};

pub(super) const ROW_SHAPE: Page = Page {
    title: "The row is of no kind, or of two",
    meaning: "A row of a layout is a heading, a row with accounts or a sum of other rows. The keys of \
              the row show which, and here they do not go together.",
    cause: "The row has both accounts and a sum, or neither.",
    next_step: "Remove the key that does not belong, or split the row in two.",
    example: "\
The row nettokostnad has both accounts (3000-3999) and a sum (intakter, kostnader).
Keep the accounts on the row intakter and the sum on the row nettokostnad.",
};

pub(super) const SUM_TAKES_TWICE: Page = Page {
    title: "The sum takes a row twice",
    meaning: "A row is part of a sum directly and again through another sum that is part of it. Its \
              amount is then counted double.",
    cause: "The row was left in place when a subtotal was added.",
    next_step: "Take the row out of the sum, or the subtotal that holds it already.",
    example: "\
result          =  result-after-financial-items + financial-income
Financial income is part of the result after financial items already.",
};

pub(super) const TOTAL_LACKS: Page = Page {
    title: "The total lacks a row",
    meaning: "The result, total assets, total equity, provisions and liabilities and the net cash flow \
              must take every row of their side. Otherwise the statements do not tie.",
    cause: "A new row was added and taken into no sum.",
    next_step: "Add the row to the total, or to a subtotal that is part of it.",
    example: "\
total-financing  =  total-equity + total-liabilities
The row provisions stands in the balance sheet but not in the total.",
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
