"""The pages about the mechanism itself share one row of tabs: what this person may open, and what is built."""

from typing import Any

from django.utils.translation import gettext as _

from hamroh.kernel.words import N_

from .addresses import url_or_nothing
from .parts import NavItem

# The first page of each tab, its words, who sees it (any of these permissions; everybody, if none is named), and the
# pages that belong to it.
TABS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("my_duties", N_("My duties"), ("mechanism:read",), ()),
    ("picture", N_("The picture"), ("mechanism:read",), ()),
    (
        "library",
        N_("Library"),
        ("mechanism:read",),
        (
            *("library_document", "library_text", "library_compare", "neighbour_list"),
            *("sign_lists", "show_sign_list"),
            *("comment_on_clause", "comment_list", "answer_comment"),
        ),
    ),
    ("form_list", N_("Forms"), ("mechanism:read",), ()),
    ("services", N_("Services"), ("mechanism:read",), ("confirm_capacity",)),
    (
        "seat_list",
        N_("Seats"),
        ("mechanism:read",),
        (
            "show_seat",
            "hold_in_the_meantime",
            "delegate_post",
            "name_deputy",
            "nominate",
            "show_nomination",
            "take_step",
        ),
    ),
    ("gap_list", N_("Gaps and overlaps"), ("work:overview", "edition:draft"), ()),
    ("edition_list", N_("Editions"), ("mechanism:read",), ()),
    (
        "agreement_list",
        N_("Agreements"),
        ("members:admit", "members:manage"),
        ("issue_agreement", "show_agreement", "sign_agreement"),
    ),
    (
        "my_conduct",
        N_("Conduct"),
        (),
        (
            "acknowledge_code",
            "declare_ties",
            "declared_ties",
            "complain_as_member",
            "conduct_people",
            "record_training",
        ),
    ),
    ("complaint_list", N_("Complaints"), ("complaint:handle",), ("show_complaint",)),
)


def tabs(request: Any) -> list[NavItem]:
    """The tabs of this area for whoever asks; a page that is not built has none."""
    here = request.resolver_match.url_name if request.resolver_match else ""  # an address that leads nowhere
    return [
        NavItem(url, _(label), here == name or here in pages)
        for name, label, permissions, pages in TABS
        if (not permissions or any(map(request.actor.may, permissions))) and (url := url_or_nothing(name))
    ]


def pages_of_area() -> frozenset[str]:
    """The names of all pages with these tabs."""
    return frozenset(page for name, _label, _permissions, pages in TABS for page in (name, *pages))
