"""Gaps and overlaps of the edition in force, with who is a member, who holds a seat and what is offered today."""

from dataclasses import dataclass, replace
from datetime import datetime

from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.directory.queries import services_for
from hamroh.mechanism.editions.pack import facts_of
from hamroh.mechanism.editions.queries import InForce, current
from hamroh.mechanism.membership.queries import posts_of_all, standing_members
from hamroh.mechanism.membership.terms import Standing as Membership
from hamroh.mechanism.roles.rules import Body, Facts, Gap, Offer, Post, find_gaps

WHO_MAY = ("work:overview", "edition:draft")


@dataclass(frozen=True)
class Standing:
    """The mechanism as it stands: its edition, the names of members by key, and what is missing or doubled."""

    edition: InForce
    members: dict[str, dict[str, str]]
    gaps: tuple[Gap, ...]


def gaps_today(actor: Actor, now: datetime) -> Standing:
    """Every gap, from facts read now: a member suspended a moment ago counts as none. Three queries."""
    if not any(actor.may(permission) for permission in WHO_MAY):
        raise NotFound("gaps")
    edition = current()
    members = standing_members()
    facts = facts_of(edition.pack, _posts())
    bodies = tuple(
        Body(m.key, m.territory, m.parent, m.group) for m in members if m.status is Membership.ADMITTED or m.group
    )
    facts = replace(facts, bodies=bodies, offers=_offers())
    return Standing(edition, {m.key: m.names for m in members}, find_gaps(_only_known(facts), now.date()))


def _posts() -> list[Post]:
    return [
        Post(p.role, p.organisation, str(p.holder), p.since.date(), p.until.date() if p.until else None)
        for p in posts_of_all()
    ]


def _offers() -> tuple[Offer, ...]:
    return tuple(
        Offer(service.type, service.territory.key if service.territory else None, frozenset(service.accepts))
        for service in services_for()
    )


def _only_known(facts: Facts) -> Facts:
    """A part of a suspended ministry still works: it only stands alone."""
    known = {body.id for body in facts.bodies}
    bodies = tuple(body if body.parent in known else replace(body, parent=None) for body in facts.bodies)
    return replace(facts, bodies=bodies)
