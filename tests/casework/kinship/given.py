"""A child's case, and what is usually written into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import connections, transaction

from hamroh.casework.cases.actions import open_new_case
from hamroh.casework.kinship import actions
from hamroh.foundation.permissions.access import act_as
from hamroh.kernel.actor import system_actor
from hamroh.kernel.ids import uuid7
from tests import cast
from tests.cast import NOW, acting

TODAY = date(2026, 11, 23)


def new_case(child=True, who=cast.nigora, now=NOW):
    with acting(who) as actor:
        return open_new_case(actor, id=uuid7(), child=child, code_only=True, now=now).pk


def write_guardian(case_id, key=None, seen=0, who=cast.nigora, now=NOW, **changed):
    values = {
        "role": "representative",
        "tie": "official",
        "name": "Mahbuba Ismoilova",
        "contact": "By message only",
        "appointed_by": "guardianship_body",
        "paper": "decision",
        "paper_detail": "No. 14",
        "since": TODAY,
    }
    key = key or uuid7()
    with acting(who) as actor:
        actions.write_guardian(actor, case_id=case_id, guardian_id=key, seen=seen, now=now, **(values | changed))
    return key


def father(case_id, **changed):
    values = {
        "role": "guardian",
        "tie": "father",
        "name": "Karim",
        "appointed_by": "birth",
        "paper": "birth_certificate",
    }
    return write_guardian(case_id, **(values | changed))


def weigh(case_id, key=None, seen=0, who=cast.nigora, now=NOW, **changed):
    values = {
        "about": "care",
        "options": "With the aunt, or in the shelter.",
        "views": "I want to go to school.",
        "conclusion": "The shelter for now.",
        "assent": "agreed",
        "took_part": ["child", "case_manager"],
        "decided_by": cast.nigora.id,
        "decided_on": TODAY,
        "review_on": TODAY + timedelta(days=60),
    }
    key = key or uuid7()
    with acting(who) as actor:
        actions.weigh_best_interests(
            actor, case_id=case_id, assessment_id=key, seen=seen, now=now, **(values | changed)
        )
    return key


def assess(case_id, key=None, seen=0, who=cast.nigora, now=NOW, **changed):
    values = {
        "method": "several",
        "assessor": "panel",
        "by_whom": "Three people",
        "assessed_on": TODAY,
        "low": 18,
        "high": 20,
        "agreed": True,
        "reasons": "School papers and a talk.",
    }
    key = key or uuid7()
    with acting(who) as actor:
        actions.assess_age(actor, case_id=case_id, assessment_id=key, seen=seen, now=now, **(values | changed))
    return key


def tell_age(case_id, seen=0, who=cast.nigora, now=NOW, **told):
    with acting(who) as actor:
        actions.state_age(actor, case_id=case_id, seen=seen, told_by="person", told_on=TODAY, now=now, **told)


@contextmanager
def as_job(name: str = "eighteen") -> Iterator[object]:
    """As in production: logged in as the jobs' role, under the policy of this job's name."""
    own = connections["default"]
    connections["default"] = connections["jobs"]
    try:
        with transaction.atomic():
            actor = system_actor(name)
            act_as(actor)
            yield actor
    finally:
        connections["default"] = own


def relative(case_id, who=cast.nigora, now=NOW):
    key = uuid7()
    with acting(who) as actor:
        said = {"relation": "sibling", "name": "Davron", "seen": 0, "now": now}
        actions.write_relative(actor, case_id=case_id, relative_id=key, **said)
    return key


def beside(case_id, who=cast.nigora, now=NOW):
    """Another case, linked with this one and in a group with it: what an address needs of both."""
    link, group = uuid7(), uuid7()
    with acting(who) as actor:
        other = open_new_case(actor, id=uuid7(), child=False, code_only=True, now=now)
        actions.link_cases(actor, id=link, case_id=case_id, code=other.code, relation="sibling", now=now)
        actions.join_group_of(actor, group_id=group, case_id=case_id, code=other.code, name="Cotton", now=now)
    return {"link": {"link_id": link}, "group": {"group_id": group}}
