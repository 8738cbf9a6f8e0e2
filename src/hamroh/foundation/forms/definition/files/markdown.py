"""From Markdown to a workbook: `## survey`, and under it a table. Other text is for those who read the file."""

import re

from hamroh.foundation.forms.definition import Workbook, limits
from hamroh.foundation.forms.definition.files.clean import clean, clean_text, sheet_name
from hamroh.foundation.forms.definition.finding import Findings, FormFinding
from hamroh.foundation.forms.definition.sheets import Sheet, column_letters
from hamroh.kernel.words import N_

_HEADING = re.compile(r"##[ \t]+(\S.*)")
# A mark and what it marks; a stroke between two cells; a new line within a cell.
_PART = re.compile(r"\\([\\|<])|(\|)|(<br>)")
_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)*\|?")


def workbook_from_markdown(text: str) -> tuple[Workbook, list[FormFinding]]:
    """The sheets as rows, and what was found."""
    found = Findings()
    if len(text) > limits.FILE_BYTES:
        found.error(
            "",
            N_("The file is larger than %(limit)s MB. A form needs far less: remove pictures and other sheets."),
            limit=limits.FILE_BYTES // 1024 // 1024,
        )
        return {}, found
    workbook: Workbook = {}
    for name, lines in _sections(text, found):
        if name in workbook:
            found.error(name, N_("Two sheets are named %(sheet)s. Rename one."), sheet=name)
        elif lines:
            workbook[name] = _table(name, lines, found)
    return clean(workbook), found


def _sections(text: str, found: Findings) -> list[tuple[str, list[str]]]:
    """Each sheet with the lines of its table."""
    sections: list[tuple[str, list[str]]] = []
    ended = False
    for line in text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"):
        plain = line.strip(" \t")
        if heading := _HEADING.fullmatch(plain):
            sections.append((sheet_name(heading.group(1)), []))
            ended = False
        elif not plain.startswith("|"):
            ended = bool(sections and sections[-1][1])
        elif not sections:
            found.error("", N_("A table stands before the first heading. Write ## survey above it."))
            break
        elif ended:
            found.error(
                sections[-1][0], N_("The sheet %(sheet)s has two tables. Make one of them."), sheet=sections[-1][0]
            )
            ended = False
        else:
            sections[-1][1].append(plain)
    return sections


def _table(sheet: str, lines: list[str], found: Findings) -> Sheet:
    rows = Sheet()
    if len(lines) > limits.ROWS:
        found.error(f"{sheet}!A{limits.ROWS}", N_("The sheet has more than %(limit)s rows."), limit=limits.ROWS)
        return rows
    rows.headings = tuple(_cells(lines[0])[: limits.COLUMNS])
    body = lines[2:] if len(lines) > 1 and _RULE.fullmatch(lines[1]) else lines[1:]
    for number, line in enumerate(body, 2):
        row: dict[str, str] = {}
        for index, value in enumerate(_cells(line)):
            if not value:
                continue
            if len(value) > limits.CELL:
                found.error(
                    f"{sheet}!{column_letters(index)}{number}",
                    N_("The text is longer than %(limit)s signs."),
                    limit=limits.CELL,
                )
            elif index < len(rows.headings) and rows.headings[index]:
                row.setdefault(rows.headings[index], value)
            else:
                found.error(
                    f"{sheet}!{column_letters(index)}{number}",
                    N_("The column has no heading. Write one in its first row, or empty the column."),
                )
        rows.append(row)
    return rows


def _cells(line: str) -> list[str]:
    cells, start = [""], 0
    line = line.removeprefix("|")
    for part in _PART.finditer(line):
        cells[-1] += line[start : part.start()]
        start = part.end()
        marked, stroke, _ = part.groups()
        if marked:
            cells[-1] += marked
        elif stroke:
            cells.append("")
        else:
            cells[-1] += "\n"
    cells[-1] += line[start:]
    if not cells[-1].strip():
        cells.pop()  # what follows the last stroke
    return [clean_text(cell) for cell in cells]
