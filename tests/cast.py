"""The fixed cast: invented people in every role, with near-misses. Tests name them; nobody else is ever needed.

Nigora (case manager) and Sitora (her colleague, never on her team) and Malika (supervisor) and Gulnora (focal point)
work at the shelter in Sughd; Rustam is a border guard there, Jamshed his colleague; Farrukh is focal point and Zarina
a worker of the clinic; Parviz is focal point of another clinic; Anahita is case manager of another shelter; Zebo is the
secretary of the mechanism, Bahrom leads data protection; Lola, Komil and Shahlo sit on the panel that decides on formal
status; Tahmina reads statistics only; Ravshan handles complaints outside it; Daler has an account and no post.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid5

PACK = Path(__file__).parent.parent / "mechanisms" / "tajikistan"
PASSWORD = "walk-with-me-2026"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of everybody's second factor
NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # a Monday, 10:00 in Dushanbe
_NAMESPACE = UUID("6f3c9f8e-3a71-4a63-9a34-0c2d6e2f9b11")


@dataclass(frozen=True)
class Member:
    username: str
    short_name: str
    organisation: str
    roles: tuple[str, ...]

    @property
    def id(self) -> UUID:
        return uuid5(_NAMESPACE, self.username)


SHELTER, CLINIC, OTHER_CLINIC, NGO, BORDER, SECRETARIAT = (
    "shelter-sughd",
    "clinic-sughd",
    "clinic-khatlon",
    "shelter-khatlon",
    "border-sughd",
    "imc",
)
nigora = Member("nigora", "N. Saidova", SHELTER, ("case-manager",))
sitora = Member("sitora", "S. Yusufova", SHELTER, ("case-manager",))
malika = Member("malika", "M. Karimova", SHELTER, ("supervisor",))
gulnora = Member("gulnora", "G. Nazarova", SHELTER, ("focal-point",))
rustam = Member("rustam", "R. Hakimov", BORDER, ("frontline-identifier",))
jamshed = Member("jamshed", "J. Sharipov", BORDER, ("frontline-identifier",))
farrukh = Member("farrukh", "F. Olimov", CLINIC, ("focal-point",))
zarina = Member("zarina", "Z. Davlatova", CLINIC, ("provider-worker",))
parviz = Member("parviz", "P. Rahmonov", OTHER_CLINIC, ("focal-point",))
anahita = Member("anahita", "A. Mirzoeva", NGO, ("case-manager",))
zebo = Member("zebo", "Z. Azizova", SECRETARIAT, ("secretary",))
bahrom = Member("bahrom", "B. Ismoilov", SECRETARIAT, ("data-protection-lead",))
lola = Member("lola", "L. Ghafurova", SECRETARIAT, ("status-panel",))
komil = Member("komil", "K. Nurov", SECRETARIAT, ("status-panel",))
shahlo = Member("shahlo", "Sh. Odinaeva", SECRETARIAT, ("status-panel",))
tahmina = Member("tahmina", "T. Safarova", "stat", ("statistics-viewer",))
ravshan = Member("ravshan", "R. Yodgorov", "ombuds", ("independent-rapporteur",))
daler = Member("daler", "D. Qodirov", "", ())
EVERYBODY = (
    nigora, sitora, malika, gulnora, rustam, jamshed, farrukh, zarina, parviz, anahita, zebo, bahrom, tahmina, ravshan,
    daler, lola, komil, shahlo,
)  # fmt: skip


@contextmanager
def acting(member: Member) -> Iterator[object]:
    """One committed transaction in which this person acts."""
    from django.db import transaction

    from hamroh.foundation.permissions.access import act_as
    from hamroh.mechanism.editions.queries import actor_of

    with transaction.atomic():
        actor = actor_of(member.id)
        act_as(actor)
        yield actor


def organisation_id(key: str) -> UUID:
    from hamroh.mechanism.membership.models import Organisation

    return Organisation.objects.get(key=key).pk


def make_template(admin_dsn: str, name: str) -> None:
    """In a process of its own, as the owner: migrate, load the pack, write the cast."""
    from hamroh.conf import database

    database.prepare(admin_dsn, database=name)
    environment = os.environ | {"HAMROH_DATABASE_NAME": name, "HAMROH_AS": database.OWNER}
    subprocess.run([sys.executable, "-m", "tests.cast"], check=True, env=environment, cwd=Path(__file__).parent.parent)


def _fill_template() -> None:
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
    load_mechanism(loader, pack=pack, now=datetime(2026, 1, 1, tzinfo=UTC))
    _write_cast(loader)


BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def _begin_work(loader: object, member: Member) -> None:
    """Everybody has read the code, declared that there is nothing, and was trained: whatever role a test gives them."""
    from hamroh.kernel.actor import Actor
    from hamroh.mechanism.conduct.actions import acknowledge_code, declare_ties, note_training
    from hamroh.mechanism.editions.queries import code_version, current

    organisation, version = organisation_id(member.organisation or SHELTER), code_version()
    actor = Actor(member.id, organisation)
    acknowledge_code(actor, document="code-of-conduct", read=version, in_force=version, language="tg", now=BEGAN)
    declare_ties(
        actor,
        id=uuid5(member.id, "declared"),
        nothing=True,
        ties=(),
        organisations=(),
        until=date(2099, 1, 1),
        now=BEGAN,
    )
    for training in current().pack.trainings:
        note_training(
            loader,  # type: ignore[arg-type]
            id=uuid5(member.id, training.id), user_id=member.id, organisation_id=organisation, kind=training.id,
            on=BEGAN.date(), until=None, paper="List 1", now=BEGAN,
        )  # fmt: skip


def _write_cast(loader: object) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    from hamroh.foundation.accounts.actions import give_second_factor
    from hamroh.foundation.accounts.models import User
    from hamroh.mechanism.membership.actions import give_post

    password = MD5PasswordHasher().encode(PASSWORD, "cast")
    for member in EVERYBODY:
        User(id=member.id, username=member.username, short_name=member.short_name, password=password).save(
            force_insert=True
        )
        give_second_factor(loader, user_id=member.id, secret=SECRET, now=datetime(2026, 1, 1, tzinfo=UTC))  # type: ignore[arg-type]
        for role in member.roles:
            give_post(
                loader,  # type: ignore[arg-type]
                user_id=member.id,
                organisation_id=organisation_id(member.organisation),
                role=role,
                now=BEGAN,
            )
        _begin_work(loader, member)


if __name__ == "__main__":
    _fill_template()
