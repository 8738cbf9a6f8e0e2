"""Letters to a person: neutral outside, plain inside, in the language that the person reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hamroh.casework.people import queries as people
from hamroh.foundation.audit.actions import record
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import InForce
from hamroh.web.shell.languages import offered_languages
from hamroh.web.shell.paper import set_in_type
from hamroh.web.shell.templatetags.hamroh import ml
from hamroh.web.shell.texts import direction


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a letter: its heading, what it says, and points of it."""

    head: str
    paragraphs: Sequence[str] = ()
    points: Sequence[str] = ()

    def as_value(self) -> dict[str, Any]:
        return {"head": self.head, "paragraphs": list(self.paragraphs), "points": list(self.points)}


def language_for(case: Any, edition: InForce) -> str:
    """The first of the person's languages that the mechanism speaks, else its own. The profile must be open."""
    known = edition.pack.mechanism.languages
    return next((code for code in people.profile_of(case.person_id).languages if code in known), known[0])


def letter_languages(case: Any, edition: InForce) -> list[dict[str, Any]]:
    """The languages of a letter, each in its own name; the person’s own first. The profile must be open."""
    own, names = language_for(case, edition), dict(offered_languages())
    known = sorted(edition.pack.mechanism.languages, key=lambda code: code != own)
    return [{"code": code, "name": names.get(code, code), "own": code == own} for code in known]


def name_for(case: Any, shown: bool) -> str:
    """The name, only while whoever makes the letter has asked to see it; else nothing but the code stands there."""
    names = people.identity_of(case.person_id).names if shown else None
    return " ".join(filter(None, (names.given, names.patronymic, names.surname))) if names else ""


def long_day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "DATE_FORMAT")


def where_help_is() -> Part:
    """The end of every letter."""
    return Part(
        _("Where to get help"),
        [
            _(
                "Whoever gave you this letter goes on helping you: a safe place, health, counsel, a lawyer. "
                "Ask them whatever is not clear, as often as you like."
            ),
            _(
                "You need no papers for it, and you need not speak with the police. You may also take this letter to anybody "
                "you trust."
            ),
        ],
    )


def letter(
    actor: Actor, case: Any, *, kind: str, title: str, name: str, parts: Sequence[Part], reference: str, at: datetime
) -> HttpResponse:
    """The letter as a file whose name says a code and nothing else; that it was made is recorded. In the active language."""
    language = translation.get_language() or "en"
    values = {
        "lang": language,
        "dir": direction(language),
        "outside": {
            "title": _("Letter %(code)s") % {"code": case.code},
            "code": case.code,
            "day": long_day(at),
            "line": _("For one person only. Please hand it over unopened."),
        },
        "inside": {
            "from": ml(case.organisation.names),
            "day": long_day(at),
            "reference_word": _("Reference"),
            "reference": reference,
            "title": title,
            "name": name,
        },
        "sections": [part.as_value() for part in parts],
        "foot": case.code,
    }
    made = set_in_type("letter", values, timezone.localtime(at))
    record(
        actor,
        "letter.made",
        resource="case",
        resource_id=case.pk,
        case_id=case.pk,
        kind=kind,
        language=language,
        named=bool(name),
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{case.code}.pdf"'
    return response
