"""What a column of a register may be, how offices call it, and what may be wrong with a cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from hamroh.kernel.words import N_


class Field(StrEnum):
    """What a column becomes here. A column that becomes nothing is left out."""

    REFERENCE = "reference"
    OPENED_ON = "opened_on"
    NAME = "name"
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    BIRTH = "birth"
    SEX = "sex"
    CITIZENSHIP = "citizenship"
    PHONE = "phone"
    EXPLOITATION = "exploitation"
    SERVICES = "services"
    STATUS = "status"
    CLOSED_ON = "closed_on"
    NOTES = "notes"


FIELD_WORDS: dict[str, str] = {
    Field.REFERENCE: N_("Your own number of the case"),
    Field.OPENED_ON: N_("Opened on"),
    Field.NAME: N_("Whole name in one column"),
    Field.SURNAME: N_("Surname"),
    Field.GIVEN: N_("Given name"),
    Field.PATRONYMIC: N_("Patronymic"),
    Field.BIRTH: N_("Date or year of birth"),
    Field.SEX: N_("Sex"),
    Field.CITIZENSHIP: N_("Citizenship"),
    Field.PHONE: N_("Telephone"),
    Field.EXPLOITATION: N_("Kind of exploitation"),
    Field.SERVICES: N_("Kinds of help given"),
    Field.STATUS: N_("Open or closed"),
    Field.CLOSED_ON: N_("Closed on"),
    Field.NOTES: N_("Notes, sealed"),
}
# Several columns may be notes; of every other kind there is one.
MAY_REPEAT = frozenset({Field.NOTES})
CODED = (Field.SEX, Field.CITIZENSHIP, Field.EXPLOITATION, Field.SERVICES, Field.STATUS)
SEVERAL = frozenset({Field.CITIZENSHIP, Field.EXPLOITATION, Field.SERVICES})
LEAVE_EMPTY = "-"  # said by somebody: this word stands for nothing here

# How offices call their columns, in Russian, Tajik and English. Whole words in any order; the longest wins.
HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.REFERENCE: (
        *(
            "номер дела",
            "дело",
            "№ дела",
            "рег номер",
            "регистрационный номер",
            "код",
            "рақами парванда",
            "рақами қайд",
        ),
        *("парванда", "case number", "reference", "case id"),
    ),
    Field.OPENED_ON: (
        *("дата обращения", "дата открытия", "дата поступления", "дата регистрации", "дата приема", "санаи муроҷиат"),
        *("санаи қабул", "санаи кушодан", "санаи бақайдгирӣ", "opened", "date opened", "intake date", "дата", "сана"),
    ),
    Field.NAME: ("фио", "ф и о", "фамилия имя отчество", "ному насаб", "насабу ном", "номи пурра", "full name"),
    Field.SURNAME: ("фамилия", "насаб", "surname", "last name"),
    Field.GIVEN: ("имя", "ном", "given name", "first name"),
    Field.PATRONYMIC: ("отчество", "номи падар", "patronymic", "middle name"),
    Field.BIRTH: (
        *("дата рождения", "год рождения", "г р", "день рождения", "санаи таваллуд", "соли таваллуд", "таваллуд"),
        *("date of birth", "birth date", "year of birth", "dob", "birth"),
    ),
    Field.SEX: ("пол", "ҷинс", "sex", "gender"),
    Field.CITIZENSHIP: ("гражданство", "шаҳрвандӣ", "citizenship", "nationality"),
    Field.PHONE: ("телефон", "номер телефона", "тел", "контакт", "рақами телефон", "phone", "telephone", "mobile"),
    Field.EXPLOITATION: (
        *("вид эксплуатации", "форма эксплуатации", "тип эксплуатации", "эксплуатация", "намуди истисмор"),
        *("шакли истисмор", "истисмор", "exploitation", "type of exploitation"),
    ),
    Field.SERVICES: (
        *("услуги", "оказанные услуги", "вид помощи", "оказанная помощь", "помощь", "хизматрасонӣ", "намуди кӯмак"),
        *("кӯмак", "хизматҳо", "services", "assistance"),
    ),
    Field.STATUS: ("статус", "состояние", "статус дела", "ҳолат", "вазъият", "вазъи парванда", "status"),
    Field.CLOSED_ON: (
        *("дата закрытия", "дата завершения", "закрыто", "санаи пӯшидан", "санаи анҷом", "closed", "date closed"),
    ),
    Field.NOTES: (
        *("примечание", "примечания", "заметки", "комментарий", "история", "описание", "эзоҳ", "қайдҳо", "шарҳ"),
        *("notes", "remarks", "comment", "story"),
    ),
}
# Words of offices for codes; the words of the lists themselves are known besides, in every language of the edition.
WORDS: dict[Field, dict[str, str]] = {
    Field.SEX: {
        **dict.fromkeys(("м", "муж", "мужчина", "мужской", "мард", "мардона", "писар", "m", "male", "man"), "male"),
        **dict.fromkeys(
            ("ж", "жен", "женщина", "женский", "зан", "занона", "духтар", "f", "female", "woman"), "female"
        ),
    },
    Field.STATUS: {
        **dict.fromkeys(
            ("открыт", "открыто", "активный", "в работе", "кушода", "фаъол", "дар кор", "open", "active"), "Active"
        ),
        **dict.fromkeys(
            ("закрыт", "закрыто", "завершен", "завершено", "архив", "пӯшида", "анҷом ёфт", "closed", "completed"),
            "Closed",
        ),
        **dict.fromkeys(("наблюдение", "сопровождение", "назорат", "пайгирӣ", "follow-up"), "FollowUp"),
    },
    Field.CITIZENSHIP: {
        **dict.fromkeys(("рт", "тадж", "таджичка", "таджик", "тоҷик", "тоҷикистон", "ҷт", "тдж"), "TJ"),
        **dict.fromkeys(("рф", "россия", "русия", "русская", "русский"), "RU"),
        **dict.fromkeys(("руз", "узбекистан", "ӯзбекистон", "узбечка", "узбек"), "UZ"),
        **dict.fromkeys(("кр", "киргизия", "кыргызстан", "қирғизистон"), "KG"),
        **dict.fromkeys(("афг", "афганистан", "афғонистон", "ира"), "AF"),
    },
    Field.EXPLOITATION: {
        **dict.fromkeys(
            (
                "трудовая",
                "трудовая эксплуатация",
                "принудительный труд",
                "меҳнатӣ",
                "истисмори меҳнатӣ",
                "меҳнати маҷбурӣ",
            ),
            "ForcedLabour",
        ),
        **dict.fromkeys(
            (
                "сексуальная",
                "сексуальная эксплуатация",
                "секс",
                "ҷинсӣ",
                "шаҳвонӣ",
                "истисмори ҷинсӣ",
                "истисмори шаҳвонӣ",
            ),
            "SexualExploitation",
        ),
        **dict.fromkeys(("детский труд", "меҳнати кӯдакон"), "ChildLabour"),
        **dict.fromkeys(("принудительный брак", "насильственный брак", "никоҳи маҷбурӣ"), "ForcedMarriage"),
        **dict.fromkeys(("попрошайничество", "гадоӣ", "талбандагӣ"), "ForcedBegging"),
        **dict.fromkeys(("изъятие органов", "органы", "узвҳо", "гирифтани узвҳо"), "OrganRemoval"),
        **dict.fromkeys(("рабство", "подневольное состояние", "ғуломӣ"), "Servitude"),
        **dict.fromkeys(("другое", "иное", "дигар"), "Other"),
    },
}
# What the standard HTCDS calls them, said for people who choose.
EXPLOITATION_WORDS: dict[str, str] = {
    "ForcedLabour": N_("Forced labour"),
    "SexualExploitation": N_("Sexual exploitation"),
    "ChildLabour": N_("Child labour"),
    "ForcedMarriage": N_("Forced marriage"),
    "Servitude": N_("Servitude"),
    "ForcedMilitaryByNonStateActors": N_("Forced into an armed group"),
    "OrganRemoval": N_("Removal of organs"),
    "ForcedBegging": N_("Forced begging"),
    "ForcedAdoption": N_("Forced adoption"),
    "Surrogacy": N_("Forced surrogacy"),
    "Other": N_("Another kind of exploitation"),
}
STATUS_CODES = ("Active", "FollowUp", "Closed")


class FaultKind(StrEnum):
    """What is wrong with a row or a cell."""

    FORMULA = "formula"
    ERROR_VALUE = "error_value"
    NOT_A_DATE = "not_a_date"
    DATE_AHEAD = "date_ahead"
    DATE_TOO_OLD = "date_too_old"
    BIRTH_AFTER_OPENING = "birth_after_opening"
    CLOSED_BEFORE_OPENED = "closed_before_opened"
    CLOSED_BUT_OPEN = "closed_but_open"
    UNKNOWN_WORD = "unknown_word"
    NOT_A_PHONE = "not_a_phone"
    NOT_TEXT = "not_text"
    TOO_LONG = "too_long"
    UNPRINTABLE = "unprintable"
    TWICE = "twice"
    NOBODY = "nobody"


FAULT_WORDING: dict[str, tuple[str, str]] = {
    FaultKind.FORMULA: (N_("Cell %(cell)s holds a formula."), N_("Copy the column and paste its values only.")),
    FaultKind.ERROR_VALUE: (
        N_("Cell %(cell)s holds an error of the spreadsheet."),
        N_("Write the value or empty the cell."),
    ),
    FaultKind.NOT_A_DATE: (
        N_("Cell %(cell)s is no day of the calendar."),
        N_("Write it as 05.03.2024, the year with four figures; empty the cell if it is not known."),
    ),
    FaultKind.DATE_AHEAD: (N_("Cell %(cell)s: this day lies in the future."), N_("Correct the day.")),
    FaultKind.DATE_TOO_OLD: (N_("Cell %(cell)s: this day lies too far back."), N_("Check the year.")),
    FaultKind.BIRTH_AFTER_OPENING: (
        N_("Cell %(cell)s: born after the case was opened."),
        N_("Correct the birth or the day of opening."),
    ),
    FaultKind.CLOSED_BEFORE_OPENED: (
        N_("Cell %(cell)s: closed before it was opened."),
        N_("Correct one of the two days."),
    ),
    FaultKind.CLOSED_BUT_OPEN: (
        N_("Cell %(cell)s: a day of closing, but the case is said to be open."),
        N_("Empty the day, or correct the status."),
    ),
    FaultKind.UNKNOWN_WORD: (
        N_("Cell %(cell)s holds a word whose meaning nobody has said yet."),
        N_("Say what it means on the page of words, or that it means nothing."),
    ),
    FaultKind.NOT_A_PHONE: (
        N_("Cell %(cell)s holds no telephone number."),
        N_("Correct the number, or make the column a note."),
    ),
    FaultKind.NOT_TEXT: (N_("Cell %(cell)s holds no text."), N_("Write it as text.")),
    FaultKind.TOO_LONG: (N_("Cell %(cell)s holds more than %(limit)s signs."), N_("Shorten it.")),
    FaultKind.UNPRINTABLE: (N_("Cell %(cell)s holds signs that are no text."), N_("Type it anew.")),
    FaultKind.TWICE: (
        N_("Row %(row)s is the same as row %(first)s in every cell."),
        N_("Remove one of the two rows."),
    ),
    FaultKind.NOBODY: (
        N_("Row %(row)s says nothing by which a case is known: no number, no name, no day of opening."),
        N_("Fill in one of them, or remove the row."),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. It names the cell and never repeats what stands in it."""

    kind: FaultKind
    row: int
    cell: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)

    def said(self, translate: Callable[[str], str] = str) -> tuple[str, str]:
        """The sentence and the remedy, through the translator of the page that shows them."""
        values = {"row": self.row, "cell": self.cell} | dict(self.params)
        sentence, remedy = FAULT_WORDING[self.kind]
        return translate(sentence) % values, translate(remedy) % values
