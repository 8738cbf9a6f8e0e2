"""The words of reading a file of cases: where a field belongs, and what may be wrong with a file, a column or a cell.

A fault never repeats a name, a telephone or any other value of a person: it names the cell.
"""

from enum import StrEnum

from hamroh.kernel.words import N_


class Group(StrEnum):
    """Where the fields of a row belong: identities go to the vault, the rest beside the code."""

    IDENTITY = "identity"
    PROFILE = "profile"
    FACTS = "facts"
    CASE = "case"


_IDENTITY = frozenset(
    {
        "prs_Salutation",
        "prs_FirstName",
        "prs_MiddleName",
        "prs_SecondName",
        "prs_Birthdate",
        "prs_IdentityNumber",
        "prs_Title",
        "prs_Email",
        "prs_HomePhone",
        "prs_MobilePhone",
        "prs_MailingCity",
        "prs_MailingCountry",
        "prs_MailingState",
        "prs_MailingStreet",
        "prs_MailingPostalCode",
        "prs_MailingLongitude",
        "prs_MailingLatitude",
    }
)
# Decisions and agreements about the person stand with the case, not with what happened.
_CASE = frozenset(
    {"vic_TraffickingStatus", "vic_TraffickingStatusDecisionMakingOrg", "vic_AgreementToManagePersonalData"}
)
_BY_PREFIX = {
    "org": Group.CASE,
    "prs": Group.PROFILE,
    "vic": Group.FACTS,
    "per": Group.FACTS,
    "cas": Group.CASE,
    "cco": Group.CASE,
    "hte": Group.FACTS,
    "spl": Group.CASE,
    "con": Group.CASE,
}


def group_of(field: str) -> Group:
    """The part of a row that a field belongs to. A prefix nobody decided about is an error, never a default."""
    if field in _IDENTITY:
        return Group.IDENTITY
    if field in _CASE:
        return Group.CASE
    return _BY_PREFIX[field.partition("_")[0]]


STATUS = "cas_Status"
BIRTHDATE = "prs_Birthdate"
AGE_WHEN_TRAFFICKED = "vic_AgeWhenTrafficked"
COUNTRY_FIELDS = frozenset({"org_ShippingCountry", "prs_MailingCountry", "prs_Citizenship", "hte_Country"})
LANGUAGE_FIELDS = frozenset({"prs_PrimaryLanguage", "prs_SecondaryLanguage"})
PHONE_FIELDS = frozenset({"org_Phone", "prs_HomePhone", "prs_MobilePhone"})
EMAIL_FIELDS = frozenset({"prs_Email"})
MAY_BE_AHEAD = frozenset({"spl_PlannedEndDate"})

# Sane values of numbers. Ages are in years.
RANGES = {
    "prs_NumberOfChildren": (0, 30),
    AGE_WHEN_TRAFFICKED: (0, 120),
    "org_ShippingLongitude": (-180, 180),
    "org_ShippingLatitude": (-90, 90),
    "prs_MailingLongitude": (-180, 180),
    "prs_MailingLatitude": (-90, 90),
    "hte_Longitude": (-180, 180),
    "hte_Latitude": (-90, 90),
}
WHOLE_NUMBERS = frozenset({"prs_NumberOfChildren", AGE_WHEN_TRAFFICKED})


class FaultKind(StrEnum):
    """What is wrong, from the file down to the cell."""

    NOT_A_TABLE = "not_a_table"
    OLD_EXCEL = "old_excel"
    TOO_LARGE = "too_large"
    UNSAFE = "unsafe"
    UTF16 = "utf16"
    UNKNOWN_LETTERS = "unknown_letters"
    BROKEN = "broken"
    QUOTES = "quotes"
    EMPTY = "empty"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    READ_AS_CP1251 = "read_as_cp1251"
    OTHER_SHEETS = "other_sheets"
    UNKNOWN_COLUMN = "unknown_column"
    COLUMN_CLOSE = "column_close"
    COLUMN_TWICE = "column_twice"
    STATUS_COLUMN_MISSING = "status_column_missing"
    STATUS_MISSING = "status_missing"
    BEYOND_HEADER = "beyond_header"
    DUPLICATE = "duplicate"
    SAME_FACTS = "same_facts"
    AGE_CONTRADICTS = "age_contradicts"
    FORMULA = "formula"
    ERROR_VALUE = "error_value"
    UNKNOWN_CODE = "unknown_code"
    CODE_CLOSE = "code_close"
    UNKNOWN_COUNTRY = "unknown_country"
    UNKNOWN_LANGUAGE = "unknown_language"
    NOT_A_DATE = "not_a_date"
    DATE_AHEAD = "date_ahead"
    DATE_TOO_OLD = "date_too_old"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_CHECKBOX = "not_a_checkbox"
    NOT_A_PHONE = "not_a_phone"
    NOT_AN_EMAIL = "not_an_email"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"


# Kinds that ask somebody to look, and stop nothing.
ASKS = frozenset({FaultKind.READ_AS_CP1251, FaultKind.OTHER_SHEETS, FaultKind.SAME_FACTS})
# Kinds whose sentence repeats what stands in the file: only what resembles a published code or field name.
SHOWS_VALUE = frozenset({FaultKind.COLUMN_CLOSE, FaultKind.CODE_CLOSE})

# The sentence, then the remedy.
FAULT_WORDING: dict[FaultKind, tuple[str, str]] = {
    FaultKind.NOT_A_TABLE: (
        N_("The file is neither a CSV table nor an Excel workbook (.xlsx)."),
        N_("Save the table as CSV (UTF-8) or as an Excel workbook, and choose that file."),
    ),
    FaultKind.OLD_EXCEL: (
        N_("The file is an old Excel workbook (.xls), or is protected by a password."),
        N_("Open it in Excel, remove the password, save it as .xlsx, and choose that file."),
    ),
    FaultKind.TOO_LARGE: (
        N_("The file is larger than %(limit)s megabytes."),
        N_("Divide it into smaller files."),
    ),
    FaultKind.UNSAFE: (
        N_("The workbook could harm the server: it unpacks to far more than it holds, or carries macros."),
        N_("Copy the cells into a new workbook without macros, save it as .xlsx, and choose that file."),
    ),
    FaultKind.UTF16: (
        N_("The table is saved as Unicode text (UTF-16)."),
        N_("Save it as CSV (UTF-8) or as an Excel workbook."),
    ),
    FaultKind.UNKNOWN_LETTERS: (
        N_("The letters of the file cannot be read: it is neither UTF-8 nor Windows-1251."),
        N_("Save it as CSV (UTF-8) or as an Excel workbook."),
    ),
    FaultKind.BROKEN: (
        N_("The file is damaged and can be read only up to row %(row)s."),
        N_("Open it where it was made, save it again, and choose the new file."),
    ),
    FaultKind.QUOTES: (
        N_("From row %(row)s on, quotation marks are not in order, or a cell is longer than a spreadsheet allows."),
        N_("Correct the quotation marks in this row, or save the table as an Excel workbook."),
    ),
    FaultKind.EMPTY: (
        N_("The file has no heading row."),
        N_("The first row must hold the field names of HTCDS 2.0, for example cas_Status."),
    ),
    FaultKind.TOO_MANY_ROWS: (
        N_("The file has more than %(limit)s rows."),
        N_("Divide it into smaller files."),
    ),
    FaultKind.TOO_MANY_COLUMNS: (
        N_("The file has more than %(limit)s columns."),
        N_("Keep only columns whose heading is a field of HTCDS 2.0."),
    ),
    FaultKind.READ_AS_CP1251: (
        N_("The file was read as Windows-1251, which has no letters ғ ӣ қ ӯ ҳ ҷ."),
        N_("Look whether the names are right. To keep these letters, save the table as CSV (UTF-8)."),
    ),
    FaultKind.OTHER_SHEETS: (
        N_("Only the first sheet was read; the workbook has %(count)s more."),
        N_("Put what belongs to the import into the first sheet."),
    ),
    FaultKind.UNKNOWN_COLUMN: (
        N_("Cell %(cell)s: this heading is not a field of HTCDS 2.0."),
        N_("Rename the column to a field of HTCDS 2.0, or remove it."),
    ),
    FaultKind.COLUMN_CLOSE: (
        N_("Cell %(cell)s: “%(value)s” is not a field of HTCDS 2.0."),
        N_("If it means %(closest)s, rename the column so."),
    ),
    FaultKind.COLUMN_TWICE: (
        N_("Cell %(cell)s: the column %(column)s stands here a second time."),
        N_("Keep one of the two columns."),
    ),
    FaultKind.STATUS_COLUMN_MISSING: (
        N_("There is no column cas_Status."),
        N_("Add the column cas_Status and fill it in for every row: %(codes)s."),
    ),
    FaultKind.STATUS_MISSING: (
        N_("Row %(row)s has no status of the case."),
        N_("Fill in cas_Status with one of: %(codes)s."),
    ),
    FaultKind.BEYOND_HEADER: (
        N_("Row %(row)s has more cells than there are headings."),
        N_("Give the extra column a heading or empty it. In a CSV table, cells with ; or , need quotation marks."),
    ),
    FaultKind.DUPLICATE: (
        N_("Row %(row)s is the same as row %(first)s in every cell."),
        N_("Remove one of the two rows."),
    ),
    FaultKind.SAME_FACTS: (
        N_("Row %(row)s is the same as row %(first)s, and neither names a person."),
        N_("Look whether these are two persons. If it is one, remove one of the rows."),
    ),
    FaultKind.AGE_CONTRADICTS: (
        N_("Cell %(cell)s: the age when trafficked is higher than the age today by the date of birth."),
        N_("Correct the age or the date of birth, or leave the one that is not known empty."),
    ),
    FaultKind.FORMULA: (
        N_("Cell %(cell)s holds a formula."),
        N_("Replace it with its value: copy the cell, then paste values only."),
    ),
    FaultKind.ERROR_VALUE: (
        N_("Cell %(cell)s holds an error of the spreadsheet."),
        N_("Write the value or empty the cell."),
    ),
    FaultKind.UNKNOWN_CODE: (
        N_("Cell %(cell)s holds something that is not a code of %(column)s."),
        N_("Use one of: %(codes)s."),
    ),
    FaultKind.CODE_CLOSE: (
        N_("Cell %(cell)s: “%(value)s” is not a code of %(column)s; %(closest)s is near it."),
        N_("Use one of: %(codes)s."),
    ),
    FaultKind.UNKNOWN_COUNTRY: (
        N_("Cell %(cell)s holds something that is not a country code."),
        N_("Use the two or three letters of ISO 3166, for example NP or NPL."),
    ),
    FaultKind.UNKNOWN_LANGUAGE: (
        N_("Cell %(cell)s holds something that is not one of the language codes used here."),
        N_("Use one of: %(codes)s."),
    ),
    FaultKind.NOT_A_DATE: (
        N_("Cell %(cell)s does not hold a date that can be read in only one way."),
        N_("Write year-month-day, for example 2024-05-31, or format the cell as a date."),
    ),
    FaultKind.DATE_AHEAD: (
        N_("Cell %(cell)s holds a date that has not come yet."),
        N_("Correct the date or empty the cell."),
    ),
    FaultKind.DATE_TOO_OLD: (
        N_("Cell %(cell)s holds a date too long ago to be right."),
        N_("Correct the year or empty the cell."),
    ),
    FaultKind.NOT_A_NUMBER: (
        N_("Cell %(cell)s does not hold a number."),
        N_("Write digits only, or empty the cell when it is not known."),
    ),
    FaultKind.OUT_OF_RANGE: (
        N_("Cell %(cell)s: %(column)s must lie between %(low)s and %(high)s."),
        N_("Correct the number, or empty the cell when it is not known."),
    ),
    FaultKind.NOT_A_CHECKBOX: (
        N_("Cell %(cell)s holds neither TRUE nor FALSE."),
        N_("Write TRUE or FALSE, or empty the cell when it is not known."),
    ),
    FaultKind.NOT_A_PHONE: (
        N_("Cell %(cell)s does not hold a telephone number in international form."),
        N_("Write + and up to fifteen digits, beginning with the country code."),
    ),
    FaultKind.NOT_AN_EMAIL: (
        N_("Cell %(cell)s does not hold an e-mail address."),
        N_("Correct it or empty the cell."),
    ),
    FaultKind.NOT_TEXT: (
        N_("Cell %(cell)s should hold text, but holds a date, a yes/no value or a number of more than 15 digits."),
        N_("Format the column as text and type the value again."),
    ),
    FaultKind.TOO_LONG: (
        N_("Cell %(cell)s holds more than %(limit)s signs."),
        N_("Shorten the text."),
    ),
    FaultKind.UNPRINTABLE: (
        N_("Cell %(cell)s holds signs that cannot be shown."),
        N_("Type the value again."),
    ),
}  # fmt: skip
