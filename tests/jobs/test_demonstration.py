"""The invented mechanism: the same again from the same seed and day, told by the invented people and nobody else."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import psycopg
import pytest

from hamroh.conf import database, state
from hamroh.jobs.demonstration.pack import shipped_pack
from hamroh.jobs.demonstration.people import PEOPLE
from hamroh.jobs.demonstration.stage import CODES, Dice
from hamroh.kernel import clock
from hamroh.kernel.ids import drawn_from, read_code, spoken_code, uuid7
from hamroh.mechanism.editions.pack import read_pack
from tests import conftest

NAME = f"{conftest.NAME}_invented"
DAY, CASES = "2026-11-23", 24
PACKAGE = Path(__file__).resolve().parents[2] / "src" / "hamroh"
TOLD = """
    SELECT 'case ' || code || ' ' || stage || ' ' || opened_at FROM cases_case
    UNION ALL SELECT 'referral ' || code || ' ' || kind || ' ' || status || ' ' || sent_at FROM referrals_referral
    UNION ALL SELECT 'timeline ' || c.code || ' ' || t.event || ' ' || t.at || ' ' || t.detail
      FROM cases_timelineentry t JOIN cases_case c ON c.id = t.case_id
    UNION ALL SELECT 'record ' || at || ' ' || verb || ' ' || coalesce(actor_id::text, '') FROM audit_entry
    ORDER BY 1
"""
PEOPLE_FIRST = f"""
import django; django.setup()
from datetime import date
from hamroh.conf.commands.demonstration import _write_people
_write_people(date.fromisoformat("{DAY}"))
"""
THEN_CASES = f"""
import django, json, sys; django.setup()
from datetime import date
from hamroh.conf.commands.demonstration import _midnight
from hamroh.jobs.demonstration.cases import invent
told = invent(_midnight(date.fromisoformat("{DAY}"), "Asia/Dushanbe"), cases={CASES}, seed=7, workers=int(sys.argv[1]))
print(json.dumps({{"cases": told.cases, "refused": [str(r) for r in told.refused]}}))
"""


def run(code: str, role: str, *arguments: str) -> str:
    environment = os.environ | {"HAMROH_DATABASE_NAME": NAME, "HAMROH_AS": role}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE, text=True).stdout


def invented(workers: int) -> dict[str, Any]:
    run(PEOPLE_FIRST, database.OWNER)
    return dict(json.loads(run(THEN_CASES, database.APP, str(workers))))


def ask(sql: str) -> list[Any]:
    with psycopg.connect(conftest.SERVER.dsn(dbname=NAME)) as connection:
        return [row[0] for row in connection.execute(sql).fetchall()]


@pytest.fixture(scope="module")
def twice(django_db_setup: None) -> Iterator[dict[str, Any]]:
    """Invented in a database of its own, then wiped and invented again by two processes."""
    with psycopg.connect(conftest.SERVER.dsn(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME} TEMPLATE {conftest.TEMPLATE} OWNER {database.OWNER}")
        for role in state.ROLES:
            connection.execute(f"GRANT CONNECT ON DATABASE {NAME} TO {role}")
        told = invented(workers=1)
        first = ask(TOLD)
        invented(workers=2)
        yield {**told, "first": first, "second": ask(TOLD)}
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_the_same_seed_and_day_tell_the_same_again(twice: dict[str, Any]) -> None:
    assert len(twice["first"]) > 500
    assert twice["first"] == twice["second"]


def test_no_rule_stands_against_any_story(twice: dict[str, Any]) -> None:
    assert twice["refused"] == []
    assert twice["cases"] >= CASES - 2


def test_everything_happened_before_the_day_that_is_shown(twice: dict[str, Any]) -> None:
    midnight = datetime(2026, 11, 22, 19, tzinfo=UTC)
    for table, column in (
        ("cases_timelineentry", "at"), ("audit_entry", "at"), ("referrals_referral", "moved_at"), ("cases_task", "started_at"),
    ):  # fmt: skip
        first, last = ask(f"SELECT unnest(ARRAY[min({column}), max({column})]) FROM {table}")
        assert midnight - timedelta(days=3 * 365) <= first <= last <= midnight, table


def test_keys_tell_the_invented_time(twice: dict[str, Any]) -> None:
    assert ask(
        "SELECT bool_and(abs(extract(epoch FROM uuid_extract_timestamp(id) - at)) < 1) FROM cases_timelineentry"
    ) == [True]


def test_nobody_acts_but_the_invented_people(twice: dict[str, Any]) -> None:
    cast = {person.id for person in PEOPLE}
    assert set(ask("SELECT id FROM accounts_user")) == cast
    assert set(ask("SELECT DISTINCT actor_id FROM audit_entry WHERE actor_id IS NOT NULL")) <= cast
    assert set(ask("SELECT DISTINCT user_id FROM cases_teammember")) <= cast


def test_no_name_lies_open(twice: dict[str, Any]) -> None:
    """Names are invented, and sealed all the same."""
    assert ask("SELECT count(*) FROM people_identity")[0] > 0
    assert ask("SELECT count(*) FROM people_identity WHERE position('surname'::bytea in sealed) > 0") == [0]


def test_everybody_who_keeps_a_contact_log_has_some_of_the_last_weeks(twice: dict[str, Any]) -> None:
    (logged, kept) = ask(
        "SELECT unnest(ARRAY[count(*), count(*) FILTER (WHERE outcome = 'anonymous' AND language <> '')])"
        " FROM identification_contact WHERE at > timestamptz '2026-11-22 19:00Z' - interval '30 days'"
    )
    assert (logged, kept) == (60, 0)


def test_every_place_where_people_stay_has_somebody_waiting(twice: dict[str, Any]) -> None:
    waiting = ask(
        "SELECT DISTINCT o.key FROM referrals_referral r JOIN membership_organisation o"
        " ON o.id = r.recipient_organisation_id WHERE r.ended_at IS NULL AND r.kind = 'handover'"
    )
    assert set(waiting) == {"shelter-sughd", "shelter-khatlon", "shelter-state", "shelter-children"}


def test_one_case_holds_nearly_everything_that_a_file_can_hold(twice: dict[str, Any]) -> None:
    tables = (
        "conferences_item",
        "returns_return",
        "justice_proceeding",
        "support_riskassessment",
        "support_servicereceived",
        "kinship_relative",
    )
    (most,) = ask(
        "SELECT max(n) FROM (SELECT case_id, count(DISTINCT t) AS n FROM ("
        + " UNION ALL ".join(f"SELECT case_id, '{table}' AS t FROM {table}" for table in tables)
        + ") told GROUP BY 1) of_each"
    )
    assert most == len(tables)
    assert "prepared" in ask("SELECT state FROM returns_return")


@pytest.fixture(scope="module")
def pack() -> Any:
    return read_pack(shipped_pack())[0]


def test_every_role_is_held_but_the_vacant_seat(pack: Any) -> None:
    held = {role for person in PEOPLE for role in person.roles}
    assert held == {role.id for role in pack.roles if role.state != "vacant"}


def test_roles_are_held_where_the_mechanism_lets_them_be_held(pack: Any) -> None:
    above = {o.id: o.parent for o in pack.organisations}
    where = {role.id: set(role.organisations) for role in pack.roles}

    def line(organisation: str | None) -> Iterator[str]:
        while organisation:
            yield organisation
            organisation = above[organisation]

    wrong = [
        (person.username, role)
        for person in PEOPLE
        for role in person.roles
        if where[role] and not where[role] & set(line(person.organisation))
    ]
    assert not wrong


def test_whoever_gives_services_has_somebody_who_answers(pack: Any) -> None:
    answering = {r.id for r in pack.roles if "referral:answer" in r.permissions}
    manned = {p.organisation for p in PEOPLE if answering & set(p.roles)}
    assert {service.organisation for service in pack.services} <= manned


def test_nobody_shares_a_name_or_a_second_factor() -> None:
    for part in ("username", "short_name", "secret", "id"):
        assert len({getattr(person, part) for person in PEOPLE}) == len(PEOPLE), part


def test_codes_of_two_stories_never_meet() -> None:
    drawn = []
    for block in range(600):
        with drawn_from(Dice(7, "case", block).bytes):
            drawn += [spoken_code("TJ") for _ in range(12)]
    assert len(set(drawn)) == len(drawn) < CODES
    assert all(read_code(code, "TJ") == code for code in drawn)


def test_keys_of_one_moment_sort_as_they_were_made() -> None:
    with clock.standing_at(datetime(2025, 3, 1, tzinfo=UTC)), drawn_from(Dice(7, "case", 1).bytes):
        keys = [uuid7() for _ in range(100)]
    assert keys == sorted(keys)
    assert {key.version for key in keys} == {7}


def test_the_clock_goes_on_afterwards() -> None:
    before = clock.now()
    with (
        pytest.raises(ZeroDivisionError),
        clock.standing_at(before - timedelta(days=9)),
        drawn_from(Random(1).randbytes),
    ):
        assert clock.now() == before - timedelta(days=9)
        raise ZeroDivisionError
    assert clock.now() >= before
    assert uuid7() != uuid7()


def test_nothing_but_the_demonstration_stops_the_clock_or_loads_the_dice() -> None:
    found: list[str] = []
    for path in PACKAGE.rglob("*.py"):
        file = path.relative_to(PACKAGE).as_posix()
        if not file.startswith(("kernel/", "jobs/demonstration/")):
            words = {getattr(n, "attr", "") or getattr(n, "id", "") for n in ast.walk(ast.parse(path.read_text()))}
            found += [file for word in ("standing_at", "drawn_from") if word in words]
    assert not found


def test_somebody_has_a_page_of_their_own_and_used_it(twice: dict[str, Any]) -> None:
    assert ask("SELECT count(*) FROM survivor_card WHERE ended_at IS NULL") == [1]
    assert set(ask("SELECT use FROM survivor_carduse")) == {"opened", "corrected", "rated"}
    assert set(ask("SELECT decision FROM survivor_doorassessment")) >= {"offer"}
