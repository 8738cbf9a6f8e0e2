"""The invented people: who works where, as what. Written by the owner of the database, before anybody acts."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID, uuid5

from django.db import transaction

from hamroh.foundation.accounts.actions import create_account, give_second_factor
from hamroh.foundation.accounts.terms import DEMO_PASSWORD
from hamroh.jobs.demonstration.conduct import keep_conduct
from hamroh.kernel import clock
from hamroh.kernel.actor import system_actor
from hamroh.kernel.ids import drawn_from
from hamroh.mechanism.editions.actions import load_mechanism
from hamroh.mechanism.editions.pack import Pack
from hamroh.mechanism.membership.actions import give_post
from hamroh.mechanism.membership.queries import organisation_by_key

_INVENTED = UUID("0b9a2f52-6f1e-4b8c-9a55-3c1f7e2d9b04")


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast: how they sign in, how colleagues know them, for whom and as what they act."""

    username: str
    short_name: str
    organisation: str
    roles: tuple[str, ...]

    @property
    def id(self) -> UUID:
        return uuid5(_INVENTED, self.username)

    @property
    def secret(self) -> str:
        """The second factor's secret, base 32. Published like the password: whoever runs the demo sees its codes."""
        return base64.b32encode(hashlib.sha256(self.id.bytes).digest()[:20]).decode()


PEOPLE = tuple(
    Person(username, short_name, organisation, tuple(roles.split()))
    for username, short_name, organisation, roles in (
        # The mechanism as a whole. The seat of the national coordinator is vacant, as the pack says.
        ("zebo", "Z. Azizova", "imc", "secretary"),
        ("bahrom", "B. Ismoilov", "imc", "data-protection-lead"),
        ("mavzuna", "M. Hasanova", "imc", "status-panel"),
        ("naimjon", "N. Vohidov", "imc", "status-panel"),
        ("dilafruz", "D. Rajabova", "imc", "status-panel"),
        ("jahongir", "J. Salimov", "imc-sughd", "secretary"),
        ("suhrob", "S. Qosimov", "mia-tipc", "nrm-secretariat"),
        ("ravshan", "R. Yodgorov", "ombuds", "independent-rapporteur"),
        ("hakim", "H. Boboev", "mohsp", "standards-inspector"),
        ("tahmina", "T. Safarova", "stat", "statistics-viewer"),
        ("firuza", "F. Najmiddinova", "osce", "statistics-viewer"),
        ("oisha", "O. Zoirova", "psych-centre", "survivor-adviser"),
        # First contact
        ("rustam", "R. Hakimov", "border-sughd", "frontline-identifier"),
        ("jamshed", "J. Sharipov", "border-sughd", "frontline-identifier"),
        ("sherzod", "Sh. Murodov", "border-hisor", "frontline-identifier"),
        ("khurshed", "Kh. Nurov", "police-khatlon", "frontline-identifier"),
        ("orzu", "O. Latifova", "mfa", "frontline-identifier"),
        ("behruz", "B. Tursunov", "molme", "frontline-identifier"),
        ("sabohat", "S. Rajabova", "moes", "frontline-identifier"),
        ("latofat", "L. Umarova", "mohsp", "frontline-identifier"),
        ("nozim", "N. Davlatov", "local-exec-kulob", "frontline-identifier"),
        ("gulbahor", "G. Sattorova", "hotline", "hotline-operator"),
        # Shelters
        ("nigora", "N. Saidova", "shelter-sughd", "case-manager"),
        ("sitora", "S. Yusufova", "shelter-sughd", "case-manager"),
        ("sadbarg", "S. Nazirova", "shelter-sughd", "case-manager"),  # new: has not begun yet
        ("malika", "M. Karimova", "shelter-sughd", "supervisor"),
        ("mehri", "M. Sharipova", "shelter-sughd", "lawyer"),
        ("gulnora", "G. Nazarova", "shelter-sughd", "focal-point"),
        ("lola", "L. Ergasheva", "shelter-sughd", "shelter-manager"),
        ("anahita", "A. Mirzoeva", "shelter-khatlon", "case-manager"),
        ("shahlo", "Sh. Rahimova", "shelter-khatlon", "supervisor"),
        ("munira", "M. Abdulloeva", "shelter-khatlon", "focal-point shelter-manager"),
        ("dilbar", "D. Haydarova", "shelter-state", "case-manager"),
        ("savri", "S. Valieva", "shelter-state", "supervisor"),
        ("umed", "U. Mahmudov", "shelter-state", "focal-point shelter-manager"),
        ("madina", "M. Rahimova", "shelter-children", "case-manager"),
        ("zulfiya", "Z. Odinaeva", "shelter-children", "supervisor"),
        ("ruhshona", "R. Jurayeva", "shelter-children", "focal-point shelter-manager"),
        ("kamol", "K. Sangov", "shelter-children", "guardian-representative"),
        # Those who give services
        ("farrukh", "F. Olimov", "clinic-sughd", "focal-point"),
        ("zarina", "Z. Davlatova", "clinic-sughd", "provider-worker"),
        ("faridun", "F. Sodiqov", "clinic-dushanbe", "focal-point"),
        ("nasiba", "N. Ghaforova", "clinic-dushanbe", "provider-worker"),
        ("parviz", "P. Rahmonov", "clinic-khatlon", "focal-point provider-worker"),
        ("manizha", "M. Toirova", "psych-centre", "focal-point provider-worker"),
        ("iskandar", "I. Norov", "legal-aid", "focal-point provider-worker"),
        ("ilhom", "I. Aminov", "training-centre", "focal-point provider-worker"),
        ("parvina", "P. Sharifova", "hotline", "focal-point provider-worker"),
        ("husrav", "H. Qurbonov", "local-exec-isfara", "focal-point"),
        ("shirin", "Sh. Kamolova", "iom", "focal-point"),
    )
)


NEWCOMERS = ("sadbarg",)  # see in the demonstration what stands before the first day of work


def write_people(pack: Pack, *, since: datetime) -> None:
    """Publish the pack, and give everybody an account, a second factor and posts, all dated `since`."""
    inventor = system_actor("demonstration")
    source = Random("the cast").randbytes
    with clock.standing_at(since), drawn_from(source), transaction.atomic():
        load_mechanism(inventor, pack=pack, now=since)
        for person in PEOPLE:
            create_account(
                inventor,
                id=person.id,
                username=person.username,
                short_name=person.short_name,
                password=DEMO_PASSWORD,
                now=since,
            )
            give_second_factor(inventor, user_id=person.id, secret=person.secret, now=since)
            organisation = organisation_by_key(person.organisation)
            assert organisation, person.organisation
            for role in person.roles:
                give_post(inventor, user_id=person.id, organisation_id=organisation.pk, role=role, now=since)
    for person in PEOPLE:
        if person.username not in NEWCOMERS:
            keep_conduct(inventor, person.id, since=since)
