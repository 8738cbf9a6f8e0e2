"""A real PostgreSQL for every run, real commits in every test, and the fixed cast.

The server and its folder live as long as the run. A template database is migrated and gets the pack and the cast, once;
each worker has a copy. After a test, what it committed is swept away; the mechanism and the cast stay.
"""

import atexit
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest

for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) is signal.SIG_IGN:  # started in the background: what tests start must still hear them
        signal.signal(number, usual)

# A busy machine is no fault of a property.
hypothesis.settings.register_profile("calm", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("calm")

os.environ["DJANGO_SETTINGS_MODULE"] = "hamroh.conf.settings"
NAME = f"hamroh_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
os.environ["HAMROH_DATABASE_NAME"] = NAME  # for commands that a test starts
if "HAMROH_TEST_RUN" not in os.environ:  # the first process of the run; workers inherit its environment
    for name in ("DATABASE_URL", "HAMROH_AS", "HAMROH_DEMO", "HAMROH_KEYS"):
        os.environ.pop(name, None)
    _home = Path(tempfile.mkdtemp(prefix="hamroh-"))
    _home.chmod(0o711)
    os.environ |= {"HAMROH_HOME": str(_home), "HAMROH_TEST_RUN": "1"}
    atexit.register(shutil.rmtree, _home, ignore_errors=True)

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import RequestFactory  # noqa: E402

from hamroh.conf import database, state  # noqa: E402
from hamroh.conf.embedded import Server  # noqa: E402
from tests import cast  # noqa: E402

TEMPLATE = "hamroh_template"
SERVER = Server(state.folder() / "database", fast=True)
for alias, role in (("default", database.APP), ("owner", database.OWNER), ("jobs", database.JOBS)):
    settings.DATABASES[alias] = database.settings_for(role) | {"NAME": NAME}
settings.PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # speed only; argon2 has a test of its own
PLAIN_FILES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
settings.STORAGES = settings.STORAGES | PLAIN_FILES
state.make_folder()
settings.STATIC_ROOT.mkdir(exist_ok=True)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Workers inherit the environment: without this their settings would be read before this file gave them a database."""
    if getattr(session.config.option, "numprocesses", None):
        SERVER.start()  # by the process that outlives the workers: they adopt it, and the first to finish ends nothing
        os.environ.pop("DJANGO_SETTINGS_MODULE")
        os.environ.pop("HAMROH_DATABASE_NAME")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if getattr(session.config.option, "numprocesses", None):
        SERVER.stop()


_base_environ = RequestFactory._base_environ


def _english_browser(self: RequestFactory, **request: object) -> dict[str, object]:
    """Every browser says which language it reads; without one the mechanism's first is spoken."""
    return {"HTTP_ACCEPT_LANGUAGE": "en", **_base_environ(self, **request)}


RequestFactory._base_environ = _english_browser  # type: ignore[method-assign]


class Loud(str):
    """What a template shows for an undefined variable: an error, so that no page silently lacks something."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise AssertionError(f"undefined in a template: {variable}")


settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Loud("%s")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Start (or, in a worker, adopt) the server; make the template once; connect to a copy as the application's role."""
    SERVER.start()
    with psycopg.connect(SERVER.dsn(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(4711)")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone():
            cast.make_template(SERVER.dsn(), TEMPLATE)
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME} TEMPLATE {TEMPLATE} OWNER {database.OWNER}")
        for role in state.ROLES:
            connection.execute(f"GRANT CONNECT ON DATABASE {NAME} TO {role}")
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield
        connections.close_all()
    SERVER.stop()


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Real commits. Afterwards all that cases, sign-ins and looks left behind is swept away."""
    from django.core.cache import cache

    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield
        if connections["default"].in_atomic_block:
            connections["default"].close()
        _sweep()
        cache.clear()


KEPT = (
    *("django_migrations", "django_content_type", "auth_permission", "accounts_user", "mfa_authenticator"),
    *("editions_edition", "forms_formversion"),
    *("conduct_acknowledgement", "conduct_declaration", "conduct_tie", "conduct_training"),
)
KEPT_ROOMS = ("reference_", "membership_", "directory_")
WHOLE_EVERY = (
    60  # rows that were deleted stay in the files until a table is truncated, which takes long for many tables
)
_tables: list[str] = []
_sweeps = iter(range(1, 10**9))


def _sweep() -> None:
    """Empty what a test wrote into: most tests write into few of the tables."""
    with connections["owner"].cursor() as cursor:
        if not _tables:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            _tables.extend(n for (n,) in cursor.fetchall() if n not in KEPT and not n.startswith(KEPT_ROOMS))
        if next(_sweeps) % WHOLE_EVERY == 0:
            cursor.execute(f"TRUNCATE {', '.join(_tables)}")
            return
        cursor.execute("SELECT " + ", ".join(f"EXISTS (SELECT FROM {name})" for name in _tables))
        written = [name for name, some in zip(_tables, cursor.fetchone(), strict=True) if some]
        if written:  # keys between tables are looked at when all of it is gone
            cursor.execute("BEGIN; " + "; ".join(_emptied(name) for name in written) + "; COMMIT")


def _emptied(table: str) -> str:
    """The record of looks lets nobody delete, not even its owner."""
    return f"TRUNCATE {table}" if table.startswith("audit_") else f"DELETE FROM {table}"
