from collections.abc import Iterator
from uuid import UUID

import pytest


@pytest.fixture
def version(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[UUID]:
    """A form that telephones may collect now, in its first version."""
    from hamroh.casework.submissions.queries import forms
    from hamroh.exchange.openrosa import pace
    from hamroh.foundation.forms.queries import sha_of
    from tests.casework.submissions import given

    entry = ({"en": "Talk at the border"}, sha_of(given.WORKBOOK))
    monkeypatch.setattr(forms, "_entries", lambda _edition: {given.FORM: entry})
    pace.forget()
    yield given.version()
