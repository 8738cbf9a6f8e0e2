"""The own organisation: its standing, who manages its people, and who acts for it; everybody who acts for it may look."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hamroh.kernel import clock
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.membership import queries
from hamroh.mechanism.membership.actions import may_delegate_from
from hamroh.mechanism.membership.terms import STANDING_WORDS
from hamroh.web.mechanism.agreements import asked_line, today
from hamroh.web.mechanism.own_people import waiting_resets
from hamroh.web.shell.pages import page
from hamroh.web.shell.templatetags.hamroh import ml


@page()
def my_organisation(request: Any) -> HttpResponse:
    """Nobody is added unseen: who acts here, in which role, since when, and who gave it."""
    now, id = clock.now(), request.actor.organisation_id
    row, posts = queries.member(id, now), queries.colleagues(id, now)
    roles = {role.id: ml(role.name) for role in editions.current().pack.roles}
    givers = queries.colleague_names(p.given_by for p in posts if p.given_by)
    seats = list(editions.seats_of_the_mechanism())
    manages = request.actor.may("members:manage")
    context = {
        "resets": waiting_resets(request.actor, id),
        "contact": queries.contact_of(id),
        "contact_url": reverse("write_contact", args=[id]) if manages else "",
        "asked": [asked_line(a) for a in queries.asked_to_sign(today(), organisation_id=id)] if manages else [],
        "may_manage": manages,
        "name": ml(row.names),
        "standing": _(STANDING_WORDS[row.status]),
        "since": row.since,
        "focal_points": row.focal_points,
        "deputies": row.deputies,
        "people": [
            {
                "name": post.user.short_name,
                "role": roles.get(post.role, post.role),
                "deputy": post.deputy,
                "since": post.since,
                "until": post.until,
                "stands_in": bool(post.delegated_for_id or post.interim),
                "delegate_url": reverse("delegate_post", args=[post.pk])
                if not (post.delegated_for_id or post.interim)
                and may_delegate_from(request.actor, post.user_id, id, post.role, seats)
                else "",
                "lost_url": reverse("ask_reset", args=[post.user_id])
                if manages and post.user_id != request.actor.user_id
                else "",
                "end_url": reverse("end_post", args=[post.pk])
                if manages and post.user_id != request.actor.user_id
                else "",
                "by": givers.get(post.given_by, "") if post.given_by else "",
            }
            for post in posts
        ],
    }
    return render(request, "mechanism/my_organisation.html", context)
