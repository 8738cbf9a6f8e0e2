"""What changed between two packs, subject by subject, in sentences that a member can read.

Pure. A sentence is a message id with what is put into it, so that a page can tell it in the reader's language.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import Any, Final, Protocol

from hamroh.foundation.forms.definition.outline import outline
from hamroh.kernel.words import N_

from .durations import parse_duration
from .schema import Pack


class Translation(Protocol):
    """Django's `django.utils.translation` is one."""

    def gettext(self, message: str, /) -> str: ...
    def ngettext(self, singular: str, plural: str, number: int, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is called, by which field it is known, and which of its fields hold entries of their own."""

    word: str
    key: tuple[str, ...] = ("id",)
    parts: "Mapping[str, Subject]" = field(default_factory=dict)


SUBJECTS: Final[dict[str, Subject]] = {
    "mechanism": Subject(N_("Mechanism"), parts={"holidays": Subject(N_("Holiday"), ("date",))}),
    "sources": Subject(N_("Source")),
    "territory_kinds": Subject(N_("Kind of territory")),
    "territories": Subject(N_("Territory")),
    "organisation_kinds": Subject(N_("Kind of organisation")),
    "organisations": Subject(N_("Organisation")),
    "roles": Subject(N_("Role")),
    "forms": Subject(N_("Form"), parts={"questions": Subject(N_("Question")), "choices": Subject(N_("Choice"))}),
    "decisions": Subject(N_("Decision"), parts={"outcomes": Subject(N_("Outcome"))}),
    "stages": Subject(
        N_("Stage"),
        parts={"steps": Subject(N_("Step")), "limits": Subject(N_("Time limit"), ("clock", "urgency", "territory"))},
    ),
    "service_types": Subject(N_("Type of service")),
    "services": Subject(N_("Service")),
    "lists": Subject(N_("List"), parts={"codes": Subject(N_("Choice"))}),
    "documents": Subject(N_("Document"), parts={"clauses": Subject(N_("Clause"))}),
    "neighbours": Subject(N_("Neighbouring system")),
    "trainings": Subject(N_("Training")),
    "capacities": Subject(N_("Capacity")),
    "indicator_sets": Subject(
        N_("Set of indicators"),
        parts={
            "dimensions": Subject(N_("Dimension")),
            "items": Subject(N_("Question")),
            "table": Subject(N_("Row of the decision table")),
        },
    ),
}

FIELD_WORDS: Final[dict[str, str]] = {
    "population": N_("for whom"),
    "context": N_("prompts for a situation, never counted"),
    "usual": N_("asked unless another is chosen"),
    "dimensions": N_("dimensions"),
    "dimension": N_("dimension"),
    "items": N_("questions"),
    "table": N_("decision table"),
    "notes": N_("notes for whoever asks"),
    "element": N_("element of the definition"),
    "rule": N_("what makes it positive"),
    "weight": N_("weight"),
    "strong": N_("strong signs"),
    "medium": N_("medium signs"),
    "weak": N_("weak signs"),
    "medium_or_weak": N_("medium or weak signs"),
    "needs_all": N_("all of these dimensions"),
    "needs_one": N_("at least one of these dimensions"),
    "name": N_("name"),
    "basis": N_("how it is known"),
    "source": N_("sources"),
    "reviewed": N_("translation reviewed"),
    "kind": N_("kind"),
    "attempts": N_("attempts made before"),
    "territory": N_("territory"),
    "parent": N_("belongs to"),
    "state": N_("state"),
    "status": N_("status"),
    "since": N_("since"),
    "permissions": N_("what its holder may do"),
    "organisations": N_("organisations"),
    "deputy_required": N_("deputy required"),
    "roles": N_("roles"),
    "forms": N_("forms"),
    "documents": N_("documents"),
    "clauses": N_("clauses"),
    "starts": N_("what starts the clock"),
    "stops": N_("what stops the clock"),
    "each_time": N_("done anew each time"),
    "after": N_("comes after"),
    "when": N_("for whom"),
    "responsibilities": N_("who answers for it"),
    "escalation": N_("who is told when it is late"),
    "decision": N_("decision"),
    "leads_to": N_("leads to"),
    "text": N_("text"),
    "summary": N_("summary"),
    "accepts": N_("who is accepted"),
    "needs": N_("what it may ask to know"),
    "groups": N_("parts of the file that it opens"),
    "usual_for": N_("usual for these roles"),
    "capacity": N_("places"),
    "requires": N_("what it asks for first"),
    "months": N_("months it counts"),
    "conduct": N_("rules of conduct"),
    "working_week": N_("working week"),
    "valid_until": N_("list of holidays complete until"),
    "suppress_below": N_("threshold of publication"),
    "uses": N_("how much of the platform is used"),
    "id": N_("short name"),
    "note": N_("note"),
    "version": N_("version"),
    "banner": N_("notice on the pages"),
    "country": N_("country"),
    "languages": N_("languages"),
    "case_code_prefix": N_("beginning of case codes"),
    "calendar": N_("calendar"),
    "time_zone": N_("time zone"),
    "holidays": N_("holidays"),
    "date": N_("day"),
    "publication": N_("publication of figures"),
    "session": N_("signing out"),
    "idle_minutes": N_("minutes until a page signs out"),
    "grace_days": N_("days of grace"),
    "declaration_months": N_("months until a declaration is renewed"),
    "second_instance": N_("who else hears a complaint"),
    "complaint_ack": N_("time until a complaint is taken in hand"),
    "door": N_("a person’s own page"),
    "page": N_("what the page is called"),
    "danger": N_("time after a sign of danger"),
    "withdrawn": N_("time after an agreement was taken back"),
    "correct": N_("time to answer what is not right"),
    "locked": N_("time after a card was locked"),
    "approval": N_("who approves an edition"),
    "any_of": N_("any one of these roles"),
    "legal_basis": N_("rests on"),
    "title": N_("title"),
    "address": N_("address"),
    "national": N_("a national source"),
    "level": N_("level"),
    "former_names": N_("former names"),
    "uniformed": N_("in uniform"),
    "group": N_("stands for several"),
    "invented": N_("invented, for showing"),
    "every_organisation": N_("at every member"),
    "vacant_since": N_("vacant since"),
    "duties": N_("duties"),
    "code": N_("code of conduct acknowledged"),
    "declaration": N_("ties declared"),
    "training": N_("trainings"),
    "outcomes": N_("outcomes"),
    "reason_required": N_("a reason is required"),
    "second_person": N_("a second person decides too"),
    "review": N_("can be reviewed"),
    "limits": N_("time limits"),
    "clock": N_("clock"),
    "time": N_("time"),
    "urgency": N_("urgency"),
    "territories": N_("territories"),
    "may_return_to": N_("may go back to"),
    "steps": N_("steps"),
    "does": N_("what is done"),
    "responsible": N_("does it"),
    "accountable": N_("answers for it"),
    "consulted": N_("is asked"),
    "informed": N_("is told"),
    "role": N_("role"),
    "voluntary": N_("only if the person wishes"),
    "segregated": N_("kept apart from the rest of the case"),
    "unconditional": N_("help without conditions"),
    "blocks_services": N_("help waits for it"),
    "organisation": N_("organisation"),
    "type": N_("type of service"),
    "residential": N_("people live there"),
    "out_of_hours": N_("at night and on days off"),
    "codes": N_("choices"),
    "hint": N_("explanation"),
    "side": N_("whose reason it is"),
    "danger_if": N_("answer that means danger"),
    "only": N_("only for"),
    "met_by": N_("kinds of service that meet it"),
    "reference": N_("number and date"),
    "number": N_("number"),
    "boundary": N_("where its part begins"),
    "leads": N_("who leads it"),
    "passing": N_("how a person passes over"),
    "subject": N_("whom it is about"),
    "phone": N_("may be collected on phones"),
    "offline": N_("may be kept in a browser without a network"),
    "indicator_set": N_("set of indicators"),
    "workbook": N_("what it asks"),
    "settings": N_("title and version of the form"),
    "sheets": N_("further lists"),
    "questions": N_("questions"),
    "choices": N_("choices"),
    "question_kind": N_("kind of answer"),
    "relevant": N_("asked only if"),
    "required": N_("must be answered"),
    "required_message": N_("what is said when it is missing"),
    "constraint": N_("answers that are allowed"),
    "constraint_message": N_("what is said of other answers"),
    "calculation": N_("how it is worked out"),
    "default": N_("answer proposed"),
    "read_only": N_("cannot be changed"),
    "appearance": N_("how it is shown"),
    "parameters": N_("further settings"),
    "choice_filter": N_("which choices are offered"),
    "repeat_count": N_("how often it is asked"),
    "field_group": N_("part of the file"),
    "code_list": N_("code list"),
    "htcds": N_("name in the case data standard"),
    "statistic": N_("figure it counts in"),
    "ask_once": N_("asked once for all forms"),
    "indicator": N_("indicator"),
}

ADDED: Final = N_("%(subject)s: added.")
REMOVED: Final = N_("%(subject)s: removed.")
MOVED: Final = N_("%(subject)s: stands at another place in the order.")
TIME: Final = N_("%(subject)s: the time goes from %(before)s to %(after)s.")
TIME_IN: Final = N_("%(subject)s: the time goes from %(before)s to %(after)s in %(place)s.")
VALUE: Final = N_("%(subject)s: %(field)s goes from %(before)s to %(after)s.")
CHANGED: Final = N_("%(subject)s: %(field)s changed.")
NOTHING: Final = N_("nothing")
NAMED: Final = N_("%(word)s “%(name)s”")
OF: Final = N_("%(subject)s of %(whole)s")

Step = tuple[str, str, Mapping[str, str]]
"""One step on the way to a subject: the word for it, its id, its name by language."""


@dataclass(frozen=True, slots=True)
class Change:
    """`how` is added, removed, moved or changed; `path` leads from the section's entry to the part that changed."""

    how: str
    section: str
    path: tuple[Step, ...]
    field: str = ""
    before: Any = None
    after: Any = None
    where: Mapping[str, str] | None = None

    @property
    def place(self) -> str:
        return ".".join([self.section, *(name for _, name, _ in self.path if name)])

    def as_json(self) -> dict[str, Any]:
        told = {"how": self.how, "place": self.place, "field": self.field, "sentence": in_words(self)}
        return told | ({"before": self.before, "after": self.after} if self.how == "changed" else {})


def difference(old: Pack, new: Pack) -> tuple[Change, ...]:
    """All changes, in the order of the sections and of the new pack."""
    before, after = _by_place(old), _by_place(new)
    changes: list[Change] = []
    for section, subject in SUBJECTS.items():
        if section == "mechanism":
            path: tuple[Step, ...] = ((subject.word, "", after[section]["name"]),)
            changes += _entry(section, subject, path, _flattened(before[section]), _flattened(after[section]))
        else:
            changes += _entries(section, subject, (), before[section], after[section])
    return tuple(changes)


def _by_place(pack: Pack) -> dict[str, Any]:
    """The pack, plain; a limit for several territories stands there once for each, with its name (`where`)."""
    plain = pack.model_dump(mode="json")
    names = {territory["id"]: territory["name"] for territory in plain["territories"]}
    for stage in plain["stages"]:
        stage["limits"] = [
            {k: v for k, v in limit.items() if k != "territories"}
            | ({"territory": place, "where": names.get(place, {"": place})} if place else {})
            for limit in stage["limits"]
            for place in (limit["territories"] or [None])
        ]
    plain["forms"] = [_asked(form) for form in plain["forms"]]
    return plain


def _asked(form: dict[str, Any]) -> dict[str, Any]:
    """A form with its questions and choices one by one, in the place of its sheets."""
    told = {name: value for name, value in form.items() if name != "workbook"}
    return told | outline(form["workbook"] or {})


def _flattened(mechanism: dict[str, Any]) -> dict[str, Any]:
    """Calendar, threshold and session stand beside the other fields; how each is known stays with it."""
    flat = {name: value for name, value in mechanism.items() if name not in ("calendar", "publication", "session")}
    for part in ("calendar", "publication", "session"):
        for name, value in mechanism[part].items():
            flat[f"{part}.{name}" if name in flat else name] = value
    return flat


def _entries(
    section: str, subject: Subject, path: tuple[Step, ...], before: list[Any], after: list[Any]
) -> Iterator[Change]:
    old, new = ({_key(subject, entry): entry for entry in entries} for entries in (before, after))
    for key, entry in old.items():
        here = (*path, _step(subject, key, entry))
        if key not in new and (general := _elsewhere(subject, entry, new)):
            yield Change("changed", section, here, "time", entry["time"], general["time"], entry["where"])
        elif key not in new:
            yield Change("removed", section, here)
    for key, entry in new.items():
        here = (*path, _step(subject, key, entry))
        if key not in old and (general := _elsewhere(subject, entry, old)):
            yield Change("changed", section, here, "time", general["time"], entry["time"], entry["where"])
        elif key not in old:
            yield Change("added", section, here)
        else:
            yield from _entry(section, subject, here, old[key], entry)
    yield from (
        Change("moved", section, (*path, _step(subject, key, new[key]))) for key in _moved(list(old), list(new))
    )


def _elsewhere(subject: Subject, entry: Mapping[str, Any], others: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Of a limit for one territory, the limit that holds where there is none of its own, if the times differ."""
    if not entry.get("territory"):
        return None
    general = others.get(_key(subject, {**entry, "territory": None}))
    return general if general and general["time"] != entry["time"] else None


def _moved(old: list[str], new: list[str]) -> list[str]:
    """The fewest that must have been moved, told from those that kept their order."""
    both = [key for key in new if key in set(old)]
    rank = {key: place for place, key in enumerate(key for key in old if key in set(new))}
    if not _disordered(both, rank):
        return []
    best: list[tuple[int, int]] = []  # of each: how long a row may end with it, and before which it stands
    for place, key in enumerate(both):
        earlier = [(best[p][0], p) for p in range(place) if rank[both[p]] < rank[key]]
        length, link = max(earlier, default=(0, -1))
        best.append((length + 1, link))
    kept: set[str] = set()
    place = max(range(len(both)), key=lambda p: best[p][0])
    while place >= 0:
        kept.add(both[place])
        place = best[place][1]
    return [key for key in both if key not in kept]


def _disordered(both: list[str], rank: Mapping[str, int]) -> bool:
    return any(rank[one] > rank[other] for one, other in itertools.pairwise(both))


def _key(subject: Subject, entry: Mapping[str, Any]) -> str:
    return ":".join(str(entry[name]) for name in subject.key if entry.get(name))


def _step(subject: Subject, key: str, entry: Mapping[str, Any]) -> Step:
    name = entry.get("name") or {}
    title = entry.get("number") or entry.get("title") or key
    urgency = f" ({entry['urgency']})" if entry.get("urgency") else ""
    return subject.word, key, {language: f"{text}{urgency}" for language, text in name.items()} or {"": str(title)}


def _entry(
    section: str, subject: Subject, path: tuple[Step, ...], old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name), new.get(name)
        if name == "where":
            continue
        if part := subject.parts.get(name):
            yield from _entries(section, part, path, before or [], after or [])
        elif before != after:
            yield Change("changed", section, path, name, before, after, new.get("where"))


def in_words(change: Change, language: str = "en", translation: Translation | None = None) -> str:
    """The sentence for one change, in a language of the mechanism."""
    words = translation or NullTranslations()
    subject = _subject(change.path, language, words)
    if change.how != "changed":
        message = {"added": ADDED, "removed": REMOVED, "moved": MOVED}[change.how]
        return words.gettext(message) % {"subject": subject}
    told = {"subject": subject, "field": words.gettext(FIELD_WORDS.get(change.field, change.field))}
    before, after = (_value(value, language, words) for value in (change.before, change.after))
    if before is None or after is None:
        return words.gettext(CHANGED) % told
    told |= {"before": before, "after": after}
    if change.field == "time" and change.where:
        place = change.where.get(language) or next(iter(change.where.values()))
        return words.gettext(TIME_IN) % (told | {"place": place})
    return words.gettext(TIME if change.field == "time" else VALUE) % told


def _subject(path: tuple[Step, ...], language: str, words: Translation) -> str:
    """The innermost first: the step “…” of the stage “…”."""
    told = ""
    for word, _, names in path:
        name = names.get(language) or next(iter(names.values()), "")
        one = words.gettext(NAMED) % {"word": words.gettext(word), "name": name}
        told = words.gettext(OF) % {"subject": one, "whole": told} if told else one
    return told


def _value(value: Any, language: str, words: Translation) -> str | None:
    """A value short enough for a sentence; None where only a comparison side by side would show it."""
    if value is None or value in ([], ""):
        return words.gettext(NOTHING)
    if isinstance(value, bool):
        return words.gettext(N_("yes")) if value else words.gettext(N_("no"))
    if isinstance(value, dict):
        value = value.get(language) or next(iter(value.values()), "")
        return f"“{value}”" if isinstance(value, str) and len(value) <= 120 else None
    if isinstance(value, list):
        return ", ".join(value) if all(isinstance(item, str) for item in value) and len(value) <= 12 else None
    if isinstance(value, str) and (duration := parse_duration(value)):
        return duration_in_words(duration.amount, duration.unit, words)
    return str(value) if len(str(value)) <= 120 else None


def duration_in_words(amount: int, unit: str, words: Translation) -> str:
    """Two days, five working days: the amount and its unit as people say them."""
    if unit == "h":
        return words.ngettext("%(n)d hour", "%(n)d hours", amount) % {"n": amount}
    if unit == "d":
        return words.ngettext("%(n)d day", "%(n)d days", amount) % {"n": amount}
    return words.ngettext("%(n)d working day", "%(n)d working days", amount) % {"n": amount}
