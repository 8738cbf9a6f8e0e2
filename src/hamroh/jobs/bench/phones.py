"""What telephones send, for the bench: `python -m hamroh.jobs.bench.phones SCENE QUESTIONS`, as the owner.

An edition with a form of so many questions on telephones, and eight telephones of the scene's case manager. Tells
where to send, and one filled form, in which each submission writes its own number.
"""

from __future__ import annotations

import json
import secrets
import sys
from pathlib import Path
from typing import Any

import django
from django.db import connection

from hamroh.jobs.bench.scene import read_scene

FORM, VERSION, NUMBER = "bench-250", "1", "00000000-0000-0000-0000-000000000000"
GROUPS = 10
TELEPHONES = 8


def workbook(questions: int) -> dict[str, list[dict[str, str]]]:
    """Numbers, dates, choices and words in groups; every fifth question is asked only after an answer to the one before."""
    survey: list[dict[str, str]] = [{"type": "text", "name": "case_code", "label": "Case code"}]
    kinds = ("select_one answer", "integer", "text", "date", "select_multiple answer")
    for number in range(questions):
        if number % (questions // GROUPS) == 0:
            survey.append({"type": "begin group", "name": f"g{number}", "label": f"Part {number}"})
        row = {"type": kinds[number % 5], "name": f"q{number}", "label": f"Question {number}"}
        if number % 5 == 1:
            row["constraint"] = ". >= 0 and . < 1000"
        if number % 5 == 4:
            row["relevant"] = f"${{q{number - 4}}} = 'yes'"
        survey.append(row)
        if (number + 1) % (questions // GROUPS) == 0:
            survey.append({"type": "end group"})
    choices = [{"list_name": "answer", "name": n, "label": n.title()} for n in ("yes", "no", "unknown")]
    return {"survey": survey, "choices": choices, "settings": [{"form_id": FORM, "version": VERSION}]}


def filled(questions: int) -> str:
    """All questions answered, as ODK Collect writes it."""
    said = ("yes", "17", "Words that somebody said, some forty signs.", "2026-11-20", "yes no")
    inside = ""
    for start in range(0, questions, questions // GROUPS):
        answers = (f"<q{n}>{said[n % 5]}</q{n}>" for n in range(start, start + questions // GROUPS))
        inside += f"<g{start}>{''.join(answers)}</g{start}>"
    return (
        f'<?xml version="1.0" ?><data id="{FORM}" version="{VERSION}" xmlns:orx="http://openrosa.org/xforms"><case_code/>'
        f"{inside}<orx:meta><orx:instanceID>uuid:{NUMBER}</orx:instanceID></orx:meta></data>"
    )


def prepare(scene: Path, questions: int) -> dict[str, Any]:
    from hamroh.casework.submissions.access import mark_of
    from hamroh.foundation.forms.queries import sha_of

    member, asked = read_scene(scene).member, workbook(questions)
    tokens = [secrets.token_urlsafe(32) for _ in range(TELEPHONES)]
    entry = {"id": FORM, "name": {"en": "Bench"}, "phone": True, "workbook": asked, "basis": "assumed"}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO forms_formversion (id, form, version, sha, workbook, kept_at)"
            " VALUES (uuidv7(), %s, %s, %s, %s, now()) ON CONFLICT DO NOTHING",
            [FORM, VERSION, sha_of(asked), json.dumps(asked)],
        )
        cursor.execute(
            "INSERT INTO editions_edition (id, mechanism, number, content_hash, document, published_at)"
            " SELECT uuidv7(), mechanism, number + 1, 'bench',"
            " jsonb_set(document, '{forms}', (document -> 'forms') || %s::jsonb), now()"
            " FROM editions_edition WHERE NOT document -> 'forms' @> %s::jsonb ORDER BY number DESC LIMIT 1",
            [json.dumps([entry]), json.dumps([{"id": FORM}])],
        )
        cursor.executemany(
            "INSERT INTO submissions_device (id, organisation_id, user_id, label, mark, issued_by, issued_at, until)"
            " SELECT uuidv7(), organisation_id, user_id, 'Bench', %s, user_id, now(), now() + interval '1 day'"
            " FROM membership_post WHERE user_id = %s LIMIT 1",
            [(mark_of(token), member) for token in tokens],
        )
    return {"paths": [f"/v1/key/{t}/submission" for t in tokens], "answers": filled(questions), "number": NUMBER}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(prepare(Path(sys.argv[1]), int(sys.argv[2]))))
