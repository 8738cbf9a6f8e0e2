"""Acknowledgements, declarations and trainings of the cast stay between tests: what a test takes away or adds is put back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections

from tests import cast

TABLES = ("conduct_tie", "conduct_training", "conduct_declaration", "conduct_acknowledgement")


def write(sql: str, *values: Any) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def fresh(db: None) -> Iterator[Callable[[cast.Member], None]]:
    """`fresh(cast.nigora)`: this person has not begun yet: no acknowledgement, no declaration, no training."""
    from hamroh.mechanism.editions.queries import forget

    for table in TABLES:
        write(f"CREATE TABLE kept_{table} AS TABLE {table}")

    def clear(member: cast.Member) -> None:
        for table in TABLES:
            write(f"DELETE FROM {table} WHERE user_id = %s", member.id)
        forget()

    yield clear
    for table in TABLES:
        write(f"DELETE FROM {table}")
    for table in reversed(TABLES):
        write(f"INSERT INTO {table} SELECT * FROM kept_{table}")
        write(f"DROP TABLE kept_{table}")
    forget()
