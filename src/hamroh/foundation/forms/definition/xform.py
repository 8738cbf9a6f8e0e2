"""A workbook as the XForm that ODK Collect and KoboCollect take, made by pyxform in memory."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from hamroh.foundation.forms.definition import Definition, Question, Rows, Workbook
from hamroh.foundation.forms.definition.columns import Languages, columns_of
from hamroh.foundation.forms.definition.files.clean import clean
from hamroh.foundation.forms.definition.finding import Findings, FormFinding, Severity
from hamroh.foundation.forms.definition.kinds import Lists, Shape, Type, type_of
from hamroh.foundation.forms.definition.languages import column_name
from hamroh.foundation.forms.definition.lists import OTHER
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.forms.definition.sheets import CHOICES, EXTERNAL, SURVEY, TRANSLATED, Row, rows_of
from hamroh.foundation.forms.terms import OWN_COLUMNS
from hamroh.kernel.words import N_

# Pictures and sounds do not travel with a workbook; the rest is ours, or done already.
_LEFT_OUT = frozenset({"image", "audio", "video", "big-image", "disabled", *OWN_COLUMNS})
_SHAPES = {
    Shape.BEGIN_GROUP: "begin_group",
    Shape.END_GROUP: "end_group",
    Shape.BEGIN_REPEAT: "begin_repeat",
    Shape.END_REPEAT: "end_repeat",
}
_LISTS = {Lists.CHOICES: "", Lists.EXTERNAL: "_external", Lists.FILE: "_from_file"}


class CannotConvert(ValueError):
    """The workbook makes no XForm. Carries what was found."""

    def __init__(self, findings: list[FormFinding]) -> None:
        self.findings = findings
        super().__init__("; ".join(f"{f.cell} {f.sentence()}" for f in findings if f.is_error))


@dataclass(frozen=True, slots=True)
class Converted:
    """The XForm, the files from which it reads its lists (by name), and what pyxform had to say."""

    xml: str
    media: Mapping[str, bytes]
    notices: list[FormFinding]


def xform_of(
    workbook: Workbook, form: str, version: str, public_key: str = "", submission_url: str = ""
) -> str:  # fmt: skip
    """The XForm alone. Raises CannotConvert."""
    return converted(workbook, form, version, public_key, submission_url).xml


def converted(
    workbook: Workbook, form: str, version: str, public_key: str = "", submission_url: str = ""
) -> Converted:  # fmt: skip
    """Id, version and title are set by us; our own columns are left out. Raises CannotConvert.

    With a `public_key` (base64 of the RSA key) phones seal what they send.
    """
    workbook = clean(workbook)
    definition, findings = read_workbook(workbook, form)
    if definition is None:
        raise CannotConvert(findings)
    sheets = _plain(workbook, definition)
    sheets["settings"] = [_settings(definition, form, version, public_key, submission_url)]
    said: list[str] = []
    try:
        result = convert(_as_pyxform(sheets), warnings=said, form_name="data", validate=False)
    except PyXFormError as error:
        # What pyxform refuses and we did not: kept in its own words, which are English.
        finding = FormFinding("", N_("This form cannot be made ready for phones: %(reason)s"), {"reason": str(error)})
        raise CannotConvert([*findings, finding]) from error
    except Exception as error:  # pyxform fails over some workbooks instead of refusing them
        raise CannotConvert([*findings, FormFinding("", N_("This form cannot be made ready for phones."))]) from error
    media = {name: _csv(rows) for name, rows in _files(workbook, definition).items()}
    if result.itemsets:
        media["itemsets.csv"] = result.itemsets.encode()
    notices = [FormFinding("", N_("pyxform: %(words)s"), {"words": words}, Severity.NOTICE) for words in said]
    return Converted(result.xform, media, notices)


def _as_pyxform(sheets: Workbook) -> dict[str, object]:
    content: dict[str, object] = {}
    for name, rows in sheets.items():
        content[name] = rows
        content[f"{name}_header"] = [dict.fromkeys(heading for row in rows for heading in row)]
    return content | {"sheet_names": list(sheets)}


def _settings(definition: Definition, form: str, version: str, public_key: str, url: str) -> dict[str, str]:
    title = definition.title.get(definition.default_language) or next(iter(definition.title.values()), form)
    settings = {
        "form_title": title,
        "form_id": form,
        "version": version,
        "default_language": column_name(definition.default_language),
        "public_key": public_key,
        "submission_url": url,
    }
    return {name: value for name, value in settings.items() if value}


def _plain(workbook: Workbook, definition: Definition) -> Workbook:
    """The sheets with every heading, language and type in the one way that pyxform surely understands."""
    sheets: Workbook = {SURVEY: list(_survey(workbook, definition))}
    for sheet in (CHOICES, EXTERNAL):
        if rows := [_row(row, definition) for row in _rows(sheet, workbook, definition)]:
            sheets[sheet] = rows
    with_other = {q.choices: q for q in definition.questions() if q.or_other}
    for name, question in with_other.items():
        others = [row for row in sheets.get(CHOICES, []) if row["list_name"] == name and row["name"] == OTHER]
        label = next(c.label for c in definition.choices[question.choices] if c.name == OTHER)
        if not others:
            sheets.setdefault(CHOICES, []).append({"list_name": name, "name": OTHER} | _texts("label", label))
    return sheets


def _rows(sheet: str, workbook: Workbook, definition: Definition) -> Iterator[Row]:
    languages = Languages(definition.languages, definition.default_language)
    rows = workbook.get(sheet, [])
    return rows_of(sheet, rows, columns_of(sheet, rows, languages, Findings()))


def _survey(workbook: Workbook, definition: Definition) -> Iterator[dict[str, str]]:
    asked = {question.name: question for question in definition.questions()}
    for row in _rows(SURVEY, workbook, definition):
        meant = type_of(row["type"])
        if row["disabled"].lower() in ("yes", "true", "true()", "1"):
            continue
        yield _row(row, definition) | {"type": _type(row, meant)}
        if meant.or_other:
            which = asked[f"{row['name']}_other"]
            yield {"type": "text", "name": which.name, "relevant": which.relevant} | _texts("label", which.label)


def _type(row: Row, meant: Type) -> str:
    if meant.shape in _SHAPES:
        return _SHAPES[meant.shape]
    if meant.shape is Shape.METADATA:
        return row["type"].lower()
    return f"{meant.kind}{_LISTS[meant.lists]} {meant.list_name}" if meant.lists else str(meant.kind)


def _row(row: Row, definition: Definition) -> dict[str, str]:
    plain: dict[str, str] = {}
    for column in row.columns.all:
        if column.base in _LEFT_OUT or not row.values.get(column.heading, ""):
            continue
        if column.base in TRANSLATED:
            plain |= _texts(column.base, _in_all(row.text(column.base), definition))
        else:
            plain[column.base] = row[column.base]
    return plain


def _in_all(text: Mapping[str, str], definition: Definition) -> dict[str, str]:
    """A phone shows a dash for a text that is missing in its language: the words of another are better."""
    instead = text.get(definition.default_language) or next(iter(text.values()), "")
    return {tag: text.get(tag, instead) for tag in definition.languages}


def _texts(base: str, text: Mapping[str, str]) -> dict[str, str]:
    return {f"{base}::{column_name(tag)}": words for tag, words in text.items()}


def _files(workbook: Workbook, definition: Definition) -> dict[str, Rows]:
    named = {q.choices for q in definition.questions() if _from_file(q)}
    by_name = {sheet.casefold(): rows for sheet, rows in workbook.items()}
    return {name: by_name.get(name.casefold()) or by_name[name[:-4].casefold()] for name in sorted(named)}


def _from_file(question: Question) -> bool:
    return question.choices.lower().endswith(".csv")


def _csv(rows: Rows) -> bytes:
    output = io.StringIO()
    writer = csv.DictWriter(output, list(dict.fromkeys(heading for row in rows for heading in row)), restval="")
    writer.writeheader()
    writer.writerows(row for row in rows if row)
    return output.getvalue().encode()
