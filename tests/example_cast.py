"""Invented people of the invented country, for the walk on the second pack: a database of its own, made like the first one's."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid5

from tests import cast
from tests.cast import Member

PACK = Path(__file__).parent.parent / "mechanisms" / "example"
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
DATABASE = "hamroh_example"

salma = Member("salma", "س. الهادي", "sos-voix", ("accueil",))
karim = Member("karim", "K. Benali", "maison-nord", ("focal-point",))
leila = Member("leila", "ل. المنصوري", "maison-nord", ("referente",))
amal = Member("amal", "A. Ziani", "maison-nord", ("superviseur",))
nabil = Member("nabil", "N. Haddad", "hopital", ("focal-point", "intervenant"))
houda = Member("houda", "H. Salem", "comite", ("coordination",))
rim = Member("rim", "R. Fassi", "maison-sud", ("referente",))
EVERYBODY = (salma, karim, leila, amal, nabil, houda, rim)


@contextmanager
def example_country(admin_dsn: str) -> Iterator[None]:
    """All connections lead to the database of the second country until the end; then it is gone."""
    import psycopg
    from django.db import connections

    from hamroh.conf import database
    from hamroh.mechanism.editions import queries as editions

    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    database.prepare(admin_dsn, database=DATABASE)
    environment = os.environ | {"HAMROH_DATABASE_NAME": DATABASE, "HAMROH_AS": database.OWNER}
    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, "-m", "tests.example_cast"], check=True, env=environment, cwd=root)
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _lead_to(dict.fromkeys(before, DATABASE))
    editions.forget()
    try:
        yield
    finally:
        _lead_to(before)
        editions.forget()


def _lead_to(names: dict[str, str]) -> None:
    from django.conf import settings
    from django.db import connections

    for alias, name in names.items():
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _fill() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from hamroh.conf import database
    from hamroh.kernel.actor import system_actor
    from hamroh.mechanism.editions.actions import load_mechanism
    from hamroh.mechanism.editions.pack import read_pack

    call_command("migrate", verbosity=0)
    database.grant_plain_tables()
    pack, _ = read_pack(PACK)
    loader = system_actor("mechanism-load")
    load_mechanism(loader, pack=pack, now=BEGAN)
    for member in EVERYBODY:
        _write(loader, member)


def _write(loader: object, member: Member) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    from hamroh.foundation.accounts.actions import give_second_factor
    from hamroh.foundation.accounts.models import User
    from hamroh.mechanism.membership.actions import give_post

    password = MD5PasswordHasher().encode(cast.PASSWORD, "cast")
    User(id=member.id, username=member.username, short_name=member.short_name, password=password).save(
        force_insert=True
    )
    give_second_factor(loader, user_id=member.id, secret=cast.SECRET, now=BEGAN)  # type: ignore[arg-type]
    organisation = cast.organisation_id(member.organisation)
    for role in member.roles:
        give_post(loader, user_id=member.id, organisation_id=organisation, role=role, now=BEGAN)  # type: ignore[arg-type]
    _may_begin(loader, member)


def _may_begin(loader: object, member: Member) -> None:
    """Whatever the pack asks for before a role opens is done."""
    from hamroh.kernel.actor import Actor
    from hamroh.mechanism.conduct.actions import acknowledge_code, declare_ties, note_training
    from hamroh.mechanism.editions.queries import code_version, current

    organisation, version, pack = cast.organisation_id(member.organisation), code_version(), current().pack
    actor = Actor(member.id, organisation)
    if pack.code_of_conduct:
        code = pack.code_of_conduct.id
        acknowledge_code(actor, document=code, read=version, in_force=version, language="ar", now=BEGAN)
    declare_ties(
        actor,
        id=uuid5(member.id, "declared"),
        nothing=True,
        ties=(),
        organisations=(),
        until=date(2099, 1, 1),
        now=BEGAN,
    )
    for training in pack.trainings:
        note_training(
            loader,  # type: ignore[arg-type]
            id=uuid5(member.id, training.id), user_id=member.id, organisation_id=organisation, kind=training.id,
            on=BEGAN.date(), until=None, paper="List 1", now=BEGAN,
        )  # fmt: skip


if __name__ == "__main__":
    _fill()
