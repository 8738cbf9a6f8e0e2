"""Mechanisms of any size, of an invented country, for tests of speed and of what is generated."""

from itertools import cycle

from hamroh.mechanism.editions.pack import REQUIRED_CLOCKS, REQUIRED_LISTS, Pack

LANGUAGES = ("xa", "xb")


def words(text: str) -> dict[str, str]:
    return {language: f"{text} {language}" for language in LANGUAGES}


def invented(*, organisations: int = 12, steps: int = 8, territories: int = 6, stages: int = 4) -> Pack:
    """A whole mechanism: regions with districts, members in them, steps with duties by territory and for groups."""
    regions = max(1, territories // 10)
    places = [
        {"id": f"p{n}", "level": 1 if n < regions else 2, "kind": "place", "name": words(f"Place {n}"),
         "basis": "assumed", **({} if n < regions else {"parent": f"p{n % regions}"})}
        for n in range(territories)
    ]  # fmt: skip
    bodies = [
        {"id": f"o{n}", "kind": "body", "name": words(f"Body {n}"), "basis": "assumed",
         **({"territory": f"p{n % territories}"} if n % 3 else {}), **({"parent": f"o{n % 7}"} if n > 20 else {})}
        for n in range(organisations)
    ]  # fmt: skip
    roles = [
        {"id": f"r{n}", "name": words(f"Role {n}"), "basis": "assumed", "organisations": [f"o{n % organisations}"],
         "deputy_required": n % 2 == 0}
        for n in range(20)
    ]  # fmt: skip
    when = cycle([None, "child", "adult and foreigner", "not (in p0 or national)"])
    walked = [[_step(n, territories, next(when)) for n in range(steps) if n % stages == s] for s in range(stages)]
    return Pack.model_validate(
        {
            "mechanism": {
                "id": "invented", "version": "1", "name": words("Mechanism"), "basis": "assumed", "country": "XX",
                "languages": LANGUAGES, "case_code_prefix": "XX",
                "calendar": {"time_zone": "UTC", "working_week": ["sun", "mon", "tue"], "basis": "assumed"},
                "publication": {"suppress_below": 5, "basis": "assumed"},
                "session": {"idle_minutes": 10, "basis": "assumed"},
            },
            "sources": [],
            "territory_kinds": [{"id": "place", "name": words("Place")}],
            "territories": places,
            "organisation_kinds": [{"id": "body", "name": words("Body")}],
            "organisations": bodies,
            "roles": roles,
            "forms": [],
            "decisions": [],
            "stages": [
                {"id": f"s{n}", "name": words(f"Stage {n}"), "basis": "assumed", "roles": ["r0"], "steps": walked[n],
                 "limits": [{"clock": f"c{step['id']}", "time": "24h", "name": words("Time"), "basis": "assumed"}
                            for step in walked[n]] + (_needed() if n == 0 else [])}
                for n in range(stages)
            ],
            "service_types": [{"id": f"t{n}", "name": words(f"Type {n}"), "basis": "assumed"} for n in range(10)],
            "services": [
                {"id": f"v{n}", "organisation": f"o{n}", "type": f"t{n % 9}", "name": words(f"Service {n}"),
                 "basis": "assumed", "accepts": ["adults", "female", "male"], "territory": f"p{n % territories}"}
                for n in range(0, organisations, 2)
            ],
            "lists": [_list(name) for name in REQUIRED_LISTS],
        }
    )  # fmt: skip


def _needed() -> list[dict[str, object]]:
    return [{"clock": clock, "time": "3d", "name": words(clock), "basis": "assumed"} for clock in REQUIRED_CLOCKS]


def _list(name: str) -> dict[str, object]:
    extra: dict[str, str] = {"decline_reason": {"side": "provider"}, "safety_question": {"danger_if": "yes"}}.get(
        name, {}
    )
    codes = [{"id": f"{name}-{n}", "name": words(f"{name} {n}"), **extra} for n in range(3)]
    return {"id": name, "name": words(name), "basis": "assumed", "codes": codes}


def _step(n: int, territories: int, when: str | None) -> dict[str, object]:
    line = {"responsible": [f"r{n % 20}"], "accountable": [f"o{n % 10}"], "consulted": ["r1"], "informed": ["r2"]}
    second = {"responsible": ["r3"], "territories": [f"p{n % territories}"], **({"when": when} if when else {})}
    return {"id": f"x{n}", "name": words(f"Step {n}"), "basis": "assumed", "clock": f"cx{n}",
            "starts": ["case.opened"], "stops": ["case.closed"], "responsibilities": [line, second]}  # fmt: skip
