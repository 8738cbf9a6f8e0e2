"""A form of 75 questions in three languages with conditions on most of them, and one filling of it, half done."""

from __future__ import annotations

import json
import time
from datetime import datetime
from functools import cache
from typing import Any
from uuid import uuid4

from hamroh.foundation.forms.definition import Definition, Workbook
from hamroh.foundation.forms.definition.read import read_workbook
from hamroh.foundation.forms.definition.sheets import sha_of
from hamroh.foundation.forms.rules import flat, judge
from hamroh.kernel.ids import uuid7

QUESTIONS = 75
FORM = "bench-75"
LANGUAGES = ("English (en)", "Русский (ru)", "Тоҷикӣ (tg)")
_SAID = ("What was question", "Какой был вопрос", "Саволи чандум буд")


@cache
def workbook() -> Workbook:
    """Numbers, choices, days and texts in turn, in groups of five: each rests on the one before it and on a calculation."""
    survey: list[dict[str, str]] = []
    for n in range(1, QUESTIONS + 1):
        if n % 5 == 1:
            survey.append(
                {"type": "begin_group", "name": f"g{n}", "appearance": "field-list", **_labels(f"{n}–{n + 4}")}
            )
        survey.append(_question(n))
        if n % 5 == 0:
            survey.append({"type": "end_group"})
            survey.append(
                {"type": "calculate", "name": f"c{n}", "calculation": f"{_sum(n)} + string-length(${{q{n}}})"}
            )
    choices = [{"list_name": "answer", "name": name, **_labels(name)} for name in ("yes", "no", "unknown", "not_said")]
    return {
        "survey": survey,
        "choices": choices,
        "settings": [{"form_title": "Bench", "default_language": LANGUAGES[0]}],
    }


def _sum(n: int) -> str:
    return " + ".join(f"coalesce(number(${{q{k}}}), 0)" for k in range(n - 4, n) if k % 5 == 1) or "0"


def _question(n: int) -> dict[str, str]:
    kinds = {1: "integer", 2: "select_one answer", 3: "select_multiple answer", 4: "date", 0: "text"}
    before = {
        0: f"${{q{n - 1}}} != ''",
        1: f"${{c{n - 1}}} >= 0 or ${{q{n - 4}}} != 'no'" if n > 5 else "",
        2: f"${{q{n - 1}}} >= 0",
        3: f"${{q{n - 1}}} = 'yes' or ${{q{n - 1}}} = 'unknown'",
        4: f"selected(${{q{n - 1}}}, 'yes') or not(selected(${{q{n - 1}}}, 'no'))",
    }
    own = {1: ". >= 0 and . <= 120", 4: ". <= today()", 0: "string-length(.) < 500"}
    row = {"type": kinds[n % 5], "name": f"q{n}", "relevant": before[n % 5], "constraint": own.get(n % 5, "")}
    return {**row, "required": "yes" if n % 5 == 1 else "", **_labels(str(n))}


def _labels(what: str) -> dict[str, str]:
    return {f"label::{language}": f"{words} {what}?" for language, words in zip(LANGUAGES, _SAID, strict=True)}


@cache
def definition() -> Definition:
    found, findings = read_workbook(workbook(), FORM)
    if found is None:
        raise ValueError([finding.sentence() for finding in findings])
    return found


def answers(now: datetime) -> dict[str, str]:
    """Every question answered, with all that is calculated: every condition has something to decide."""
    said = {1: "17", 2: "yes", 3: "yes unknown", 4: "2026-01-05", 0: "Somebody said that the papers were kept."}
    given = {f"q{n}": said[n % 5] for n in range(1, QUESTIONS + 1)}
    return flat(judge(definition(), given, now=now).answers)


def keep(cursor: Any, case_id: str, edition_id: Any, now: datetime) -> str:
    """The version, and one filling in this case, not finished. Returns its key."""
    version, response, content = uuid4(), uuid7(), workbook()
    cursor.execute(
        "INSERT INTO forms_formversion (id, form, version, sha, workbook, kept_at) VALUES (%s, %s, '1', %s, %s, %s)",
        [version, FORM, sha_of(content), json.dumps(content), now],
    )
    cursor.execute(
        "INSERT INTO forms_response (id, version_id, form, edition_id, case_id, subject_id, organisation_id, author_id,"
        " parties, barred, language, medium, place, started_at, saved_at, collected_at, revision)"
        " SELECT %s, %s, %s, %s, c.id, c.person_id, c.organisation_id, c.parties[1], c.parties, '{}', 'tg', 'web', 'g36',"
        " %s, %s, %s, 1 FROM cases_case c WHERE c.id = %s",
        [response, version, FORM, edition_id, now, now, now, case_id],
    )
    cursor.execute(
        "INSERT INTO forms_responsepart (id, response_id, case_id, organisation_id, author_id, field_group,"
        ' "values", answered_by)'
        " SELECT uuidv7(), id, case_id, organisation_id, author_id, 'core', %s, '{}' FROM forms_response WHERE id = %s",
        [json.dumps(answers(now)), response],
    )
    return str(response)


def judge_ms(now: datetime, runs: int) -> float:
    """CPU of one full check of all conditions, constraints and calculations: the middle one of so many."""
    given, took = answers(now), []
    for _ in range(runs):
        before = time.process_time()
        judge(definition(), given, now=now, complete=True)
        took.append((time.process_time() - before) * 1000)
    return sorted(took)[runs // 2]
