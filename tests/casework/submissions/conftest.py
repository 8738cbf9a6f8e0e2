from collections.abc import Iterator
from uuid import UUID

import pytest


@pytest.fixture
def version(db: None) -> Iterator[UUID]:
    """A form that telephones may collect now, in its first version, in an edition that is in force."""
    from hamroh.exchange.openrosa import pace
    from tests.casework.submissions import given
    from tests.new_editions import publishing

    pace.forget()
    with publishing() as publish:
        publish(given.on_telephones(given.WORKBOOK))
        yield given.version()
