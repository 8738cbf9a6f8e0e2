"""Workbooks in and out of files: Excel, as people author them, and Markdown tables, as packs keep them."""

from hamroh.foundation.forms.definition.files.clean import clean
from hamroh.foundation.forms.definition.files.excel import workbook_from_xlsx
from hamroh.foundation.forms.definition.files.excel_out import xlsx_of
from hamroh.foundation.forms.definition.files.markdown import workbook_from_markdown
from hamroh.foundation.forms.definition.files.markdown_out import markdown_of

__all__ = ["clean", "markdown_of", "workbook_from_markdown", "workbook_from_xlsx", "xlsx_of"]
