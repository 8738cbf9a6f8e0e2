"""A workbook to a definition: the only way to one, so whoever holds a definition knows that it was checked."""

from collections.abc import Collection, Mapping

from hamroh.foundation.forms.definition import Choice, Definition, Text, Workbook
from hamroh.foundation.forms.definition.checks import check_tree
from hamroh.foundation.forms.definition.choices import read_lists
from hamroh.foundation.forms.definition.columns import Languages, columns_of, languages_of
from hamroh.foundation.forms.definition.draft import Draft, Meanings
from hamroh.foundation.forms.definition.finding import Findings, FormFinding, has_errors
from hamroh.foundation.forms.definition.languages import tag_of
from hamroh.foundation.forms.definition.sheets import NAMED_SHEETS, SETTINGS, SURVEY, Row, rows_of, sha_of
from hamroh.foundation.forms.definition.survey import read_survey
from hamroh.foundation.forms.definition.values import plain_value
from hamroh.kernel.words import N_


def read_workbook(
    workbook: Workbook,
    form: str,
    *,
    field_groups: Collection[str] | None = None,
    code_lists: Mapping[str, Collection[str]] | None = None,
    indicators: Collection[str] | None = None,
) -> tuple[Definition | None, list[FormFinding]]:
    """The definition, and all that was found. None when something is wrong: then `findings` holds an error.

    `field_groups`, `code_lists` (each with its codes) and `indicators` are what our own columns may name; what is not
    given is not compared.
    """
    found = Findings()
    if not workbook.get(SURVEY):
        found.error("", N_("The workbook has no sheet survey with questions."))
        return None, found
    settings, default = _settings(workbook, found)
    languages = languages_of(workbook, default, found)
    lists = read_lists(workbook, languages, found)
    draft = Draft(workbook, languages, lists, Meanings(field_groups, code_lists, indicators), found)
    children = read_survey(draft)
    check_tree(children, draft)
    _say_other_sheets(workbook, draft)
    if has_errors(found):
        return None, found
    sha = sha_of(workbook)
    return (
        Definition(
            form=form,
            version=settings["version"] if settings and settings["version"] else sha[:12],
            sha=sha,
            title=_title(settings, form, languages),
            languages=languages.all,
            default_language=languages.default,
            children=children,
            choices=_used(draft),
        ),
        found,
    )


def written_version(workbook: Workbook) -> str:
    """The version that the author wrote into the settings, or nothing."""
    row, _ = _settings(workbook, Findings())
    return row["version"] if row else ""


def _used(draft: Draft) -> dict[str, tuple[Choice, ...]]:
    return {name: draft.lists.lists[where, name] for where, name in draft.lists.used}


def _settings(workbook: Workbook, found: Findings) -> tuple[Row | None, str]:
    """The one row of the settings, and the tag of the default language that it names."""
    rows = workbook.get(SETTINGS, [])
    if not rows:
        return None, ""
    from_rows = list(rows_of(SETTINGS, rows, columns_of(SETTINGS, rows, Languages(("",), ""), found)))
    if not from_rows:
        return None, ""
    for extra in from_rows[1:]:
        found.warning(extra.cell("form_title"), N_("Only the first row of the settings counts."))
    row = from_rows[0]
    for column in row.columns.all:
        plain_value(f"{SETTINGS}!{column.letters}{row.number}", row.values.get(column.heading, "").strip(), found)
    written = row["default_language"]
    tag = tag_of(written) if written else ""
    if tag is None:
        found.error(
            row.cell("default_language"),
            N_("The language %(language)s is not known. Write its tag in brackets, as in label::French (fr)."),
            language=written,
        )
    return row, tag or ""


def _title(settings: Row | None, form: str, languages: Languages) -> Text:
    if settings is None:
        return {languages.default: form}
    titles = {tag or languages.default: text for tag, text in settings.text("form_title").items()}
    return titles or {languages.default: form}


def _say_other_sheets(workbook: Workbook, draft: Draft) -> None:
    files = {name.casefold() for where, name in draft.lists.lists if where == "file"}
    for sheet, rows in workbook.items():
        if sheet in NAMED_SHEETS or not rows:
            continue
        if sheet.casefold() in files or f"{sheet.casefold()}.csv" in files:
            continue
        if sheet.casefold() in ("entities", "osm"):
            draft.found.error(sheet, N_("The sheet %(sheet)s is not supported. Delete it."), sheet=sheet)
        else:
            draft.found.notice(sheet, N_("The sheet %(sheet)s is not read."), sheet=sheet)
