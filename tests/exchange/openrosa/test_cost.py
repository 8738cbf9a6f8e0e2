"""Accepting is light: a fixed number of statements, whatever was sent before, and none that reads an answer."""

from uuid import UUID

from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.casework.submissions import given

MOST = 16  # who acts is told twice, the telephone, its owner, the version, three rows, and what stands around them


def test_a_submission_costs_the_same_few_statements_each_time(version: UUID) -> None:
    _, token = given.device()
    given.send(token, given.xml(given.instance()))
    counted = []
    for _ in range(3):
        with CaptureQueriesContext(connections["default"]) as captured:
            assert given.send(token, given.xml(given.instance())).status_code == 201
        counted.append(len(captured))
        assert not [q for q in captured if "SELECT" in q["sql"] and '"sealed"' in q["sql"]]
    assert len(set(counted)) == 1
    assert counted[0] <= MOST, counted
