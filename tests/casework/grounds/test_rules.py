"""What may be recorded as a ground, and what it carries: no set of values lets a group out that was not agreed."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamroh.casework.grounds.rules import Proposed, in_force, obstacles_to_recording, obstacles_to_sharing
from hamroh.casework.grounds.terms import Assent, GivenBy, Kind
from hamroh.casework.kinship.rules.guardians import Standing
from hamroh.foundation.permissions.terms import SHAREABLE, FieldGroup
from tests.cast import NOW

A, B = UUID(int=1), UUID(int=2)
GROUPS = st.frozensets(st.sampled_from([*SHAREABLE, FieldGroup.CORE, "everything"]))
MOMENTS = st.integers(-1000, 1000).map(lambda hours: NOW + timedelta(hours=hours))
CODES = {
    "ground": set(Kind),
    "consent_purpose": {"services", "justice"},
    "language": {"tg", "ru"},
    "consent_mode": {"written", "oral_witness"},
    "consent_proof": {"paper_kept"},
    "consent_given_by": set(GivenBy),
}
BOTH = Standing(guardians=frozenset({uuid4()}), representatives=frozenset({uuid4()}))
CLINIC_NEEDS = [frozenset({"profile", "contact", "needs", "health"}), frozenset({"profile", "identity"})]


@given(
    kind=st.sampled_from([*Kind, "because"]),
    agreed=GROUPS,
    wanted=GROUPS,
    recipient=st.sampled_from([A, B]),
    to=st.sampled_from([A, B]),
    expires_at=MOMENTS,
    withdrawn_at=st.none() | MOMENTS,
    afresh_from=st.none() | MOMENTS,
    now=MOMENTS,
    to_uniformed=st.booleans(),
)
def test_nothing_leaves_outside_the_ground(
    kind: str,
    agreed: frozenset[str],
    wanted: frozenset[str],
    recipient: UUID,
    to: UUID,
    expires_at: datetime,
    withdrawn_at: datetime | None,
    afresh_from: datetime | None,
    now: datetime,
    to_uniformed: bool,
) -> None:
    obstacles = obstacles_to_sharing(
        to_uniformed=to_uniformed,
        afresh_from=afresh_from,
        kind=kind,
        recipient_id=recipient,
        groups=agreed,
        expires_at=expires_at,
        withdrawn_at=withdrawn_at,
        to=to,
        wanted=wanted,
        now=now,
    )
    may = (
        kind in ("consent", "risk_to_life", "child_in_danger")
        and wanted <= agreed
        and wanted <= set(SHAREABLE)
        and recipient == to
        and withdrawn_at is None
        and now < expires_at
        and (afresh_from is None or now < afresh_from)
        and not (to_uniformed and "residence" in wanted)
    )
    assert (not obstacles) == may


@given(kind=st.sampled_from(list(Kind)), expires_at=MOMENTS, withdrawn_at=st.none() | MOMENTS, now=MOMENTS)
def test_what_is_withdrawn_or_over_is_never_in_force(
    kind: Kind, expires_at: datetime, withdrawn_at: datetime | None, now: datetime
) -> None:
    if in_force(kind=kind, expires_at=expires_at, withdrawn_at=withdrawn_at, now=now):
        assert withdrawn_at is None
        assert now < expires_at


def test_it_ends_at_the_very_moment_it_expires() -> None:
    assert in_force(kind="consent", expires_at=NOW, withdrawn_at=None, now=NOW - timedelta(microseconds=1))
    assert not in_force(kind="consent", expires_at=NOW, withdrawn_at=None, now=NOW)


def proposed(**changed: object) -> Proposed:
    values: dict[str, object] = {
        "kind": "consent",
        "purpose": "services",
        "groups": frozenset({"profile", "needs"}),
        "language": "tg",
        "mode": "oral_witness",
        "proof": "paper_kept",
        "given_by": "self",
        "assent": "",
        "best_interests": "",
        "expires_at": NOW + timedelta(days=90),
    }
    return Proposed(**(values | changed))  # type: ignore[arg-type]


def fields(
    p: Proposed,
    *,
    child: bool = False,
    uniformed: bool = False,
    own: bool = False,
    needs: list[frozenset[str]] | None = None,
    standing: Standing | None = None,
    to_uniformed: bool = False,
) -> list[str]:
    found = obstacles_to_recording(
        p,
        standing=standing or BOTH,
        child=child,
        uniformed=uniformed,
        to_uniformed=to_uniformed,
        own_organisation=own,
        services_need=CLINIC_NEEDS if needs is None else needs,
        codes=CODES,
        now=NOW,
    )
    return [o.field for o in found]


def test_nobody_agrees_that_somebody_in_uniform_learns_where_the_person_stays() -> None:
    stays, asks = proposed(groups=frozenset({"profile", "residence"})), [frozenset({"profile", "residence"})]
    assert fields(stays, needs=asks) == []
    assert fields(stays, needs=asks, to_uniformed=True) == ["groups"]
    assert fields(proposed(groups=frozenset({"profile"})), needs=asks, to_uniformed=True) == []


def test_without_a_recipient_that_is_said_beside_the_rest() -> None:
    found = obstacles_to_recording(
        proposed(mode=""),
        child=False,
        uniformed=False,
        own_organisation=False,
        services_need=None,
        codes=CODES,
        now=NOW,
    )
    assert [o.field for o in found] == ["recipient", "mode"]


def test_an_adult_who_agrees_meets_no_obstacle() -> None:
    assert fields(proposed()) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "because"}, "kind"),
        ({"kind": "court_order"}, "kind"),
        ({"purpose": "curiosity"}, "purpose"),
        ({"groups": frozenset()}, "groups"),
        ({"groups": frozenset({"core"})}, "groups"),
        ({"groups": frozenset({"screening"})}, "groups"),
        ({"groups": frozenset({"identity", "health"})}, "groups"),
        ({"language": "xx"}, "language"),
        ({"mode": ""}, "mode"),
        ({"proof": "trust me"}, "proof"),
        ({"given_by": ""}, "given_by"),
        ({"given_by": "guardian"}, "given_by"),
        ({"given_by": "representative"}, "given_by"),
        ({"expires_at": None}, "expires_at"),
        ({"expires_at": NOW}, "expires_at"),
        ({"expires_at": NOW + timedelta(days=366)}, "expires_at"),
    ],
)
def test_what_is_missing_or_too_much_is_named_at_its_field(changed: dict[str, object], field: str) -> None:
    assert fields(proposed(**changed)) == [field]


def test_all_obstacles_come_at_once() -> None:
    bare = proposed(purpose="", groups=frozenset(), language="", mode="", proof="", given_by="", expires_at=None)
    assert fields(bare) == ["purpose", "groups", "language", "mode", "proof", "given_by", "expires_at"]


def test_nobody_agrees_freely_before_a_uniform() -> None:
    assert fields(proposed(), uniformed=True) == [""]


def test_the_own_organisation_and_one_without_services_are_no_recipients() -> None:
    assert fields(proposed(), own=True) == ["recipient"]
    assert fields(proposed(), needs=[]) == ["recipient"]


OF_A_CHILD = {"given_by": "representative", "assent": "agreed", "best_interests": "A doctor must see her."}


@pytest.mark.parametrize("assent", list(Assent))
def test_a_child_is_protected_whatever_the_child_says(assent: Assent) -> None:
    assert fields(proposed(**OF_A_CHILD | {"assent": assent}), child=True) == []


@given(
    given_by=st.sampled_from([*GivenBy, ""]),
    assent=st.sampled_from([*Assent, "", "perhaps"]),
    best_interests=st.sampled_from(["", "   ", "Because."]),
    suspected=st.booleans(),
)
def test_a_child_needs_somebody_who_answers_for_it_and_is_heard(
    given_by: str, assent: str, best_interests: str, suspected: bool
) -> None:
    p = proposed(given_by=given_by, assent=assent, best_interests=best_interests, guardian_suspected=suspected)
    allowed = (
        given_by in ("guardian", "representative", "child_assent")
        and not (suspected and given_by == "guardian")
        and assent in set(Assent)
        and bool(best_interests.strip())
    )
    assert (fields(p, child=True) == []) == allowed


@pytest.mark.parametrize("given_by", ["guardian", "representative"])
def test_only_who_is_written_down_and_not_barred_agrees_for_a_child(given_by: str) -> None:
    mine = next(iter(BOTH.of(given_by)))
    p = OF_A_CHILD | {"given_by": given_by}
    assert fields(proposed(**p, agreed_by=mine), child=True) == []
    assert fields(proposed(**p, agreed_by=uuid4()), child=True) == ["agreed_by"]
    assert fields(proposed(**p), child=True, standing=Standing(barred=frozenset({mine}))) == ["given_by"]
    assert fields(proposed(**p, agreed_by=mine), child=True, standing=Standing(barred=frozenset({mine}))) == [
        "agreed_by"
    ]
    assert fields(proposed(**p, agreed_by=mine), child=True, standing=Standing(of_age=True)) == ["given_by"]


def test_danger_needs_a_reason_and_only_the_least() -> None:
    danger = {"kind": "risk_to_life", "language": "", "mode": "", "proof": "", "given_by": ""}
    assert fields(proposed(**danger, why="He waits outside.")) == []
    assert fields(proposed(**danger)) == ["why"]
    every = [frozenset(SHAREABLE)]
    assert fields(proposed(**danger, why="So.", groups=frozenset({"screening"})), needs=every) == ["groups"]


def test_a_demand_says_what_it_got() -> None:
    demand = {"kind": "authority_demand", "language": "", "mode": "", "proof": "", "given_by": "", "why": "Letter 12."}
    assert fields(proposed(**demand), needs=[]) == ["answer"]
    assert fields(proposed(**demand, answer="refused", expires_at=None), needs=[]) == []
