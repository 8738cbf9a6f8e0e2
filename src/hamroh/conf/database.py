"""Which database, which login, and what each login may do with tables that hold no case data.

Three roles of the cluster: `hamroh_owner` owns and migrates; `hamroh_app` serves pages, owns nothing and belongs to no
other role; `hamroh_jobs` runs named jobs. Tables with case data grant in their own migrations, beside their policy.
"""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hamroh.conf import state
from hamroh.conf.embedded import Server

OWNER, APP, JOBS = state.ROLES
ATTRIBUTES = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT"
DATABASE = os.environ.get("HAMROH_DATABASE_NAME", "hamroh")  # of the embedded server

# Tables without case data: what the application and the jobs may do. A table in neither this list nor under a policy
# makes `hamroh check policy` fail.
READ, KEEP = "SELECT", "SELECT, INSERT, UPDATE, DELETE"
PLAIN_TABLES: dict[str, dict[str, str]] = {
    "django_migrations": {APP: READ, JOBS: READ},
    "django_content_type": {APP: READ},
    "django_session": {APP: KEEP},
    "auth_group": {},
    "auth_group_permissions": {},
    "auth_permission": {APP: READ},
    "accounts_user": {APP: "SELECT, INSERT, UPDATE (password, last_login, language, session_round)"},
    "account_emailaddress": {APP: KEEP},
    "account_emailconfirmation": {APP: KEEP},
    "mfa_authenticator": {APP: KEEP},
    "axes_accessattempt": {APP: KEEP},
    "axes_accessattemptexpiration": {APP: KEEP},
    "axes_accessfailurelog": {APP: KEEP},
    "axes_accesslog": {APP: KEEP},
    "reference_territory": {APP: READ, JOBS: "SELECT, INSERT, UPDATE"},
    "forms_formversion": {APP: READ, JOBS: "SELECT, INSERT"},
    "membership_organisation": {APP: "SELECT, INSERT, UPDATE (status)", JOBS: "SELECT, INSERT, UPDATE"},
    "membership_membershipstatus": {APP: "SELECT, INSERT", JOBS: "SELECT, INSERT"},
    "membership_cascade": {APP: "SELECT, INSERT", JOBS: "SELECT, UPDATE (done_at, returned)"},
    "membership_post": {APP: "SELECT, INSERT, UPDATE (until)"},
    "membership_contact": {APP: "SELECT, INSERT, UPDATE (phone, hours, written_by, written_at)"},
    "membership_nomination": {APP: "SELECT, INSERT"},
    "membership_findingstep": {APP: "SELECT, INSERT"},
    "membership_agreement": {APP: "SELECT, INSERT"},
    "membership_signature": {APP: "SELECT, INSERT"},
    "membership_resetrequest": {APP: "SELECT, INSERT, UPDATE (decided_by, decided_at, granted)"},
    "conduct_acknowledgement": {APP: "SELECT, INSERT"},
    "conduct_declaration": {APP: "SELECT, INSERT"},
    "conduct_training": {APP: "SELECT, INSERT"},
    "directory_service": {APP: "SELECT, UPDATE (free, confirmed_at)", JOBS: "SELECT, INSERT, UPDATE"},
    "editions_edition": {APP: READ, JOBS: "SELECT, INSERT, UPDATE (moved_at, moved, not_moved)"},
    "monitoring_workfigure": {APP: READ, JOBS: KEEP},
}
# Those among them whose rows only some may write, by a policy that says who. `hamroh check policy` proves it.
GUARDED = (
    "accounts_user",
    "editions_edition",
    "forms_formversion",
    *(t for t in PLAIN_TABLES if t.startswith(("membership_", "conduct_"))),
)


def embedded() -> Server | None:
    """The embedded server of this installation, or None when DATABASE_URL names another."""
    return None if os.environ.get("DATABASE_URL") else Server(state.folder() / "database")


def settings_for(role: str) -> dict[str, Any]:
    """Django's connection settings for one of the three roles."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        server = Server(state.folder() / "database")
        return _settings(name=DATABASE, user=role, password=state.secret(role), host=server.host, port=str(server.port))
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    own = unquote(parts.username or "") == role or (role == OWNER)
    return _settings(
        name=unquote(parts.path.lstrip("/")) or DATABASE,
        user=unquote(parts.username or "") if own else role,
        password=unquote(parts.password or "") if own else state.secret(role),
        host=options.pop("host", parts.hostname or ""),
        port=options.pop("port", str(parts.port or "")),
        options=options,
    )


def _settings(
    name: str, user: str, password: str, host: str, port: str, options: dict[str, str] | None = None
) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": f"hamroh:{user}", **(options or {})},
    }


def database_name() -> str:
    """The database of this installation: the one that DATABASE_URL names, or the embedded server's."""
    return unquote(urlsplit(os.environ.get("DATABASE_URL", "")).path.lstrip("/")) or DATABASE


def prepare(admin_dsn: str, *, database: str = DATABASE, create: bool = True) -> None:
    """Create the roles (once a cluster, under a lock) and the database. Safe to run again.

    `admin_dsn` is a login that may create roles; with `create` it may create the database as well. A role that exists
    keeps its attributes, which only a superuser could change: `hamroh check login` judges them.
    """
    import psycopg
    from psycopg import sql

    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(746172326)")
        for role in state.ROLES:
            exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            words = "ALTER ROLE {} PASSWORD {}" if exists else f"CREATE ROLE {{}} {ATTRIBUTES} PASSWORD {{}}"
            connection.execute(sql.SQL(words).format(sql.Identifier(role), sql.Literal(state.secret(role))))
        connection.execute(f"ALTER ROLE {APP} SET statement_timeout = '20s'")
        connection.execute(f"ALTER ROLE {APP} SET idle_in_transaction_session_timeout = '60s'")
        # Pages ask for little. Starting helpers or a compiler takes longer than any of their queries.
        connection.execute(f"ALTER ROLE {APP} SET max_parallel_workers_per_gather = 0")
        connection.execute(f"ALTER ROLE {APP} SET jit = off")
        # A mechanism's rows fit in memory. Told so, plans follow an index in the order of the page and stop after it;
        # else they gather and sort all of an organisation's open work, which a policy makes look small.
        connection.execute(f"ALTER ROLE {APP} SET random_page_cost = 1")
        if create and not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                    sql.Identifier(database), sql.Identifier(OWNER)
                )
            )
        connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))
        for role in state.ROLES:
            connection.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), sql.Identifier(role))
            )


def grant_plain_tables() -> None:
    """After migrating, as the owner: give each role exactly what PLAIN_TABLES says."""
    from django.db import connection

    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, grants in PLAIN_TABLES.items():
            if table in tables:
                cursor.execute(f"REVOKE ALL ON {table} FROM {APP}, {JOBS}")
                for role, verbs in grants.items():
                    cursor.execute(f"GRANT {verbs} ON {table} TO {role}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}")


def admin_dsn() -> str:
    """A login that may create roles: the embedded server's superuser, or the one of DATABASE_URL."""
    server = embedded()
    return server.dsn() if server else os.environ["DATABASE_URL"]
