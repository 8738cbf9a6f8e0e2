from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def owner(db: None) -> Callable[[str], list[Any]]:
    """Ask the database as its owner, who sees every row: to prove what is not there at all."""

    def ask(sql: str) -> list[Any]:
        from django.db import connections

        with connections["owner"].cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()

    return ask
