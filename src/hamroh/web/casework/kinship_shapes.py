"""Guardians, best interests, ages, relatives and groups as pages say them: values in, words out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hamroh.casework.kinship import terms
from hamroh.casework.kinship.queries import Written
from hamroh.foundation.reference.queries import territories
from hamroh.web.shell.clocks import day
from hamroh.web.shell.parts import Tag
from hamroh.web.shell.templatetags.hamroh import ml

Pairs = list[tuple[Any, Any]]


def word(words: Mapping[Any, str], code: str) -> str:
    return _(words[code]) if code in words else code


def dated(value: Any) -> str:
    """A day with its year: appointments and reviews reach over years."""
    return f"{day(value)} {value.year}" if isinstance(value, date) else ""


def yes(value: Any) -> str:
    return _("Yes") if value else ""


def _pairs(words: Mapping[str, str], values: Mapping[str, Any]) -> Pairs:
    return [(_(words[part]), values[part]) for part in words if values.get(part) not in ("", None, [])]


def guardian_pairs(w: Written) -> Pairs:
    values = dict(w.told) | {
        "role": word(terms.ROLE_WORDS, w["role"]),
        "tie": word(terms.TIE_WORDS, w["tie"]),
        "appointed_by": word(terms.APPOINTER_WORDS, w["appointed_by"]),
        "paper": word(terms.PAPER_WORDS, w["paper"]),
        "since": dated(w["since"]),
        "until": dated(w["until"]),
        "ended_because": word(terms.END_WORDS, w["ended_because"]),
        "suspected": yes(w["suspected"]),
        "card": yes(w["card"]),
    }
    return _pairs(terms.GUARDIAN_WORDS, values)


def guardian_tags(w: Written, today: date) -> list[Tag]:
    if w["suspected"]:
        return [Tag("urgent", _("Barred: never asked, never told"))]
    if w["until"] is not None and w["until"] < today:
        return [Tag("void", _("Ended"))]
    card = [Tag("info", _("May hold the child’s card"))] if w["card"] else []
    return [Tag("ok", _("Stands by the child")), *card]


def weighed_pairs(names: Mapping[UUID, str]) -> Callable[[Written], Pairs]:
    def pairs(w: Written) -> Pairs:
        values = dict(w.told) | {
            "about": word(terms.MATTER_WORDS, w["about"]),
            "assent": word(terms.ASSENT_WORDS, w["assent"]),
            "took_part": [word(terms.PART_WORDS, code) for code in w["took_part"]],
            "decided_by": names.get(w["decided_by"], ""),
            "decided_on": dated(w["decided_on"]),
            "review_on": dated(w["review_on"]),
        }
        return _pairs(terms.BEST_INTERESTS_WORDS, values)

    return pairs


def age_pairs(w: Written) -> Pairs:
    born = w["birth_date"]
    values = dict(w.told) | {
        "birth_date": dated(date.fromisoformat(born)) if born else "",
        "told_by": word(terms.TOLD_WORDS, w["told_by"]),
        "told_on": dated(w["told_on"]),
    }
    return _pairs(terms.AGE_WORDS, values)


def assessment_pairs(w: Written) -> Pairs:
    values = dict(w.told) | {
        "method": word(terms.METHOD_WORDS, w["method"]),
        "assessor": word(terms.ASSESSOR_WORDS, w["assessor"]),
        "assessed_on": dated(w["assessed_on"]),
        "range": _("%(low)s to %(high)s") % {"low": w["low"], "high": w["high"]},
        "result": word(terms.RESULT_WORDS, w["result"]),
    }
    return _pairs(terms.ASSESSMENT_WORDS, values)


def relative_pairs(w: Written) -> Pairs:
    values = dict(w.told) | {
        "relation": word(terms.RELATIVE_WORDS, w["relation"]),
        "dependant": yes(w["dependant"]),
        "must_not_know": yes(w["must_not_know"]),
        "until": dated(w["until"]),
    }
    return _pairs(terms.RELATIVE_PARTS, values)


def facts_pairs(w: Written) -> Pairs:
    regions = {t.pk: ml(t.names) for t in territories()}
    values = dict(w.told) | {
        "work": word(terms.WORK_WORDS, w["work"]),
        "since": dated(w["since"]),
        "until": dated(w["until"]),
    }
    region = regions.get(w["territory_id"]) if w["territory_id"] else None
    return _pairs(terms.GROUP_PARTS, values) + ([(_("Region"), region)] if region else [])
