"""Seats: which offices hold the roles of the edition, who stands in, what is vacant and since when.

Names are for the organisation's own people and for whoever admits members; everybody else reads offices.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.pack import Role
from hamroh.mechanism.membership import queries
from hamroh.mechanism.membership.actions import may_delegate_from
from hamroh.mechanism.membership.queries import Holding
from hamroh.mechanism.membership.terms import HOW_WORDS, STEP_WORDS, How
from hamroh.web.shell.pages import page
from hamroh.web.shell.parts import Figure, Link
from hamroh.web.shell.templatetags.hamroh import ml

READ, ADMIT = "mechanism:read", "members:admit"
SHOWN = 200


@page(READ)
def seat_list(request: Any) -> HttpResponse:
    """Seats of the mechanism one by one; seats of every member, and the other roles, summed up."""
    now, actor = clock.now(), request.actor
    seats, vacant = editions.seats_of_the_mechanism(), editions.vacant_seats(now)
    held = queries.holdings(list(seats), now)
    roles = editions.current().pack.roles
    everywhere = [_everywhere(role, now, actor) for role in roles if role.every_organisation]
    spread = queries.spread(now)
    others = [r for r in roles if r.id not in seats and not r.every_organisation]
    context = {
        "figures": [
            Figure(len(seats), _("seats of the mechanism")),
            Figure(len(vacant), _("vacant"), icon="nobody" if vacant else ""),
            Figure(sum(e["lacking"] for e in everywhere), _("members without a holder")),
        ],
        "seats": [_seat(role, [h for h in held if h.role == id], vacant, actor, now) for id, role in seats.items()],
        "everywhere": everywhere,
        "others": [_other(role, spread) for role in others],
    }
    return render(request, "mechanism/seat_list.html", context)


def _seat(
    role: Role, held: list[Holding], vacant: dict[str, datetime | None], actor: Actor, now: datetime
) -> dict[str, Any]:
    return {
        "name": ml(dict(role.name)),
        "url": reverse("show_seat", args=[role.id]),
        "vacant": role.id in vacant,
        "since": vacant.get(role.id),
        "held": [_line(h, actor, now) for h in held],
    }


def _line(holding: Holding, actor: Actor, now: datetime) -> dict[str, Any]:
    """What one may read of a holding: the office always, the name where one may know it."""
    known = actor.may(ADMIT) or holding.organisation_id == actor.organisation_id
    return {
        "office": ml(holding.organisation),
        "name": holding.name if known else "",
        "how": _(HOW_WORDS[holding.how]),
        "look": "warn" if holding.how in (How.INTERIM, How.DELEGATED) else "",
        "since": holding.since,
        "until": holding.until,
        "over": holding.until is not None and holding.until <= now,
        "to_come": holding.since > now,
        "post_id": holding.post_id,
    }


def _everywhere(role: Role, now: datetime, actor: Actor) -> dict[str, Any]:
    missing = queries.lacking(role.id, now, deputy_required=role.deputy_required)
    holders = [v for v in missing if not v.deputy]
    deputies = [v for v in missing if v.deputy]
    return {
        "name": ml(dict(role.name)),
        "url": reverse("show_seat", args=[role.id]),
        "lacking": len(holders),
        "lacking_words": ngettext("%(n)s member has none", "%(n)s members have none", len(holders))
        % {"n": len(holders)},
        "deputy_words": ngettext("%(n)s has no deputy", "%(n)s have no deputy", len(deputies)) % {"n": len(deputies)}
        if role.deputy_required
        else "",
        "members": _missing(missing) if actor.may(ADMIT) else [],
    }


def _missing(missing: Iterable[queries.Lack]) -> list[dict[str, Any]]:
    return [
        {
            "name": ml(lack.names),
            "url": reverse("show_member", args=[lack.organisation_id]),
            "what": _("no deputy") if lack.deputy else _("nobody"),
            "since": lack.since,
            "look": "warn" if lack.deputy else "high",
        }
        for lack in missing
    ]


def _other(role: Role, spread: dict[str, queries.Spread]) -> dict[str, Any]:
    at = spread[role.id].organisations if role.id in spread else 0
    return {
        "name": ml(dict(role.name)),
        "url": reverse("show_seat", args=[role.id]),
        "at": at,
        "words": ngettext("at %(n)s organisation", "at %(n)s organisations", at) % {"n": at} if at else "",
    }


@page(READ)
def show_seat(request: Any, role_id: str) -> HttpResponse:
    """One seat: its duties, who holds it, who stands in until when, and who held it before."""
    now, actor = clock.now(), request.actor
    role = known_role(role_id)
    seats, vacant = editions.seats_of_the_mechanism(), editions.vacant_seats(now)
    own_only = role.id not in seats and not actor.may(ADMIT)
    held = queries.holdings([role.id], now, organisation_id=actor.organisation_id if own_only else None)
    context = {
        "name": ml(dict(role.name)),
        "duties": [ml(dict(d)) for d in role.duties],
        "of_the_mechanism": role.id in seats,
        "vacant": role.id in vacant,
        "since": vacant.get(role.id),
        "held": [_line(h, actor, now) | _acts(h, role, actor, seats) for h in held[:SHOWN]],
        "own_only": own_only,
        "history": [_line(h, actor, now) for h in _history(role.id, own_only, actor)],
        "searches": [_search(s) for s in queries.searches_for(role.id)],
        "may_nominate": role.id in seats and role.id in vacant and (actor.may(ADMIT) or actor.may("members:manage")),
        "may_fill": role.id in seats and role.id in vacant and actor.may(ADMIT),
        "role_id": role.id,
        "back": Link(reverse("seat_list"), _("Seats")),
    }
    return render(request, "mechanism/show_seat.html", context)


def _search(found: queries.Search) -> dict[str, Any]:
    return {
        "url": reverse("show_nomination", args=[found.id]),
        "office": f"{found.office}, {ml(found.organisation)}",
        "stands": _(STEP_WORDS[found.stands]),
        "since": found.steps[-1].at,
    }


def known_role(role_id: str) -> Role:
    role = next((r for r in editions.current().pack.roles if r.id == role_id), None)
    if role is None:
        raise NotFound("seat")
    return role


def _history(role_id: str, own_only: bool, actor: Actor) -> list[Holding]:
    rows = queries.seat_history(role_id)
    return [h for h in rows if not own_only or h.organisation_id == actor.organisation_id]


def _acts(holding: Holding, role: Role, actor: Actor, seats: Iterable[str]) -> dict[str, str]:
    """What this person may do about a holding."""
    own = holding.user_id == actor.user_id and holding.organisation_id == actor.organisation_id
    held = holding.how in (How.HOLDER, How.DEPUTY)
    decides = may_delegate_from(actor, holding.user_id, holding.organisation_id, role.id, list(seats))
    ends = actor.may(ADMIT) or holding.holder == actor.user_id or decides
    names = holding.how is How.HOLDER and names_deputy(holding, role, actor)
    return {
        "delegate_url": reverse("delegate_post", args=[holding.post_id]) if held and decides else "",
        "deputy_url": reverse("name_deputy", args=[holding.post_id]) if names and role.deputy_required else "",
        "revoke_url": reverse("revoke_delegation", args=[holding.post_id]) if not held and ends and not own else "",
    }


def names_deputy(holding: Holding, role: Role, actor: Actor) -> bool:
    """The holder does; whoever admits members too, where the seat may do nothing that they may not."""
    own = holding.user_id == actor.user_id and holding.organisation_id == actor.organisation_id
    return (own and role.id in actor.own_roles) or (actor.may(ADMIT) and all(map(actor.may, role.permissions)))
