"""Editions of the shipped pack with a change, for one test: published beside the first, and gone afterwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connections

Change = Callable[[dict[str, Any], dict[str, Any]], None]


@contextmanager
def publishing() -> Iterator[Callable[..., Any]]:
    """`publish(change, running_cases="move")`: `change` gets the stages by id, and the whole plain document."""
    from hamroh.mechanism.editions import queries as editions
    from hamroh.mechanism.editions.models import Edition

    made: list[Edition] = []

    def publish(change: Change, running_cases: str = "move", document: dict[str, Any] | None = None) -> Edition:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT max(number) FROM editions_edition")
            number = cursor.fetchone()[0] + 1
        document = document or editions.current().pack.model_dump(mode="json")
        change({stage["id"]: stage for stage in document["stages"]}, document)
        row = Edition(
            mechanism="x",
            number=number,
            content_hash="x",
            document=document,
            published_at=datetime(2026, 11, 23, tzinfo=UTC),
            running_cases=running_cases,
        )
        row.save(using="owner", force_insert=True)
        made.append(row)
        editions.forget()
        return row

    try:
        yield publish
    finally:
        if connections["default"].in_atomic_block:
            connections["default"].close()
        with connections["owner"].cursor() as cursor:
            cursor.execute("TRUNCATE cases_case CASCADE")
        for row in made:
            row.delete(using="owner")
        editions.forget()
