"""Whether what was typed into a section may stand there. Values in, every obstacle out."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hamroh.foundation.revisions.terms import LONGEST, MOST_MONEY, Asked, Fields, Kind
from hamroh.kernel.errors import Obstacle
from hamroh.kernel.words import N_

EMPTY: tuple[Any, ...] = (None, "", [], ())


def obstacles_to_fields(
    fields: Fields, said: Mapping[str, Any], *, codes: Mapping[str, Collection[str]], today: date
) -> list[Obstacle]:
    """Fields that are missing, unknown, too long, or whose days cannot be. `codes`: the edition's lists by name."""
    named = {asked.name: asked for asked in fields}
    return [found for asked in fields for found in _against(asked, said, codes, today, named)]


def _against(
    asked: Asked,
    said: Mapping[str, Any],
    codes: Mapping[str, Collection[str]],
    today: date,
    named: Mapping[str, Asked],
) -> Iterator[Obstacle]:
    value: Any = said.get(asked.name)
    if value in EMPTY or (isinstance(value, str) and not value.strip()):
        if asked.required:
            yield Obstacle(
                N_("“%(field)s” is missing: fill it in."), asked.name, {"field": asked.label}, translate=("field",)
            )
        return
    yield from _against_choice(asked, value, codes)
    if asked.kind in LONGEST and len(value) > LONGEST[asked.kind]:
        yield Obstacle(N_("Shorten this to %(most)s signs."), asked.name, {"most": LONGEST[asked.kind]})
    if asked.kind is Kind.NUMBER and value < 0:
        yield Obstacle(N_("Write a number that is not below zero."), asked.name)
    if asked.kind is Kind.MONEY and not Decimal(0) < value < MOST_MONEY:
        yield Obstacle(N_("Write an amount above zero."), asked.name)
    if asked.kind in (Kind.DAY, Kind.MOMENT):
        yield from _against_day(asked, value, said, today, named)


def _against_choice(asked: Asked, value: Any, codes: Mapping[str, Collection[str]]) -> Iterator[Obstacle]:
    known: Collection[str] | None = None
    if asked.kind in (Kind.CODE, Kind.CODES):
        known = codes.get(asked.of, ())
    elif asked.kind is Kind.CHOICE:
        known = asked.choices
    chosen = value if asked.kind is Kind.CODES else [value]
    if known is not None and any(code not in known for code in chosen):
        yield Obstacle(N_("Not a choice of this list: choose again."), asked.name)


def _against_day(
    asked: Asked, value: date, said: Mapping[str, Any], today: date, named: Mapping[str, Asked]
) -> Iterator[Obstacle]:
    if asked.happened and day_of(value) > today:
        yield Obstacle(N_("This day has not come yet: write down what has happened."), asked.name)
    before = said.get(asked.after) if asked.after else None
    if before is not None and day_of(value) < day_of(before):
        yield Obstacle(
            N_("“%(field)s” cannot be before “%(before)s”: check both days."),
            asked.name,
            {"field": asked.label, "before": named[asked.after].label},
            translate=("field", "before"),
        )


def day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
