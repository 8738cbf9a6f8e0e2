"""Invented forms for the tests of paper."""

from typing import Any

from hamroh.foundation.forms.definition import Definition
from hamroh.foundation.forms.definition.read import read_workbook

Row = dict[str, str]


def ask(kind: str, name: str, en: str = "", tg: str = "", **columns: str) -> Row:
    labels = {"label::English (en)": en or f"About {name}", "label::Tajik (tg)": tg or f"Дар бораи {name}"}
    return {"type": kind, "name": name, **labels, **columns}


def choice(of: str, name: str, en: str, tg: str, **columns: str) -> Row:
    return {"list_name": of, "name": name, "label::English (en)": en, "label::Tajik (tg)": tg, **columns}


YES_NO = [choice("yes_no", "yes", "Yes", "Ҳа"), choice("yes_no", "no", "No", "Не")]
NEEDS = [
    choice("needs", "shelter", "Safe place", "Ҷойи бехатар"),
    choice("needs", "doctor", "Doctor", "Духтур"),
    choice("needs", "lawyer", "Lawyer", "Ҳуқуқшинос"),
]
END = {"type": "end group"}


def form(*survey: Row, choices: list[Row] | None = None, form: str = "first-talk", **settings: str) -> Definition:
    book: dict[str, Any] = {
        "survey": list(survey),
        "choices": [*YES_NO, *NEEDS, *(choices or [])],
        "settings": [
            {
                "form_title::English (en)": "First talk",
                "form_title::Tajik (tg)": "Суҳбати аввал",
                "default_language": "English (en)",
                **settings,
            }
        ],
    }
    definition, findings = read_workbook(book, form)
    assert definition, [finding.sentence() for finding in findings]
    return definition


TALK = form(
    ask("note", "hello", "Say who you are. **Stopping** is possible."),
    ask("date", "met", "Day of the talk", "Рӯзи суҳбат", constraint=". <= today()", required="yes"),
    ask("begin group", "person", "About the person", "Дар бораи шахс"),
    ask("integer", "age", "Age", "Синну сол", constraint=". >= 0 and . <= 120"),
    ask("select_one yes_no", "alone", "Travels alone", "Танҳо сафар мекунад"),
    ask("select_multiple needs", "needs", "What is needed", "Чӣ лозим аст", relevant="${alone} = 'yes'"),
    ask("text", "work", "Which work was promised", "Кадом кор ваъда шуда буд", appearance="multiline"),
    END,
    ask("begin group", "who", "Name", "Ном"),
    ask("text", "name", "Family name and name", "Насаб ва ном", field_group="identity"),
    END,
    ask("begin group", "story", "Told", "Нақл"),
    ask("text", "told", "In own words", "Бо суханони худ", field_group="narrative"),
    END,
    ask("begin repeat", "child", "Children", "Кӯдакон"),
    ask("integer", "child_age", "Age of the child", "Синни кӯдак"),
    ask("select_one yes_no", "child_here", "Is here", "Ин ҷост"),
    {"type": "end repeat"},
    version="2",
)
