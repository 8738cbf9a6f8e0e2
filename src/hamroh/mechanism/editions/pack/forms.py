"""The forms of a pack: what each asks stands in a file of its own, `forms/ID.md` or `forms/ID.xlsx`."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from hamroh.foundation.forms.definition import Definition, Workbook
from hamroh.foundation.forms.definition.files import clean, workbook_from_markdown, workbook_from_xlsx
from hamroh.foundation.forms.definition.finding import FormFinding
from hamroh.foundation.forms.definition.limits import FILE_BYTES
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.forms.definition.sheets import Sheet
from hamroh.foundation.forms.definition.xform import CannotConvert, converted
from hamroh.foundation.permissions.terms import FieldGroup
from hamroh.foundation.reference.indicator_sets import shipped_sets

from .findings import Finding, Severity
from .places import at, find_all
from .references import unknown
from .sections import Sections
from .tree import Node, Whole

FOLDER: Final = "forms"
WORKBOOK: Final = "workbook"
_KINDS: Final = (".md", ".xlsx")


def add_workbooks(folder: Path, sections: Sections) -> list[Finding]:
    """Put to each form of the pack what its file asks. What the files themselves are at fault in is told here."""
    findings: list[Finding] = []
    read: set[str] = set()
    for entry in sections.entries(FOLDER):
        if WORKBOOK in entry.entries:
            findings.append(
                at(
                    entry.entries[WORKBOOK],
                    f"forms.{_id(entry)}.{WORKBOOK}",
                    "What a form asks does not stand here.",
                    f"Write it in {FOLDER}/{_id(entry)}.md.",
                )
            )
            continue
        files = [path for kind in _KINDS if (path := folder / FOLDER / f"{_id(entry)}{kind}").is_file()]
        read |= {path.name for path in files}
        if len(files) == 2:
            findings.append(_said(files[0].name, "", "The form has two files, .md and .xlsx.", "Remove one of them."))
        elif files:
            findings += _read(folder, files[0], entry)
    return findings + _strays(folder, read)


def _read(folder: Path, path: Path, entry: Node) -> list[Finding]:
    name = path.name
    if not path.resolve().is_relative_to(folder.resolve()):
        return [_said(name, "", "The file lies outside the pack.", "Copy it into the pack's folder.")]
    try:
        with path.open("rb") as stream:
            raw = stream.read(FILE_BYTES + 1)
        workbook, found = workbook_from_xlsx(raw) if path.suffix == ".xlsx" else workbook_from_markdown(raw.decode())
    except UnicodeDecodeError:
        return [_said(name, "", "The file is not written in UTF-8.", "Save it again with the encoding UTF-8.")]
    except OSError:
        return [_said(name, "", "The file cannot be opened.", "Check that you may read it.")]
    if isinstance(entry.value, dict):
        entry.value[WORKBOOK] = Whole(f"{FOLDER}/{name}", 0, "", content=workbook)
    return [_finding(f"{FOLDER}/{name}", _id(entry), one) for one in found]


def _strays(folder: Path, read: set[str]) -> list[Finding]:
    """A file that no form is named after is a slip of the name: its questions would be missed."""
    found = sorted(path.name for path in (folder / FOLDER).glob("*") if path.suffix in _KINDS)
    told = "No form of the pack has this id, so the file is not read."
    return [
        _said(name, "", told, "Name the file after the form, or remove it.", Severity.WARNING)
        for name in found
        if name not in read
    ]


def check_forms(sections: Sections) -> list[Finding]:
    """Each form's questions, cell by cell, against what the mechanism knows: its lists, languages and parts of a file."""
    findings: list[Finding] = []
    known = codes_of(sections)
    spoken = _languages(sections)
    sets = [*shipped_sets(), *sections.ids("indicator_sets")]
    findings += unknown(find_all(sections, "forms.*.indicator_set"), sets, "set of indicators", "indicator_sets")
    for entry in sections.entries(FOLDER):
        node = entry.entries.get(WORKBOOK)
        if not isinstance(node, Whole) or not node.content:
            continue
        form = _id(entry)
        if (of_set := entry.entries.get("indicator_set")) and of_set.text:
            told = "The form has questions of its own and an indicator set."
            findings.append(at(of_set, f"forms.{form}.indicator_set", told, "Keep one of the two."))
        phone = (at_phone := entry.entries.get("phone")) is not None and at_phone.value is True
        definition, found = _looked_at(node.content, form, known, phone=phone)
        findings += [_finding(node.file, form, one) for one in found]
        findings += _unspoken(node, form, definition, spoken)
    return findings


def read_form(
    workbook: Workbook, form: str, code_lists: Mapping[str, list[str]]
) -> tuple[Definition | None, list[FormFinding]]:
    """As a form of this mechanism: its columns may name the parts of a file, and the lists given here."""
    try:
        content = clean(workbook)
    except (AttributeError, TypeError):  # an edited draft may hold anything
        return None, [FormFinding("", "The sheets of this form cannot be read. Upload its workbook again.")]
    return read_workbook(content, form, field_groups=list(FieldGroup), code_lists=code_lists)


def _looked_at(
    workbook: Workbook, form: str, known: dict[str, list[str]], *, phone: bool
) -> tuple[Definition | None, list[FormFinding]]:
    """As `read_form`, and whether phones can take it. A draft is looked at again after every word that is typed: what
    stands in it is read once. What comes from a file has cells of its own."""
    if not isinstance(workbook, dict) or any(isinstance(rows, Sheet) for rows in workbook.values()):
        return _for_phones(workbook, form, read_form(workbook, form, known), phone=phone)
    lists = tuple((name, tuple(codes)) for name, codes in known.items())
    return _remembered(json.dumps(workbook, ensure_ascii=False), form, lists, phone)


@lru_cache(maxsize=64)
def _remembered(
    content: str, form: str, lists: tuple[tuple[str, tuple[str, ...]], ...], phone: bool
) -> tuple[Definition | None, list[FormFinding]]:
    workbook = json.loads(content)
    read = read_form(workbook, form, {name: list(codes) for name, codes in lists})
    return _for_phones(workbook, form, read, phone=phone)


def _for_phones(
    workbook: Workbook, form: str, read: tuple[Definition | None, list[FormFinding]], *, phone: bool
) -> tuple[Definition | None, list[FormFinding]]:
    definition, found = read
    if definition is None or not phone:
        return read
    try:
        converted(workbook, form, definition.version)
    except CannotConvert as refused:
        return None, [*found, *(one for one in refused.findings if one.is_error)]
    return read


def codes_of(sections: Sections) -> dict[str, list[str]]:
    """The code lists of the mechanism, each with its codes."""
    return {
        _id(entry): [_id(code) for code in (entry.entries["codes"].items if "codes" in entry.entries else [])]
        for entry in sections.entries("lists")
    }


def _unspoken(node: Node, form: str, definition: Definition | None, spoken: list[str]) -> list[Finding]:
    missing = [language for language in spoken if definition and language not in definition.languages]
    if not missing:
        return []
    told = f"The form does not speak {', '.join(missing)}."
    remedy = f"Add columns such as label::{missing[0]}."
    return [Finding(node.file, 0, f"forms.{form}.{WORKBOOK}", told, remedy, Severity.WARNING)]


def _languages(sections: Sections) -> list[str]:
    mechanism = sections.found.get("mechanism")
    languages = mechanism.entries.get("languages") if mechanism else None
    return [node.text for node in languages.items if node.text] if languages else []


def _id(entry: Node) -> str:
    node = entry.entries.get("id")
    return (node.text or "") if node else ""


def _finding(file: str, form: str, one: FormFinding) -> Finding:
    sentence = f"{one.cell}: {one.sentence()}" if one.cell else one.sentence()
    return Finding(file, 0, f"forms.{form}.{WORKBOOK}", sentence, "", Severity(str(one.severity)))


def _said(name: str, field: str, sentence: str, remedy: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(f"{FOLDER}/{name}", 0, field, sentence, remedy, severity)
