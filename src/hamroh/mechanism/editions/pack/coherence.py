"""What a pack must keep to beyond its shape: clocks set once, lists that pages need, rules no country may loosen."""

from collections import defaultdict
from zoneinfo import available_timezones

from .findings import Finding, Severity
from .places import at, find_all, warn
from .sections import Sections
from .tree import Node
from .words import MOST_OBSERVATIONS, REQUIRED_CLOCKS, REQUIRED_LISTS, SAFETY_QUESTIONS, SIDED_LISTS, STATUS_LISTS


def check_coherence(sections: Sections) -> list[Finding]:
    return [
        *_clocks(sections),
        *_lists(sections),
        *_levels(sections),
        *_time_zone(sections),
        *_week(sections),
        *_services(sections),
        *_whereabouts(sections),
        *_code_of_conduct(sections),
        *_handlers(sections),
        *_formal_status(sections),
    ]


def _code_of_conduct(sections: Sections) -> list[Finding]:
    """A role that asks for the code, where there is none, could never begin."""
    readable = any(
        _text(document, "kind") == "code_of_conduct"
        and _text(document, "status") != "repealed"
        and (clauses := document.entries.get("clauses"))
        and clauses.items
        for document in sections.entries("documents")
    )
    if readable:
        return []
    asking = [found for found in find_all(sections, "roles.*.requires.code") if found[1].value is True]
    sentence = "Roles ask to acknowledge the code of conduct, and no document in force is one."
    remedy = "Add a document of kind code_of_conduct with its clauses, or remove code: yes."
    return [at(node, place, sentence, remedy) for place, node in asking[:1]]


def _handlers(sections: Sections) -> list[Finding]:
    """Nobody reads a complaint about their own organisation: one organisation with handlers is none for itself."""
    roles = [
        (place, role)
        for place, role in find_all(sections, "roles.*")
        if (given := role.entries.get("permissions")) and "complaint:handle" in [item.text for item in given.items]
    ]
    places = [held.items if (held := role.entries.get("organisations")) else None for _, role in roles]
    if not roles or None in places or len({item.text for items in places if items for item in items}) > 1:
        return []
    sentence = "Complaints are handled at one organisation only: nobody could read one about that organisation itself."
    remedy = "Give complaint:handle to a role at a second organisation, best one outside."
    place, role = roles[0]
    return [warn(role, f"{place}.permissions", sentence, remedy)]


def _formal_status(sections: Sections) -> list[Finding]:
    """Whoever may apply for formal status lists evidence from lists of the pack, on an agreement to just that."""
    applying = [
        (place, role)
        for place, role in find_all(sections, "roles.*")
        if (given := role.entries.get("permissions")) and "status:apply" in [item.text for item in given.items]
    ]
    if not applying:
        return []
    place, role = applying[0]
    lists = {_text(entry, "id") for entry in sections.entries("lists")}
    findings = [
        at(
            role,
            f"{place}.permissions",
            f"Applications for formal status need the list “{wanted}”.",
            "Add it to “lists”.",
        )
        for wanted in STATUS_LISTS
        if wanted not in lists
    ]
    codes = find_all(sections, "lists.*.codes.*")
    if "lists.consent_purpose.codes.status" not in {where for where, _ in codes}:
        sentence = "Nobody could agree to an application for formal status: “consent_purpose” has no code “status”."
        findings.append(at(role, f"{place}.permissions", sentence, "Add the code “status” to the list."))
    return findings


def _clocks(sections: Sections) -> list[Finding]:
    findings: list[Finding] = []
    limits: dict[str, dict[str | None, Node]] = defaultdict(dict)
    local: dict[tuple[str, str | None, str], Node] = {}
    for place, limit in find_all(sections, "stages.*.limits.*"):
        clock, urgency = _text(limit, "clock"), _text(limit, "urgency")
        if clock is None:
            continue
        what = f"The clock “{clock}”" + (f" for urgency “{urgency}”" if urgency else "")
        territories = limit.entries["territories"].items if "territories" in limit.entries else []
        for territory in territories:
            if (same := local.setdefault((clock, urgency, territory.text or ""), limit)) is not limit:
                sentence = f"{what} has two limits in “{territory.text}”; the first is on line {same.line}."
                findings.append(at(limit, place, sentence, "Keep one of them for this territory."))
        if territories:
            continue
        if first := limits[clock].get(urgency):
            sentence = f"{what} has two limits; the first is on line {first.line}."
            findings.append(at(limit, place, sentence, "Keep one; or call the other clock by another name."))
        limits[clock].setdefault(urgency, limit)
    for (clock, urgency, _territory), node in local.items():
        if clock not in limits or (urgency not in limits[clock] and None not in limits[clock]):
            what = f"The clock “{clock}”" + (f" for urgency “{urgency}”" if urgency else "")
            sentence = f"{what} has a limit in some territories only."
            findings.append(at(node, f"limits.{clock}", sentence, "Add one without territories for everywhere else."))
    stages = sections.found.get("stages")
    if stages is None:
        return findings
    for clock in REQUIRED_CLOCKS:
        if clock not in limits:
            sentence = f"No stage sets a limit for the clock “{clock}”."
            findings.append(
                at(stages, "stages", sentence, f"Add a limit with clock: {clock} to the stage where it runs.")
            )
    return findings + _unanswered(sections, limits)


def _unanswered(sections: Sections, limits: dict[str, dict[str | None, Node]]) -> list[Finding]:
    """A clock that knows only some urgencies would leave the others without an end."""
    urgencies = [code for code in _codes(sections).get("urgency", {})]
    findings = []
    for clock, by_urgency in limits.items():
        missing = [urgency for urgency in urgencies if urgency not in by_urgency]
        if None not in by_urgency and missing:
            node = next(iter(by_urgency.values()))
            sentence = f"The clock “{clock}” has no limit for urgency: {', '.join(missing)}."
            findings.append(
                at(node, f"limits.{clock}", sentence, "Add them, or one limit without urgency for all the others.")
            )
    return findings


def _codes(sections: Sections) -> dict[str, dict[str, Node]]:
    return {
        list_id: {code_id: code for code in entry.entries["codes"].items if (code_id := _text(code, "id"))}
        for entry in sections.entries("lists")
        if (list_id := _text(entry, "id")) and "codes" in entry.entries
    }


def _lists(sections: Sections) -> list[Finding]:
    root = sections.found.get("lists")
    if root is None:
        return []
    codes = _codes(sections)
    findings = [
        at(
            root,
            f"lists.{name}",
            f"The list “{name}” is missing.",
            "Add it: people must have something to choose from.",
        )
        for name in REQUIRED_LISTS
        if name not in codes
    ]
    for place, entry in find_all(sections, "lists.*"):
        findings += _counted(place, entry, len(codes.get(_text(entry, "id") or "", {})))
    for name in SIDED_LISTS:
        findings += [
            at(
                code,
                f"lists.{name}.{code_id}.side",
                "It is not said whose reason this is.",
                "Write side: provider or side: person.",
            )
            for code_id, code in codes.get(name, {}).items()
            if "side" not in code.entries
        ]
    findings += [
        at(
            code,
            f"lists.safety_question.{code_id}.danger_if",
            "It is not said which answer means danger.",
            "Write danger_if: “yes” or “no”, in quotes.",
        )
        for code_id, code in codes.get("safety_question", {}).items()
        if "danger_if" not in code.entries
    ]
    return findings


def _counted(place: str, entry: Node, count: int) -> list[Finding]:
    name = _text(entry, "id")
    if name == "observation" and count > MOST_OBSERVATIONS:
        sentence = f"Here are {count} observations; nobody fills in more than {MOST_OBSERVATIONS} at a border."
        return [at(entry, place, sentence, f"Keep the {MOST_OBSERVATIONS} that matter most.")]
    if name == "safety_question" and count != SAFETY_QUESTIONS:
        sentence = f"The first-line sheet asks {SAFETY_QUESTIONS} safety questions; here are {count}."
        return [at(entry, place, sentence, f"Give exactly {SAFETY_QUESTIONS}.")]
    return []


def _levels(sections: Sections) -> list[Finding]:
    entries = {_text(entry, "id"): entry for entry in sections.entries("territories")}
    findings = []
    for place, entry in find_all(sections, "territories.*"):
        parent = entries.get(_text(entry, "parent") or "")
        level = _number(entry, "level")
        expected = (_number(parent, "level") or 0) + 1 if parent else 1
        if level and "parent" in entry.entries and parent and level != expected:
            sentence = f"The level is {level}, its parent's is {expected - 1}."
            findings.append(
                at(
                    entry.entries["level"],
                    f"{place}.level",
                    sentence,
                    f"Write level: {expected}, or correct the parent.",
                )
            )
        elif level and level > 1 and "parent" not in entry.entries:
            findings.append(
                at(
                    entry,
                    f"{place}.parent",
                    f"A territory of level {level} has no parent.",
                    "Say where it lies: parent: …",
                )
            )
    return findings


def _time_zone(sections: Sections) -> list[Finding]:
    return [
        at(node, place, f"“{node.text}” is not a time zone.", "Write it as in the IANA list: Region/City.")
        for place, node in find_all(sections, "mechanism.calendar.time_zone")
        if node.text and node.text not in available_timezones()
    ]


def _week(sections: Sections) -> list[Finding]:
    findings = []
    for pattern in ("mechanism.calendar.working_week", "mechanism.languages"):
        for place, node in find_all(sections, pattern):
            words = [item.text for item in node.items]
            if len(set(words)) < len(words):
                findings.append(at(node, place, "The same word stands in this list twice.", "Keep each once."))
    return findings


def _services(sections: Sections) -> list[Finding]:
    """A type nobody offers is a gap worth seeing, not a fault of the pack."""
    offered = {_text(entry, "type") for entry in sections.entries("services")}
    findings = [
        Finding(
            entry.file,
            entry.line,
            place,
            "No service of this type is offered.",
            "Add one when somebody offers it.",
            Severity.WARNING,
        )
        for place, entry in find_all(sections, "service_types.*")
        if _text(entry, "id") not in offered
    ]
    groups = {_text(entry, "id") for entry in sections.entries("organisations") if _is(entry, "group")}
    findings += [
        at(
            entry.entries["organisation"],
            f"{place}.organisation",
            "A group of organisations cannot receive a referral.",
            "Name one of them.",
        )
        for place, entry in find_all(sections, "services.*")
        if _text(entry, "organisation") in groups
    ]
    return findings


def _whereabouts(sections: Sections) -> list[Finding]:
    """Nobody in uniform is told where somebody stays: a service that asks for it would ask in vain."""
    uniformed = {_text(entry, "id") for entry in sections.entries("organisations") if _is(entry, "uniformed")}
    sentence = "Nobody in uniform is told where a person stays, whatever was agreed."
    return [
        at(item, f"{place}.needs", sentence, "Take residence out of what this service may ask.")
        for place, entry in find_all(sections, "services.*")
        if _text(entry, "organisation") in uniformed and (needs := entry.entries.get("needs"))
        for item in needs.items
        if item.text == "residence"
    ]


def _text(entry: Node, key: str) -> str | None:
    return entry.entries[key].text if key in entry.entries else None


def _number(entry: Node, key: str) -> int | None:
    value = entry.entries[key].value if key in entry.entries else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _is(entry: Node, key: str) -> bool:
    return key in entry.entries and entry.entries[key].value is True
