"""Reading a file of cases in the shape of HTCDS 2.0: a CSV table or an Excel workbook in, a preview out.

Nothing is written here. A row with a blocking fault is not among the rows; a value is never guessed nor defaulted.
"""

from hamroh.exchange.htcds.reading.preview import CaseRow, Fault, Limits, Preview, Value
from hamroh.exchange.htcds.reading.rows import read, stream

__all__ = ["CaseRow", "Fault", "Limits", "Preview", "Value", "read", "stream"]
