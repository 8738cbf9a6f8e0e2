"""A form marked for work without a network, in an edition of its own; and what a device sends of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connections

from tests.new_editions import publishing

FORM = "screening"
SURVEY = [
    {"type": "select_one who", "name": "kind", "label::en": "Where did you meet", "label::tg": "Дар куҷо вохӯрдед"},
    {
        "type": "text",
        "name": "place",
        "label::en": "Which kind of place",
        "label::tg": "Кадом навъи ҷой",
        "relevant": "${kind} = 'other'",
        "required": "yes",
    },
    {"type": "integer", "name": "age", "label::en": "Age in years", "label::tg": "Синну сол", "constraint": ". < 120"},
    {
        "type": "note",
        "name": "young",
        "label::en": "A child: another path",
        "label::tg": "Кӯдак: роҳи дигар",
        "relevant": "${age} < 18",
    },
    {"type": "select_multiple sign", "name": "signs", "label::en": "What was seen", "label::tg": "Чӣ дида шуд"},
    {"type": "date", "name": "since", "label::en": "Since when", "label::tg": "Аз кай"},
    {"type": "begin repeat", "name": "journey", "label::en": "Journey", "label::tg": "Сафар"},
    {"type": "text", "name": "country", "label::en": "Country", "label::tg": "Кишвар"},
    {"type": "end repeat"},
]
CHOICES = [
    {"list_name": "who", "name": "border", "label::en": "At a border", "label::tg": "Дар сарҳад"},
    {"list_name": "who", "name": "other", "label::en": "Elsewhere", "label::tg": "Дар ҷойи дигар"},
    {"list_name": "sign", "name": "papers", "label::en": "Papers held", "label::tg": "Ҳуҷҷатҳо гирифта шуда"},
    {"list_name": "sign", "name": "afraid", "label::en": "Afraid", "label::tg": "Метарсад"},
]
TITLE = {"tg": "Санҷиши озмоишӣ", "ru": "Пробная проверка", "en": "Trial screening"}


def workbook(*more: dict[str, str]) -> dict[str, Any]:
    rows = [{"label::ru": row["label::en"], **row} if "label::en" in row else row for row in [*SURVEY, *more]]
    choices = [{"label::ru": row["label::en"], **row} for row in CHOICES]
    settings = [
        {
            "form_title::en": TITLE["en"],
            "form_title::tg": TITLE["tg"],
            "form_title::ru": TITLE["ru"],
            "form_id": FORM,
            "default_language": "en",
        }
    ]
    return {"survey": rows, "choices": choices, "settings": settings}


@contextmanager
def marked(offline: str = "without_names", *more: dict[str, str]) -> Iterator[UUID]:
    """While it stands, the edition in force has this form; gives the key of its version."""
    from hamroh.foundation.forms.models import FormVersion
    from hamroh.foundation.forms.queries import sha_of

    sheets = workbook(*more)
    version = FormVersion(
        id=uuid4(),
        form=FORM,
        version="1",
        sha=sha_of(sheets),
        workbook=sheets,
        kept_at=datetime(2026, 11, 1, tzinfo=UTC),
    )
    version.save(using="owner", force_insert=True)

    def change(_stages: Any, document: dict[str, Any]) -> None:
        (entry,) = [form for form in document["forms"] if form["id"] == FORM]
        entry |= {"offline": offline, "workbook": sheets, "indicator_set": None, "name": TITLE}
        for form in document["forms"]:
            if form is not entry:
                form["offline"] = "no"

    with publishing() as publish:
        publish(change)
        yield version.pk
    with connections["owner"].cursor() as cursor:
        ours = "(SELECT id FROM forms_response WHERE version_id = %s)"
        for table in ("forms_responsefile", "forms_responsepart"):
            cursor.execute(f"DELETE FROM {table} WHERE response_id IN {ours}", [version.pk])
        cursor.execute("DELETE FROM forms_response WHERE version_id = %s", [version.pk])
        sent = "(SELECT id FROM submissions_submission WHERE version_id = %s)"
        cursor.execute(f"DELETE FROM submissions_submissionfile WHERE submission_id IN {sent}", [version.pk])
        cursor.execute("DELETE FROM submissions_submission WHERE version_id = %s", [version.pk])
        cursor.execute("DELETE FROM forms_formversion WHERE id = %s", [version.pk])
