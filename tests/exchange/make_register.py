"""Invented registers as offices keep them: real workbooks in Russian and in Tajik."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

RUSSIAN = ("№ дела", "Дата обращения", "ФИО", "Дата рождения", "Пол", "Гражданство", "Телефон", "Вид эксплуатации",
           "Статус", "Дата закрытия", "Примечание")  # fmt: skip
RUSSIAN_ROWS = (
    ("17/24", date(2024, 3, 5), "Намунаева Зебуннисо Сохтаевна", "12.07.1996", "жен", "РТ", "+992 90 000 00 21", "трудовая",
     "закрыт", date(2024, 9, 1), "Вернулась домой."),
    ("18/24", "6 марта 2024", "Тахминов Фарҳод", 1988, "муж", "Россия", 992900000022, "сексуальная; трудовая", "в работе",
     None, None),
    ("19/24", "07.04.2024", "Мисолзода Шаҳноза", "2010", "ж", "таджичка", None, None, None, None, "Ребёнок."),
)  # fmt: skip
TAJIK = ("Рақами парванда", "Санаи муроҷиат", "Насаб", "Ном", "Номи падар", "Соли таваллуд", "Ҷинс", "Шаҳрвандӣ",
         "Намуди истисмор", "Ҳолат", "Эзоҳ")  # fmt: skip
TAJIK_ROWS = (
    ("Т-1", "5-уми марти 2023", "Хаёлова", "Меҳрангез", "Намоишовна", 1999, "зан", "Тоҷикистон", "истисмори меҳнатӣ",
     "пӯшида", "Ба хона баргашт."),
    ("Т-2", "01.02.2024", "Санҷишзода", "Қурбон", None, None, "мард", "тоҷик", None, "фаъол", None),
)  # fmt: skip


def workbook(headings: Sequence[str], rows: Sequence[Sequence[Any]], *, above: int = 0, first_sheet: str = "") -> bytes:
    """A workbook whose table begins under so many lines of title; with another sheet before it where that has a name."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    days = book.add_format({"num_format": "dd.mm.yyyy"})
    if first_sheet:
        book.add_worksheet(first_sheet).write(0, 0, "Титул")
    sheet = book.add_worksheet("Реестр")
    for line in range(above):
        sheet.write(line, 0, "Журнал учёта обращений")
    for column, heading in enumerate(headings):
        sheet.write(above, column, heading)
    for number, row in enumerate(rows, above + 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, days)
            elif isinstance(cell, str) and cell.startswith("="):
                sheet.write_formula(number, column, cell)
            elif cell is not None:
                sheet.write(number, column, cell)
    book.close()
    return target.getvalue()


def russian(rows: Sequence[Sequence[Any]] = RUSSIAN_ROWS, **more: Any) -> bytes:
    return workbook(RUSSIAN, rows, **more)


def tajik(rows: Sequence[Sequence[Any]] = TAJIK_ROWS, **more: Any) -> bytes:
    return workbook(TAJIK, rows, **more)


def many(count: int) -> bytes:
    return russian(
        [
            (
                f"М-{n}",
                "05.03.2024",
                f"Намунаев{n} Фарҳод",
                "1990",
                "муж",
                "РТ",
                f"9{n:08d}",
                "трудовая",
                "в работе",
                None,
                None,
            )
            for n in range(count)
        ]
    )
