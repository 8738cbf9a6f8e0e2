"""How the mechanism itself stands, for the desk: its members, its seats, its gaps, and what waits for a yes or a no.

Offices and counts only. Complaints are counted nowhere.
"""

from collections import Counter
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamroh.kernel.actor import Actor
from hamroh.kernel.words import N_
from hamroh.mechanism.editions import queries as editions
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.library.queries import comments_waiting
from hamroh.mechanism.membership import queries as membership
from hamroh.mechanism.membership.terms import STANDING_WORDS, Standing
from hamroh.mechanism.roles.terms import GAP_WORDS, KINDS_OF_WEIGHT, WEIGHT_WORDS, Weight
from hamroh.oversight.monitoring.queries import gaps_today
from hamroh.web.shell.addresses import url_or_nothing
from hamroh.web.shell.templatetags.hamroh import ml

LOOKS: Final = {Weight.MISSING: "high", Weight.WEAK: "warn", Weight.OPEN: "info"}
MOST_NAMED: Final = 5  # of the members that lack somebody; the rest is counted, the page of seats has them all
# The other tasks of a coordinator, each with the page that it begins on.
PLACES: Final = (
    (N_("Promotion"), "campaign_list"),
    (N_("Monitoring"), "indicator_list"),
    (N_("Evaluation"), "evaluation_list"),
    (N_("Financing"), "budget_list"),
)


def vacant_seats(now: datetime) -> list[dict[str, Any]]:
    """Seats of the mechanism that nobody holds, the longest vacant first; who stands in, by office."""
    seats = editions.seats_of_the_mechanism()
    vacant = editions.vacant_seats(now)
    standing_in: dict[str, list[str]] = {}
    for held in membership.holdings(list(vacant), now) if vacant else ():
        if held.since <= now:
            standing_in.setdefault(held.role, []).append(ml(held.organisation))
    in_order = sorted(vacant, key=lambda id: (vacant[id] is None, vacant[id] or now))
    return [
        {
            "name": ml(dict(seats[id].name)),
            "url": url_or_nothing("show_seat", id),
            "since": vacant[id],
            "standing_in": ", ".join(dict.fromkeys(standing_in.get(id, ()))),
        }
        for id in in_order
    ]


def members(actor: Actor, now: datetime) -> dict[str, Any]:
    """How many stand how, and which members nobody answers for."""
    counted = Counter(m.status for m in membership.standing_members() if not m.group)
    missing = membership.vacancies(now)
    alone, no_deputy = ([lack for lack in missing if lack.deputy is deputy] for deputy in (False, True))
    lacks = (
        (alone, ngettext("%(n)d member has no focal point", "%(n)d members have no focal point", len(alone))),
        (no_deputy, ngettext("%(n)d member has no deputy", "%(n)d members have no deputy", len(no_deputy))),
    )
    return {
        "counts": [(_(STANDING_WORDS[s]), counted[s]) for s in Standing if counted[s] and s is not Standing.ENDED],
        "lacks": [_some(found, words) for found, words in lacks if found],
        "unsigned": len({asked.organisation_id for asked in membership.unsigned(day_of(now))}),
        "unsigned_url": url_or_nothing("agreement_list") if actor.may("members:admit") else "",
        "url": url_or_nothing("member_list"),
        "seats_url": url_or_nothing("seat_list"),
    }


def _some(missing: list[membership.Lack], words: str) -> dict[str, Any]:
    """The longest without first."""
    in_order = sorted(missing, key=lambda lack: (lack.since is None, str(lack.since), lack.key))
    return {
        "words": words % {"n": len(missing)},
        "members": [
            {"name": ml(lack.names), "url": url_or_nothing("show_member", lack.organisation_id), "since": lack.since}
            for lack in in_order[:MOST_NAMED]
        ],
        "more": max(0, len(missing) - MOST_NAMED),
    }


def gaps(actor: Actor, now: datetime) -> dict[str, Any]:
    """By weight, and within it how many of each kind, the most frequent first."""
    counted = Counter(gap.kind for gap in gaps_today(actor, now).gaps)
    page = url_or_nothing("gap_list")
    weights = []
    for weight in Weight:
        kinds = sorted((k for k in KINDS_OF_WEIGHT[weight] if counted[k]), key=lambda k: -counted[k])
        weights.append(
            {
                "words": _(WEIGHT_WORDS[weight]),
                "look": LOOKS[weight],
                "count": sum(counted[k] for k in kinds),
                "kinds": [
                    {"words": _(GAP_WORDS[k]), "count": counted[k], "url": page and f"{page}?kind={k.value}"}
                    for k in kinds
                ],
            }
        )
    return {"weights": [w for w in weights if w["count"]], "url": page}


def decisions(actor: Actor) -> list[dict[str, Any]]:
    """What somebody must say yes or no to, or finish. What is not this person's to read is not told."""
    waiting: list[tuple[int, str, str]] = []
    if actor.may("members:admit"):
        applied = sum(m.status is Standing.APPLIED for m in membership.standing_members())
        waiting.append(
            (applied, ngettext("%(n)d application", "%(n)d applications", applied), url_or_nothing("member_list"))
        )
    living, proposed = editions.waiting_drafts(actor)
    written = living - proposed
    page = url_or_nothing("edition_list")
    waiting += [
        (
            proposed,
            ngettext("%(n)d draft edition waits for a yes", "%(n)d draft editions wait for a yes", proposed),
            page,
        ),
        (
            written,
            ngettext("%(n)d draft edition in work", "%(n)d draft editions in work", written),
            page,
        ),
    ]
    if actor.may("edition:draft"):
        said = comments_waiting()
        words = ngettext("%(n)d comment without an answer", "%(n)d comments without an answer", said)
        waiting.append((said, words, url_or_nothing("comment_list")))
    return [{"words": words % {"n": count}, "url": url} for count, words, url in waiting if count]


def places() -> list[dict[str, str]]:
    """The other tasks of a coordinator, where a page for them is built. What does not exist is absent, not greyed."""
    return [{"words": _(words), "url": url} for words, name in PLACES if (url := url_or_nothing(name))]
