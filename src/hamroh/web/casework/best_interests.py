"""Weighing what is best for a child, and how it was weighed before."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from hamroh.casework.kinship import actions
from hamroh.casework.kinship.queries import suspected_among, weighed_history, weighed_of
from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.membership.queries import colleague_names, colleagues
from hamroh.web.casework import kinship_forms as forms
from hamroh.web.casework import kinship_shapes as shapes
from hamroh.web.casework.child import open_family, to_child
from hamroh.web.casework.revised import show_history, write_revised
from hamroh.web.shell.pages import page


@page("case:open")
def weigh_best_interests(request: Any, case_id: UUID, assessment_id: UUID | None = None) -> HttpResponse:
    """A new assessment, or one that is continued."""
    case, context = open_family(request, case_id)
    if assessment_id and weighed_of(case, assessment_id) is None:
        raise NotFound("assessment", assessment_id)
    people = {str(post.user_id): post.user.short_name for post in colleagues(case.organisation_id, clock.now())}

    def act(typed: dict[str, Any]) -> None:
        key = assessment_id or typed.pop("id") or uuid7()
        typed.pop("id", None)
        actions.weigh_best_interests(request.actor, case_id=case_id, assessment_id=key, now=clock.now(), **typed)

    barred = _("Somebody who cares for the child may be involved: no guardian takes part.")
    return write_revised(
        request,
        make=lambda data, initial: forms.WeighBestInterests(data, initial=initial, colleagues=list(people.items())),
        stands=lambda: weighed_of(case, assessment_id) if assessment_id else None,
        act=act,
        initial={"id": uuid7()},
        to=to_child(case_id).url,
        context=context
        | {
            "heading": _("Best interests of the child"),
            "lead": _(
                "Before a decision that changes the child’s life. The child is heard first, in words for the age."
            ),
            "back": to_child(case_id),
            "cancel": to_child(case_id),
            "caution": barred if suspected_among(case.pk) else "",
        },
    )


@page("case:read")
def best_interests_revisions(request: Any, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    case, _context = open_family(request, case_id)
    if weighed_of(case, assessment_id) is None:
        raise NotFound("assessment", assessment_id)
    rows = weighed_history(case, assessment_id)
    return show_history(
        request,
        revisions=rows,
        pairs=shapes.weighed_pairs(colleague_names({w["decided_by"] for w in rows})),
        code=case.code,
        heading=_("Best interests of the child"),
        back=to_child(case_id),
    )
