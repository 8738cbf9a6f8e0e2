"""Where the next page of a long list begins: after the row with this moment and this key, written into the address."""

from datetime import datetime
from uuid import UUID

from hamroh.kernel.errors import NotFound


def place_of(moment: datetime | None, id: UUID) -> str:
    """The place of a row, for the address of the page that follows it. A row without a moment stands at the end."""
    return f"{moment.isoformat() if moment else ''}_{id}"


def read_place(written: str) -> tuple[datetime | None, UUID] | None:
    """The last row of the page before; nothing on the first page. An address that nobody of ours wrote leads nowhere."""
    if not written:
        return None
    at, _bar, id = written.partition("_")
    try:
        moment, key = (datetime.fromisoformat(at) if at else None), UUID(id)
    except ValueError:
        raise NotFound("page") from None
    if moment and moment.tzinfo is None:
        raise NotFound("page")
    return moment, key


def read_dated_place(written: str) -> tuple[datetime, UUID] | None:
    """The same in a list of which every row has its moment."""
    if (place := read_place(written)) is None:
        return None
    moment, key = place
    if moment is None:
        raise NotFound("page")
    return moment, key
