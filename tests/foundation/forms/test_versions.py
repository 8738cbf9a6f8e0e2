"""A content of a form is kept once, and read again as what it asked."""

from collections.abc import Iterator

import pytest
from django.db import connections, transaction
from django.db.utils import ProgrammingError

from hamroh.foundation.forms import queries
from hamroh.foundation.forms.actions import keep_version
from hamroh.foundation.forms.definition import Workbook
from hamroh.foundation.forms.models import FormVersion
from hamroh.kernel.errors import NotFound
from hamroh.kernel.ids import uuid7
from tests.cast import NOW, acting, nigora

FORM: Workbook = {"survey": [{"type": "text", "name": "work", "label": "Work"}]}


@pytest.fixture
def owner(db: None) -> Iterator[None]:
    """As the owner of the database, who loads mechanisms; what was kept is gone afterwards."""
    default = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("DELETE FROM forms_formversion WHERE form = 'trial'")
        connections["default"] = default


def test_the_same_content_is_one_version_whatever_the_order_of_its_columns(owner: None) -> None:
    turned: Workbook = {"survey": [dict(reversed(FORM["survey"][0].items()))]}
    first = keep_version(form="trial", version="", workbook=FORM, now=NOW)
    again = keep_version(form="trial", version="", workbook=turned, now=NOW)
    assert first.pk == again.pk and first.version == first.sha[:12]
    other = keep_version(form="trial", version="2", workbook={"survey": [FORM["survey"][0] | {"name": "b"}]}, now=NOW)
    assert other.pk != first.pk and other.version == "2"


def test_a_kept_version_is_read_as_what_it_asks(owner: None) -> None:
    version = keep_version(form="trial", version="5", workbook=FORM, now=NOW)
    definition = queries.definition_of(queries.version(version.pk))
    assert (definition.form, definition.version) == ("trial", "5")
    assert [question.name for question in definition.questions()] == ["work"]
    assert queries.definition_of(version) is definition


def test_what_cannot_be_read_is_a_fault_of_the_platform_and_says_which_form(owner: None) -> None:
    version = keep_version(form="trial", version="", workbook={"survey": [{"type": "geopoint", "name": "w"}]}, now=NOW)
    with pytest.raises(ValueError, match="The kept form trial"):
        queries.definition_of(version)


def test_a_version_that_is_not_there_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        queries.version(uuid7())


def test_nobody_at_a_page_keeps_or_changes_a_version(db: None) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), acting(nigora):
        keep_version(form="trial", version="", workbook=FORM, now=NOW)
    with pytest.raises(ProgrammingError), transaction.atomic(), acting(nigora):
        FormVersion.objects.filter(form="htcds").update(version="x")
