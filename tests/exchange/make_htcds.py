"""Makes files of invented cases in the shape of HTCDS 2.0, whole or with planted faults.

Nobody in them exists: names are drawn from lists, numbers from the generator, always the same for the same seed.

    python tests/exchange/make_htcds.py 1000 cases.csv
    python tests/exchange/make_htcds.py 1000 cases.xlsx --faults 20
"""

import argparse
import csv
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

COLUMNS = (
    "prs_FirstName",
    "prs_SecondName",
    "prs_Birthdate",
    "prs_Gender",
    "prs_Citizenship",
    "prs_PrimaryLanguage",
    "prs_IdentityNumber",
    "prs_MobilePhone",
    "prs_NumberOfChildren",
    "vic_AgeWhenTrafficked",
    "vic_TypeOfExploitation",
    "vic_MethodsOfControl",
    "vic_MethodOfRecruitment",
    "vic_ForcedLabourIndustry",
    "vic_TraffickingStatus",
    "hte_Country",
    "con_Consent",
    "cas_Status",
    "cas_ReferringOrganisation",
    "cas_IncomingReferralDate",
)
TODAY = date(2026, 11, 24)

_FIRST = {
    "Masculine": ("Фирдавс", "Ҷамшед", "Рустам", "Меҳровар", "Қобил", "Ғайрат", "Шуҳрат", "Умед", "Сӯҳроб", "Аброр"),
    "Feminine": ("Гулнора", "Ҷамила", "Мавзуна", "Нигина", "Шаҳло", "Зебо", "Мунира", "Фарзона", "Ӯғулой", "Парвина"),
}  # fmt: skip
_SECOND = (
    "Сангинзода", "Дарёзод", "Кӯҳиён", "Чашмазода", "Гулпур", "Бодомзода",
    "Себзод", "Анориён", "Ҳаворӣ", "Тӯтизода", "Ситорафар", "Боғзода",
)  # fmt: skip
_EXPLOITATION = ("ForcedLabour", "SexualExploitation", "ForcedBegging", "Servitude", "ForcedMarriage")
_CONTROL = ("DebtBondage", "FalsePromises", "WithholdsDocuments", "TakesEarnings", "PhysicalThreats")
_RECRUITMENT = ("ThroughFriendsOrSocialEvents", "ThroughOnlineSocialNetworks", "AtWork", "ThroughAnOnlineAdvertisement")
_INDUSTRY = ("F_Construction", "A_AgricultureForestryAndFishing", "G_WholesaleAndRetailTradeRepairOfMotorVehicles")


def rows(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """`count` valid rows. Dates are dates, the checkbox is a boolean: the writer of a format decides how they look."""
    r = random.Random(seed)
    for number in range(count):
        gender = r.choice(list(_FIRST))
        born = date(1970, 1, 1) + timedelta(days=r.randrange(13_000))
        exploitation = r.sample(_EXPLOITATION, r.choice((1, 1, 2)))
        yield {
            "prs_FirstName": r.choice(_FIRST[gender]),
            "prs_SecondName": r.choice(_SECOND),
            "prs_Birthdate": born,
            "prs_Gender": gender,
            "prs_Citizenship": r.choice(("TJ", "TJK", "TJ;RU")),
            "prs_PrimaryLanguage": r.choice(("tg", "ru", "uz", "sgh")),
            "prs_IdentityNumber": f"X{number:07d}",
            "prs_MobilePhone": f"+99200{r.randrange(10**7):07d}",
            "prs_NumberOfChildren": r.randrange(5),
            "vic_AgeWhenTrafficked": min(r.randrange(15, 40), TODAY.year - born.year - 1),
            "vic_TypeOfExploitation": ";".join(exploitation),
            "vic_MethodsOfControl": ";".join(r.sample(_CONTROL, 2)),
            "vic_MethodOfRecruitment": r.choice(_RECRUITMENT),
            "vic_ForcedLabourIndustry": r.choice(_INDUSTRY) if "ForcedLabour" in exploitation else "",
            "vic_TraffickingStatus": r.choice(("PossibleVictimOfTrafficking", "ActualVictimOfTrafficking")),
            "hte_Country": r.choice(("RU", "TJ", "KAZ")),
            "con_Consent": True,
            "cas_Status": r.choice(("Active", "FollowUp", "Closed", "ClosedReferred")),
            "cas_ReferringOrganisation": r.choice(("Invented Shelter North", "Invented Hotline", "")),
            "cas_IncomingReferralDate": TODAY - timedelta(days=r.randrange(900)),
        }


# What may be planted: the fault's kind, the column it lands in, the cell.
PLANTS: tuple[tuple[str, str, Any], ...] = (
    ("unknown_code", "vic_TypeOfExploitation", "Kidnapping"),
    ("code_close", "vic_TypeOfExploitation", "ForcedLabor"),
    ("not_a_date", "prs_Birthdate", "31.05.1990"),
    ("date_ahead", "cas_IncomingReferralDate", "2031-01-01"),
    ("not_a_phone", "prs_MobilePhone", "992-call-me"),
    ("unknown_country", "prs_Citizenship", "Tajikistan"),
    ("unknown_language", "prs_PrimaryLanguage", "Tajik"),
    ("not_a_number", "prs_NumberOfChildren", "two"),
    ("out_of_range", "vic_AgeWhenTrafficked", 190),
    ("not_a_checkbox", "con_Consent", "maybe"),
    ("status_missing", "cas_Status", ""),
    ("formula", "prs_IdentityNumber", "=A2"),
)


def plant(made: list[dict[str, Any]], faults: int) -> list[tuple[int, str, str]]:
    """Spoils `faults` rows in turn, spread over the file. Gives (row of the file, column, kind) of each."""
    planted = []
    for n in range(min(faults, len(made))):
        at = n * len(made) // faults
        kind, column, cell = PLANTS[n % len(PLANTS)]
        made[at][column] = cell
        planted.append((at + 2, column, kind))
    return planted


def write_csv(path: Path, made: list[dict[str, Any]], *, encoding: str = "utf-8", delimiter: str = ",") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        columns = list(made[0]) if made else list(COLUMNS)
        writer.writerow(columns)
        writer.writerows([_as_text(row[c]) for c in columns] for row in made)


def _as_text(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else str(cell).upper() if isinstance(cell, bool) else cell


def write_xlsx(path: Path, made: list[dict[str, Any]]) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        columns = list(made[0]) if made else list(COLUMNS)
        sheet.write_row(0, 0, columns)
        for at, row in enumerate(made, 1):
            for column, name in enumerate(columns):
                cell = row[name]
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                elif cell != "":
                    sheet.write(at, column, cell)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--faults", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    made = list(rows(asked.count, asked.seed))
    for row, column, kind in plant(made, asked.faults):
        print(f"row {row}, {column}: {kind}")
    write: Callable[..., None] = write_xlsx if asked.path.suffix == ".xlsx" else write_csv
    write(asked.path, made)


if __name__ == "__main__":
    main()
