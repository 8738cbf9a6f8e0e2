"""The two hidden commands behind `hamroh demo`: the invented people as the owner, their cases as the application."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from hamroh.conf import database, state
from hamroh.conf.commands.setup import installation, say, this_command

SEED = 2026
CASES = 300
MOST_WORKERS = 8
YEARS = timedelta(days=3 * 365)
KEPT = ("django_migrations", "django_content_type", "auth_permission")


class QuickHash(Argon2PasswordHasher):
    """For a published password, where slowness protects nothing. The first sign-in of each person renews it."""

    time_cost, memory_cost, parallelism = 1, 64, 1


def fill(arguments: argparse.Namespace) -> int:
    """Invent everything, unless this has been done. What a failed attempt left is wiped first.

    The database's mark comes last, so that only a whole demo bears it.
    """
    if not _is_ours():
        return 1
    with installation(database.OWNER):
        from hamroh.foundation.accounts.access import is_demo_database
        from hamroh.foundation.accounts.actions import mark_as_demo

        if is_demo_database():
            _say_how_old()
            return 0
        day = _write_people()
        try:
            this_command("demo-cases", "--day", day.isoformat(), role=database.APP)
        except subprocess.CalledProcessError as failed:
            say("hamroh: the demo's cases could not be invented; the next start begins anew.")
            return failed.returncode
        _tidy()
        mark_as_demo()
    return 0


def invent_cases(arguments: argparse.Namespace) -> int:
    """The cases, through the real acts, as the role that owns nothing."""
    if not _is_ours():
        return 1
    # After a crash the mark is missing, and all is made anew: nothing need be safe on disk before the end.
    os.environ["PGOPTIONS"] = "-c synchronous_commit=off"
    with installation(database.APP):
        from hamroh.jobs.demonstration.cases import invent
        from hamroh.mechanism.editions import queries as editions

        # Each waits for the database half of its time. Elsewhere than on Linux a process cannot be split safely.
        workers = min(2 * (os.cpu_count() or 1), MOST_WORKERS) if sys.platform == "linux" else 1
        until = _midnight(arguments.day, editions.zone())
        told = invent(until, cases=CASES, seed=SEED, tell=say, workers=workers)
        for refused in told.refused:
            say(f"A story ended early, because a rule said no: {refused}")
    return 0


def _is_ours() -> bool:
    """Never into somebody's database: only into the embedded one of a demo."""
    if state.demo() and not os.environ.get("DATABASE_URL"):
        return True
    say("hamroh: invented data belong to `hamroh demo` alone.")
    return False


def _say_how_old() -> None:
    """What waited on the day of the invention has become late since."""
    from hamroh.kernel import clock
    from hamroh.mechanism.editions import queries as editions

    days = (clock.now() - editions.current().published_at - YEARS).days
    if days > 1:
        say(f"This demo was invented {days} days ago, so much in it is late by now; --fresh makes it anew.")


def _write_people(day: date | None = None) -> date:
    """Wipe whatever is there, publish the pack and write the cast. Returns the day that is shown: today."""
    from hamroh.jobs.demonstration.pack import shipped_pack
    from hamroh.jobs.demonstration.people import PEOPLE, write_people
    from hamroh.kernel import clock
    from hamroh.mechanism.editions.pack import read_pack

    settings.PASSWORD_HASHERS = [f"{QuickHash.__module__}.{QuickHash.__qualname__}"]
    pack, _ = read_pack(shipped_pack())
    zone = pack.mechanism.calendar.time_zone
    day = day or clock.now().astimezone(ZoneInfo(zone)).date()
    say(f"Inventing {len(PEOPLE)} people…")
    _wipe()
    write_people(pack, since=_midnight(day, zone) - YEARS)
    return day


def _midnight(day: date, zone: str) -> datetime:
    """The day's first moment where the mechanism works: what is invented lies before it."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def _wipe() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name not in KEPT]
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


def _tidy() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
