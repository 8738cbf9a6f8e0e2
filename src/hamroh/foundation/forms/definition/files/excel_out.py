"""A workbook as an Excel file that people edit and bring back."""

import re
from io import BytesIO

import xlsxwriter

from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.definition.files.clean import clean
from hamroh.foundation.forms.definition.sheets import base_and_language, headings_of

_WIDTHS = {"label": 44, "hint": 36, "type": 24, "name": 22, "relevant": 28, "constraint": 24, "calculation": 28}
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def xlsx_of(workbook: Workbook) -> bytes:
    """Every cell is a text, so that Excel makes neither numbers nor formulas of them."""
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(output, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF2", "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for name, rows in clean(workbook).items():
            sheet = book.add_worksheet(_NOT_IN_A_NAME.sub("_", name)[:31])
            sheet.freeze_panes(1, 0)
            headings = tuple(h for h in dict.fromkeys(headings_of(rows)) if h)
            for column, heading in enumerate(headings):
                sheet.set_column(column, column, _WIDTHS.get(base_and_language(heading, name)[0], 16), text)
                sheet.write_string(0, column, heading, head)
                for number, row in enumerate(rows, 1):
                    if heading in row:
                        sheet.write_string(number, column, row[heading], text)
    return output.getvalue()
