"""What can only be seen from inside: `python -m hamroh.jobs.bench.inside SCENE RUNS`, as the application's role.

Counts the queries of each page (with many rows, and with few), prices the policy on the page's own main query, makes
the sessions, and says which requests the client is to send.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import django
import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from hamroh.jobs.bench import form
from hamroh.jobs.bench.measure import TOKEN
from hamroh.jobs.bench.pages import PAGES, Page, fields
from hamroh.jobs.bench.scene import Scene, read_scene
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.ids import uuid7


class WrongAnswer(Exception):
    """A page did not answer as its form or address deserved; the text says what it said."""


@dataclass
class Seen:
    """The statements of one request, in their order, with what was told to the policy before each."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

    def main(self, page: Page) -> tuple[str, Any, list[str]]:
        """The page's main query, and the settings that held when it ran."""
        told: list[str] = []
        found: tuple[str, Any, list[str]] | None = None
        for sql, values in self.statements:
            if sql.startswith("SET LOCAL hamroh."):
                told.append(sql)
            elif _is_main(sql, page):
                found = (sql, values, list(told))
        if found is None:
            raise LookupError(f"{page.name}: no query on {page.table}")
        return found


def _is_main(sql: str, page: Page) -> bool:
    begins = f'INSERT INTO "{page.table}"' if page.verb == "INSERT" else "SELECT "
    comes_from = page.verb == "INSERT" or f' FROM "{page.table}"' in sql
    counting = (
        page.table in ("referrals_referral", "cases_case")
        and page.verb == "SELECT"
        and f'"{page.table}"."code"' not in sql
    )
    return sql.startswith(begins) and comes_from and not counting


def measure(scene: Scene, runs: int) -> dict[str, Any]:
    told: dict[str, Any] = {}
    sessions: dict[str, str] = {}
    mode = _mode()
    when = (timezone.localtime(clock.now()) + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    for page in PAGES:
        try:
            told[page.name] = _page(page, scene, sessions, fields(page, scene, mode=mode, when=when), runs)
        except (NoReverseMatch, WrongAnswer) as error:  # one page that does not work hides nothing of the others
            told[page.name] = {"missing": str(error)}
    return told


def _page(page: Page, scene: Scene, sessions: dict[str, str], sent: list[tuple[str, str]], runs: int) -> dict[str, Any]:
    who, path = getattr(scene, page.who), _path(page, scene, page.case)
    session = sessions.setdefault(who, _sign_in(who))
    _request(path, session, sent, page.status)  # what a process keeps is in its memory then
    seen = _request(path, session, sent, page.status)
    return {
        "queries": len(seen.statements),
        "queries_few_rows": _queries_with_few(page, scene, sessions),
        "path": path,
        "fields": sent,
        "answers": page.status,
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}; language=tg",
        **_price(seen, page, runs),
        "bare": _bare(page, scene, UUID(who)),
        **({"judge_ms": form.judge_ms(timezone.localtime(clock.now()), runs)} if page.name == "form_page" else {}),
    }


def _mode() -> str:
    from hamroh.mechanism.editions.queries import current

    return str(current().codes("handover_mode")[0].id)


def _path(page: Page, scene: Scene, case: str) -> str:
    keys = [getattr(scene, name) for name in (case, page.response) if name]
    return reverse(page.route, args=keys) + (f"?at={page.at}" if page.at else "")


def _queries_with_few(page: Page, scene: Scene, sessions: dict[str, str]) -> int | None:
    if not page.few and not page.few_case:
        return None
    who = getattr(scene, page.few or page.who)
    path = _path(page, scene, page.few_case or page.case)
    session = sessions.setdefault(who, _sign_in(who))
    _request(path, session, [])  # as above
    return len(_request(path, session, []).statements)


def _sign_in(user_id: str) -> str:
    """The session that password and second factor leave behind."""
    from importlib import import_module

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

    user = get_user_model()._default_manager.get(pk=user_id)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    at = int(clock.now().timestamp())
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update({"second_factor": True, "active_at": at, "since": at})
    session.create()
    return str(session.session_key)


def _request(path: str, session: str, sent: list[tuple[str, str]], expected: int = 200) -> Seen:
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.cookies["language"] = "tg"
    seen = Seen()

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        seen.statements.append((sql, values))
        return execute(sql, values, many, context)

    data: dict[str, Any] = {}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    with connection.execute_wrapper(note):
        answer = client.post(path, {**data, "id": str(uuid7())}) if sent else client.get(path)
    if answer.status_code != expected:
        words = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
        raise WrongAnswer(f"{path} answered {answer.status_code} instead of {expected}: {words[:1500]}")
    return seen


def _price(seen: Seen, page: Page, runs: int) -> dict[str, Any]:
    """The same statement, on the same rows: as the application under the policy, and as the owner without one."""
    sql, values, told = seen.main(page)
    owner = json.loads(os.environ["HAMROH_BENCH_OWNER"])
    app = _connection_values()
    times: dict[str, list[float]] = {"app": [], "owner": []}
    plans: dict[str, Any] = {}
    with _plain(app) as under_policy, _plain(owner) as without:
        for number in range(runs + 2):
            for role, link in (("app", under_policy), ("owner", without)):
                took, plan = _explain(link, sql, values, told)
                plans[role] = plan
                if number >= 2:
                    times[role].append(took)
    app_ms, owner_ms = statistics.median(times["app"]), statistics.median(times["owner"])
    return {
        "policy_price": app_ms / owner_ms,
        "policy_ms": {"with": app_ms, "without": owner_ms},
        "main_query": sql,
        "plan": plans["app"],
    }


def _connection_values() -> dict[str, Any]:
    kept = settings.DATABASES["default"]
    return {
        "host": kept["HOST"],
        "port": kept["PORT"],
        "user": kept["USER"],
        "password": kept["PASSWORD"],
        "dbname": kept["NAME"],
    }


@contextmanager
def _plain(values: dict[str, Any]) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(
        **values, autocommit=True, prepare_threshold=None, cursor_factory=psycopg.ClientCursor
    ) as link:
        yield link


def _explain(link: psycopg.Connection[Any], sql: str, values: Any, told: list[str]) -> tuple[float, list[str]]:
    """Planning and execution, in ms, and the plan in one line a node. What it wrote is rolled back."""
    with link.transaction(force_rollback=True):
        for setting in told:
            link.execute(setting)
        if sql.startswith("INSERT"):  # the page's own row is there already: the same again under another key and code
            assert '("id", "code",' in sql
            values = [uuid7(), secrets.token_hex(8), *values[2:]]
        told_plan = link.execute(f"EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) {sql}", values).fetchone()
        assert told_plan
        document = told_plan[0][0]
    return document["Planning Time"] + document["Execution Time"], list(_nodes(document["Plan"]))


def _nodes(plan: dict[str, Any], depth: int = 0) -> Iterator[str]:
    where = plan.get("Index Name") or plan.get("Relation Name") or ""
    yield f"{'  ' * depth}{plan['Node Type']} {where} rows={plan['Plan Rows']}/{plan['Actual Rows']:g}".replace(
        "  rows", " rows"
    )
    for part in plan.get("Plans", []):
        yield from _nodes(part, depth + 1)


def _bare(page: Page, scene: Scene, user_id: UUID) -> dict[str, Any]:
    """What the bare page asks: its query, its values, and what it tells the policy."""
    from hamroh.mechanism.editions.queries import actor_of

    with transaction.atomic():
        actor = actor_of(user_id)
    assert isinstance(actor, Actor)
    case = getattr(scene, page.case) if page.case else ""
    told = {
        "actor": str(actor.user_id),
        "organisation": str(actor.organisation_id),
        "inbox": str(actor.inbox or ""),
        "keys": ",".join(str(k) for k in actor.keys),
    }
    opens = f"SET LOCAL hamroh.opened_core = '{case}'" if case else ""
    said = [f"SET LOCAL hamroh.{name} = '{value}'" for name, value in told.items()]
    return {
        "sql": page.bare,
        "settings": "; ".join([*said, *([opens] if opens else [])]),
        "opens": opens,
        "values": {
            "organisation": told["organisation"],
            "actor": told["actor"],
            "keys": [str(k) for k in actor.keys],
            "case": case,
            "code": scene.code if page.post in ("search", "person") else scene.code_5_percent,
            "ground": scene.ground,
            "service": scene.service,
            "response": scene.response,
        },
    }


if __name__ == "__main__":
    django.setup()
    json.dump(measure(read_scene(Path(sys.argv[1])), int(sys.argv[2])), sys.stdout)
