"""From rows of a file to cases of the mechanism: what each HTCDS field becomes here."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from hamroh.casework.identification.actions.import_cases import Incoming, import_cases
from hamroh.casework.people.rules import CHILD_UNTIL, age_on, names_from_standard, profile_from_standard
from hamroh.casework.people.terms import HTCDS_IDENTITY
from hamroh.exchange.htcds.reading import CaseRow, Value
from hamroh.foundation.reference.standards import htcds_fields
from hamroh.kernel.actor import Actor
from hamroh.mechanism.editions.queries import day_of

SOURCE = "HTCDS 2.0"
_FREE_TEXT = ("text", "long text", "lookup")


def import_rows(actor: Actor, *, rows: Iterable[CaseRow], now: datetime) -> int:
    """Write the rows of a file that had no fault: all or none. Returns how many."""
    return import_cases(actor, rows=map_rows(rows, day_of(now)), source=SOURCE, now=now)


def map_rows(rows: Iterable[CaseRow], today: date) -> Iterator[Incoming]:
    for row in rows:
        born = row.identity.get("prs_Birthdate")
        child = isinstance(born, date) and age_on(today, born) < CHILD_UNTIL
        everything = {**row.facts, **row.case, **row.profile}
        texts = {name: value for name, value in everything.items() if name in _texts()}
        left = {k: v for k, v in row.identity.items() if k not in HTCDS_IDENTITY}
        opened_on = row.case.get("cas_IncomingReferralDate")
        yield Incoming(
            status=str(row.case["cas_Status"]),
            opened_on=opened_on if isinstance(opened_on, date) else None,
            child=child,
            names=names_from_standard(row.identity),
            profile=profile_from_standard({**row.identity, **row.profile}, child=child),
            facts=_plain({name: value for name, value in everything.items() if name not in texts}),
            texts=_plain(texts | left),
        )


@cache
def _texts() -> frozenset[str]:
    """Fields in which somebody wrote freely: sealed, never beside the codes."""
    return frozenset(name for name, field in htcds_fields().items() if field.type.lower().startswith(_FREE_TEXT))


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    """Values as JSON keeps them: dates as ISO text, several codes as a list."""
    plain: dict[str, Any] = json.loads(json.dumps(dict(values), default=lambda v: v.isoformat()))
    return plain
