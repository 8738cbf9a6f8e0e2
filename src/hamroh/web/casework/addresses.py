"""Where a task is done, and what its button says. A task without a page of its own is done on the case."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hamroh.web.shell.templatetags.hamroh import url_or_nothing

# Task → (what the button says, the name of the page, which key the page takes).
TASK_PAGES = {
    "screening": (_("Screen"), "fill_screening"),
    "decide_screening": (_("Decide"), "decide_screening"),
}


def case_url(case_id: UUID) -> str:
    return reverse("show_case", args=[case_id])


def task_act(key: str, case_id: UUID) -> tuple[str, str]:
    """The verb of a task and where it leads."""
    verb, name = TASK_PAGES.get(key, (_("Open"), ""))
    address = url_or_nothing(name, case_id) if name else ""
    return (str(verb), address) if address else (str(_("Open")), case_url(case_id))
