"""A workbook as Markdown: one heading and one table a sheet."""

from collections.abc import Sequence

from hamroh.foundation.forms.definition import Rows, Workbook
from hamroh.foundation.forms.definition.files.clean import clean
from hamroh.foundation.forms.definition.sheets import NAMED_SHEETS, in_order

BREAK = "<br>"


def markdown_of(workbook: Workbook) -> str:
    """Canonical: the same content is the same text, and reads back as the same content."""
    cleaned = clean(workbook)
    named = [name for name in NAMED_SHEETS if name in cleaned]
    others = sorted(name for name in cleaned if name not in NAMED_SHEETS)
    return "\n".join(_sheet(name, cleaned[name]) for name in (*named, *others))


def _sheet(name: str, rows: Rows) -> str:
    headings = in_order({heading for row in rows for heading in row})
    lines = [_line(headings), _line(["---"] * len(headings))]
    lines += [_line([row.get(heading, "") for heading in headings]) for row in rows]
    return f"## {name}\n\n" + "".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |\n"


def escaped(text: str) -> str:
    r"""A stroke, a new line and what could be taken for either are marked: `\|`, `<br>`, `\<br>`, `\\`."""
    marked = []
    for index, sign in enumerate(text):
        following = text[index + 1 : index + 2]
        if sign == "\n":
            marked.append(BREAK)
        elif sign == "|":
            marked.append(r"\|")
        elif sign == "<" and text.startswith(BREAK, index):
            marked.append(r"\<")
        elif sign == "\\" and (not following or following in "\\|\n<"):
            marked.append(r"\\")
        else:
            marked.append(sign)
    return "".join(marked)
