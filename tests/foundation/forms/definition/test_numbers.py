"""The numbers on paper follow the form, count what is asked and pass over what is not."""

from hamroh.foundation.forms.definition.numbers import numbers_of
from tests.foundation.forms.definition.test_read import read, text, workbook

FORM = workbook(
    {"type": "note", "name": "hello", "label": "Say who you are"},
    text("place"),
    {"type": "begin group", "name": "person", "label": "Person"},
    text("age"),
    {"type": "calculate", "name": "young", "calculation": "${age} < 18"},
    {"type": "begin group", "name": "same_page"},
    text("sex"),
    {"type": "end group"},
    {"type": "begin repeat", "name": "child", "label": "Children"},
    text("child_age"),
    {"type": "end repeat"},
    text("shown", read_only="yes"),
    text("work"),
    {"type": "end group"},
    {"type": "begin group", "name": "told", "label": "Only told"},
    {"type": "note", "name": "bye", "label": "Thank you"},
    {"type": "end group"},
    text("last"),
)


def test_groups_and_questions_are_numbered_in_the_order_of_the_form() -> None:
    assert numbers_of(read(FORM)) == {
        "place": "1",
        "person": "2",
        "age": "2.1",
        "sex": "2.2",
        "child": "2.3",
        "child_age": "2.3.1",
        "work": "2.4",
        "last": "3",
    }
