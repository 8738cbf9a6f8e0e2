"""`hamroh forms …`: a workbook looked at before it goes into a mechanism. Needs no database and changes nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hamroh.conf.commands.setup import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamroh.foundation.forms.definition import Workbook
    from hamroh.foundation.forms.definition.finding import FormFinding

KINDS = (".xlsx", ".md")


def check(arguments: argparse.Namespace) -> int:
    """Everything that is not supported, by cell. Exit status 1 where the form cannot be taken."""
    read = _read(arguments.file)
    if read is None:
        return 1
    workbook, findings = read
    findings = [*findings, *_said_of(workbook, arguments.file.stem)]
    counted = Counter(str(finding.severity) for finding in findings)
    if arguments.json:
        told = [finding.as_json() for finding in findings]
        print(json.dumps({"counts": counted, "findings": told}, ensure_ascii=False, indent=1))
    else:
        _tell(findings, arguments.file.name)
        print(", ".join(f"{number} {name}{'s' * (number != 1)}" for name, number in counted.items()) or "No findings.")
    return 1 if counted["error"] else 0


def convert(arguments: argparse.Namespace) -> int:
    """The same form as Excel, as Markdown, or as the XForm that phones take."""
    read = _read(arguments.file)
    if read is None:
        return 1
    workbook, findings = read
    if any(finding.is_error for finding in findings):
        _tell(findings, arguments.file.name)
        return 1
    content = _as(arguments.to, workbook, arguments.file)
    if content is None:
        return 1
    if arguments.output is None:
        sys.stdout.buffer.write(content)
        return 0
    if arguments.output.exists():
        say(f"{arguments.output} is there already: name another file.")
        return 1
    arguments.output.write_bytes(content)
    return 0


def _as(kind: str, workbook: Workbook, file: Path) -> bytes | None:
    from hamroh.foundation.forms.definition.files import markdown_of, xlsx_of
    from hamroh.foundation.forms.definition.read import read_workbook
    from hamroh.foundation.forms.definition.xform import CannotConvert, converted

    if kind == "md":
        return markdown_of(workbook).encode()
    if kind == "xlsx":
        return xlsx_of(workbook)
    try:
        definition, _ = read_workbook(workbook, file.stem)
        made = converted(workbook, file.stem, definition.version if definition else "")
    except CannotConvert as refused:
        _tell(refused.findings, file.name)
        return None
    for name in made.media:
        say(f"The form reads {name} too: its rows are a sheet of the workbook.")
    return made.xml.encode()


def _read(file: Path) -> tuple[Workbook, list[FormFinding]] | None:
    """The workbook of a file, or a sentence on why there is none."""
    from hamroh.foundation.forms.definition.files import workbook_from_markdown, workbook_from_xlsx
    from hamroh.foundation.forms.definition.limits import FILE_BYTES

    if file.suffix not in KINDS:
        say(f"hamroh: {file} is neither an Excel workbook (.xlsx) nor Markdown (.md).")
        return None
    try:
        with file.open("rb") as stream:
            raw = stream.read(FILE_BYTES + 1)
        return workbook_from_xlsx(raw) if file.suffix == ".xlsx" else workbook_from_markdown(raw.decode())
    except OSError as error:
        say(f"hamroh: {file} cannot be read: {error.strerror}.")
    except UnicodeDecodeError:
        say(f"hamroh: {file} is not written in UTF-8. Save it again with that encoding.")
    return None


def _said_of(workbook: Workbook, form: str) -> list[FormFinding]:
    from hamroh.foundation.forms.definition.read import read_workbook
    from hamroh.foundation.permissions.terms import FieldGroup

    if not workbook:
        return []  # the file could not be opened, and was said to be so
    definition, findings = read_workbook(workbook, form, field_groups=list(FieldGroup))
    return [*findings, *(_of_phones(workbook, form) if definition else [])]


def _of_phones(workbook: Workbook, form: str) -> list[FormFinding]:
    """What pyxform has to say: it makes the form for phones, and sees what we do not."""
    from hamroh.foundation.forms.definition.xform import CannotConvert, converted

    try:
        return converted(workbook, form, "1").notices
    except CannotConvert as refused:
        return [finding for finding in refused.findings if finding.is_error]


def _tell(findings: Sequence[FormFinding], name: str) -> None:
    for finding in findings:
        print(f"{finding.cell or name}: {finding.severity}: {finding.sentence()}")
