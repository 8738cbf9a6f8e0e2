"""One form of a workbook, whatever file it came from: so the same content has the same hash."""

import unicodedata
from collections.abc import Mapping

from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.definition.sheets import NAMED_SHEETS, Sheet


def clean(workbook: Workbook) -> Workbook:
    """Texts without the space around them, no empty cells, no rows after the last filled one, no empty sheets.

    Blank rows between filled ones stay: they order a form for its author, and cells keep their place.
    """
    cleaned: Workbook = {}
    for name, rows in workbook.items():
        kept = Sheet(_row(row) for row in rows)
        while kept and not kept[-1]:
            kept.pop()
        if isinstance(rows, Sheet):
            kept.headings = rows.headings
        sheet = sheet_name(name)
        if kept and sheet and sheet not in cleaned:
            cleaned[sheet] = kept
    return cleaned


def clean_text(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def sheet_name(name: str) -> str:
    """As written, but for the sheets that XLSForm names: `Survey` is `survey`."""
    plain = " ".join(clean_text(name).split())
    return plain.lower() if plain.lower() in NAMED_SHEETS else plain


def _row(row: Mapping[str, str]) -> dict[str, str]:
    cleaned: dict[str, str] = {}
    for heading, value in row.items():
        name, text = clean_text(heading), clean_text(str(value))
        if name and text:
            cleaned.setdefault(name, text)
    return cleaned
