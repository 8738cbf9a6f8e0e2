"""What a workbook asks, as plain lists: for telling what changed, also where the form is not whole."""

from typing import Any

from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.definition.columns import columns_of, languages_of
from hamroh.foundation.forms.definition.files.clean import clean
from hamroh.foundation.forms.definition.finding import Findings
from hamroh.foundation.forms.definition.languages import tag_of
from hamroh.foundation.forms.definition.sheets import CHOICES, EXTERNAL, SETTINGS, SURVEY, TRANSLATED, Row, rows_of


def outline(workbook: Workbook) -> dict[str, Any]:
    """`questions` and `choices`, each with an id, its texts by language and its other columns; `settings` as they are."""
    workbook = clean(workbook)
    settings = next((row for row in workbook.get(SETTINGS, []) if row), {})
    languages = languages_of(workbook, tag_of(settings.get("default_language", "")) or "", Findings())
    rows = {
        sheet: [*rows_of(sheet, book, columns_of(sheet, book, languages, Findings()))]
        for sheet, book in workbook.items()
    }
    lists = [_choice(row) for sheet in (CHOICES, EXTERNAL) for row in rows.get(sheet, []) if row["name"]]
    return {
        "questions": [_question(row) for row in rows.get(SURVEY, []) if row["name"]],
        "choices": lists,
        "settings": settings,
        "sheets": {name: book for name, book in workbook.items() if name not in (SURVEY, CHOICES, EXTERNAL, SETTINGS)},
    }


def _question(row: Row) -> dict[str, Any]:
    """`type` is of services in the words of an edition, so here it is the kind."""
    told = _columns(row)
    return {"id": row["name"], "name": told.pop("label", {}), "question_kind": told.pop("type", ""), **told}


def _choice(row: Row) -> dict[str, Any]:
    told = _columns(row)
    told.pop("list_name", None)
    return {"id": f"{row['list_name']}:{row['name']}", "name": told.pop("label", {}), **told}


def _columns(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in row.columns.all:
        if column.base == "name" or not row.values.get(column.heading, ""):
            continue
        found[column.base] = row.text(column.base) if column.base in TRANSLATED else row[column.base]
    return found
