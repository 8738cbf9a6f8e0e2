"""What every page may lean on: a name that a view does not fill is empty, never undefined."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hamroh.casework.referrals.queries import waiting_in_inbox
from hamroh.kernel import clock
from hamroh.kernel.actor import Actor
from hamroh.kernel.errors import NotFound
from hamroh.kernel.text import say
from hamroh.mechanism.editions import queries as editions

from .addresses import url_or_nothing
from .area import pages_of_area, tabs
from .parts import Link, NavItem

NOTHING: dict[str, Any] = {
    "nav": (),
    "tabs": (),
    "find_url": "",
    "find_names": False,
    "code_example": "",
    "stands_in": (),
    "me": None,
    "organisation": "",
    "edition": "",
    "foot_links": (),
    "back": None,
    "public": False,
    "form": None,
    "forms": (),
    "heading": "",
    "lead": "",
    "submit": "",
    "cancel": None,
}


def shell(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    return {
        **NOTHING,
        "messages": get_messages(request),
        "demo": settings.HAMROH_DEMO,
        "nav": SimpleLazyObject(lambda: navigation(request)) if actor else [],
        "tabs": SimpleLazyObject(lambda: tabs(request)) if actor else [],
        "find_url": url_or_nothing("find_case") if actor and actor.may("case:read") else "",
        "find_names": bool(actor and actor.may("identity:read")),
        "code_example": SimpleLazyObject(_code_example) if actor else "",
        "me": Link(url_or_nothing("my_account"), request.user.short_name) if actor else None,  # type: ignore[union-attr]
        "organisation": say(actor.organisation_name, get_language() or "en") if actor else "",
        "stands_in": SimpleLazyObject(lambda: places_of_others(request)) if actor and actor.stands_in else [],
        "edition": SimpleLazyObject(edition_line),
        "foot_links": _foot_links(),
    }


def _code_example() -> str:
    """How a case code of this mechanism looks."""
    return f"{editions.current().code_prefix}-7K4-Q2M"


def places_of_others(request: HttpRequest) -> list[dict[str, Any]]:
    """The offices in which this person stands in for somebody, and until when."""
    words = {role.id: dict(role.name) for role in editions.current().pack.roles}
    stands_in = request.actor.stands_in  # type: ignore[attr-defined]
    return [{"role": words.get(role, {}), "until": until} for role, until in stands_in]


def _foot_links() -> list[Link]:
    pages = ("help", _("Help")), ("accessibility", _("Accessibility"))
    return [Link(url, label) for name, label in pages if (url := url_or_nothing(name))]


def edition_line() -> str:
    """Which edition of the mechanism the page stands on; nothing while none is loaded."""
    try:
        edition = editions.current()
    except NotFound:
        return ""
    return _("Mechanism edition %(number)s, %(date)s") % {
        "number": edition.number,
        "date": date_format(edition.published_at, "DATE_FORMAT"),
    }


def navigation(request: HttpRequest) -> list[NavItem]:
    """Where this person can go. The inbox says how much waits, red when something is late."""
    actor = request.actor  # type: ignore[attr-defined]
    here = request.resolver_match.url_name if request.resolver_match else ""
    sections = [
        (True, "home", _("Home"), ("home",)),
        (actor.may("contact:log"), "contact_list", _("Contacts"), ("contact_list", "log_contact")),
        (actor.may("sheet:fill"), "fill_sheet", _("First-line sheet"), ("fill_sheet",)),
        (actor.may("sheet:fill"), "sent_handovers", _("Sent"), ("sent_handovers",)),
        (actor.inbox, "inbox", _("Inbox"), ("inbox", "show_referral")),
        (actor.may("case:read"), "case_list", _("Cases"), CASE_PAGES),
        (actor.may("case:supervise"), "case_load", _("Load and risk"), ("case_load", "hand_over_cases")),
        (actor.may("status:decide"), "status_list", _("Formal status"), ("status_list", "show_application")),
        (_keeps_forms(actor), "offline", _("Offline"), ("offline_devices",)),
        (actor.may("emergency:review"), "review_list", _("Reviews"), ("review_list", "review_emergency")),
        (actor.may("work:overview"), "desk", _("Desk"), ("desk",)),
        (actor.may("members:admit"), "member_list", _("Members"), MEMBER_PAGES),
        (actor.may("members:manage"), "my_organisation", _("My organisation"), ("my_organisation", "add_person")),
        (
            actor.may("device:issue") or actor.may("form:fill"),
            "device_list",
            _("Telephones"),
            ("device_list", "issue_device", "phone_keys"),
        ),
        (
            actor.may("submission:settle"),
            "collected_list",
            _("Collected"),
            ("collected_list", "settle_submission", "unlock_submissions"),
        ),
        # Whoever has cases comes to them from the list of cases.
        (actor.may("register:import") and not actor.may("case:read"), "register_list", _("Registers"), REGISTER_PAGES),
    ]
    area = tabs(request)
    if area:
        sections.append((True, "", _("Mechanism"), tuple(pages_of_area())))
    counts = {"inbox": waiting_in_inbox(actor, clock.now())} if actor.inbox else {}
    return [
        NavItem(
            reverse(name) if name else area[0].url, label, here in pages, *counts.get(name, (0, 0)), KEYS.get(name, "")
        )
        for shown, name, label, pages in sections
        if shown
    ]


def _keeps_forms(actor: Actor) -> bool:
    """Whether there is any form that this person may keep on a device."""
    return actor.may("form:offline") and any(form.offline != "no" for form in editions.current().pack.forms)


# The letter that leads to a section after g: the place of a key on the keyboard, whatever is written on it.
KEYS = {"home": "h", "case_list": "c", "inbox": "i", "case_load": "l", "contact_list": "n", "fill_sheet": "s"}
MEMBER_PAGES = ("member_list", "show_member", "change_member", "apply_for_membership", "name_focal_point")
REGISTER_PAGES = (
    "register_list",
    "register_columns",
    "register_words",
    "register_preview",
    "undo_register",
    "bring_register",
)
CASE_PAGES = (
    *REGISTER_PAGES,
    "find_case",
    "show_imported",
    *(
        "case_list",
        "show_case",
        "open_case",
        "case_part",
        "case_looks",
        "case_timeline",
        "change_team",
        "recuse",
        "print_case",
    ),
    *("fill_screening", "decide_screening", "offer_help", "record_ground", "ground_list", "withdraw_ground"),
    *("send_referral", "sent_referral", "show_status", "show_reflection"),
)
