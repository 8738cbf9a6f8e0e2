"""How large a form may be. Nobody answers a thousand questions; a file that has more is a mistake or an attack."""

FILE_BYTES = 5 * 1024 * 1024
UNPACKED_BYTES = 60 * 1024 * 1024
QUESTIONS = 1_000
ROWS = 20_000
COLUMNS = 200
SHEETS = 40
DEPTH = 8
NAME = 100
LABEL = 4_000
EXPRESSION = 4_000
EXPRESSIONS = 300_000  # all of a form together
CHOICE = 1_000
CELL = 32_767  # a cell of Excel holds no more
