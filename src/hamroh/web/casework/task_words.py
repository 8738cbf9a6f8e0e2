"""What a task is called: in the platform's own words where it knows the step, else in those of the edition."""

from django.utils.translation import gettext as _

from hamroh.casework.cases.terms import TASK_WORDS
from hamroh.mechanism.editions.queries import InForce
from hamroh.web.shell.templatetags.hamroh import ml


def task_title(key: str, edition: InForce) -> str:
    """For whoever has the task."""
    kind = key.partition(":")[0]
    return _(TASK_WORDS[kind]) if kind in TASK_WORDS else ml(edition.step_words(key)) or key
