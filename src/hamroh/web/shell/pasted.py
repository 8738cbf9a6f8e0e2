"""What comes out of a clipboard, made plain before any page reads it: see `kernel.typed`."""

from django.http import HttpRequest, QueryDict

from hamroh.foundation.drafts.rules import is_secret
from hamroh.kernel.typed import plain


def make_plain(request: HttpRequest) -> None:
    """Every text of the form as it is seen. A password is left as it was typed: it must be the same each time."""
    posted = request.POST
    changed = {
        name: made
        for name, values in posted.lists()
        if not is_secret(name) and (made := [plain(value) for value in values]) != values
    }
    if changed:
        request.POST = _with(posted, changed)  # type: ignore[assignment]  # Django sets it so itself


def _with(posted: QueryDict, changed: dict[str, list[str]]) -> QueryDict:
    made = posted.copy()
    for name, values in changed.items():
        made.setlist(name, values)
    made._mutable = False
    return made
