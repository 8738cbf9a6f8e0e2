"""Gaps and overlaps of a whole mechanism."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import product

from hamroh.mechanism.roles.terms import GapKind

from .atlas import Atlas
from .duties import gaps_of_duties
from .facts import Facts, Gap, Offer, Post, Seat, Timing


def find_gaps(facts: Facts, today: date) -> tuple[Gap, ...]:
    """Everything that is missing or doubled, in the order in which the mechanism names it."""
    atlas = Atlas(facts.places, facts.bodies)
    return (
        *gaps_of_duties(facts, atlas),
        *_services(facts, atlas),
        *_seats(facts, atlas, today),
        *_limits(facts),
    )


def _services(facts: Facts, atlas: Atlas) -> Iterator[Gap]:
    """A need counts as met only where somebody offers the service to persons of that age and sex."""
    offers: dict[str, list[Offer]] = defaultdict(list)
    for offer in facts.offers:
        offers[offer.type].append(offer)
    for kind in facts.service_types:
        missing: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for age, sex in product(("child", "adult"), ("female", "male")):
            wanted = {"children" if age == "child" else "adults", sex}
            reached = atlas.within({offer.territory for offer in offers[kind] if wanted <= offer.accepts})
            for leaf in set(atlas.leaves) - reached:
                missing[leaf].add((age, sex))
        by_groups: dict[frozenset[tuple[str, str]], list[str]] = defaultdict(list)
        for leaf in atlas.leaves:
            if missing[leaf]:
                by_groups[frozenset(missing[leaf])].append(leaf)
        for groups, leaves in by_groups.items():
            told = _in_words(groups)
            for one in told:
                yield Gap(GapKind.NO_SERVICE, service_type=kind, territories=atlas.told(leaves), groups=one)


def _in_words(groups: frozenset[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Whole groups where a whole group is left out: children, or men and boys; else each by age and sex."""
    if len(groups) == 4:
        return [()]
    for place in (0, 1):
        for word in ("child", "adult") if place == 0 else ("female", "male"):
            if groups == {pair for pair in product(("child", "adult"), ("female", "male")) if pair[place] == word}:
                return [(word,)]
    return sorted(groups)


def _seats(facts: Facts, atlas: Atlas, today: date) -> Iterator[Gap]:
    posts: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in facts.posts or ():
        posts[post.role, post.body].append(post)
    for seat in facts.seats:
        bodies = atlas.holders(seat)
        held = {body: _holders(posts[seat.role, body], today) for body in bodies if posts.get((seat.role, body))}
        held = {body: holders for body, holders in held.items() if holders}
        if seat.vacant and not held:
            yield Gap(GapKind.VACANT_SEAT, role=seat.role, since=seat.vacant_since)
        elif facts.posts is not None:
            yield from _unheld(seat, bodies, held, posts)
        if seat.deputy_required:
            for body, holders in held.items():
                if len(holders) == 1:
                    yield Gap(GapKind.NO_DEPUTY, role=seat.role, body=body)


def _holders(posts: list[Post], today: date) -> set[str]:
    return {post.holder for post in posts if post.since <= today and (post.until is None or post.until > today)}


def _unheld(
    seat: Seat, bodies: list[str], held: dict[str, set[str]], posts: dict[tuple[str, str], list[Post]]
) -> Iterator[Gap]:
    """Every member lacks a seat that each must have; another seat is vacant when nobody holds it anywhere."""
    if seat.every_organisation:
        for body in bodies:
            if body not in held:
                since = _last_end(posts.get((seat.role, body), []))
                yield Gap(GapKind.VACANT_SEAT, role=seat.role, body=body, since=since)
    elif not held:
        ended = [end for body in bodies if (end := _last_end(posts.get((seat.role, body), [])))]
        yield Gap(GapKind.VACANT_SEAT, role=seat.role, since=max(ended, default=None))


def _last_end(posts: list[Post]) -> date | None:
    return max((post.until for post in posts if post.until), default=None)


def _limits(facts: Facts) -> Iterator[Gap]:
    recorded: dict[tuple[str, str | None], Timing] = {(t.clock, t.urgency): t for t in facts.limits}
    for clause in facts.clause_limits:
        for (clock, urgency), limit in recorded.items():
            same = clock == clause.clock and clause.urgency in (None, urgency) and limit.kind == clause.kind
            if same and _stricter(clause, limit):
                kind = GapKind.LAW_SHORTENS if clause.is_law else GapKind.GUIDANCE_SHORTENS
                yield Gap(kind, stage=limit.stage, clock=clock, urgency=urgency or "", clause=clause.clause)
    for limit in facts.limits:
        if limit.basis == "assumed":
            yield Gap(GapKind.ASSUMED_LIMIT, stage=limit.stage, clock=limit.clock, urgency=limit.urgency or "")


def _stricter(clause: Timing, limit: Timing) -> bool:
    """Less time to act; or more time that must be left to somebody."""
    return clause.hours > limit.hours if limit.kind == "at_least" else clause.hours < limit.hours
