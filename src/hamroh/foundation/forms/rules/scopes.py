"""What expressions see from where they stand: the form itself, or one row of a repeat."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hamroh.foundation.forms.expressions import Context
from hamroh.foundation.forms.rules.compiled import Compiled


class Scope:
    """The form itself, or one row of a repeat: what was given in it, and what expressions see of it."""

    __slots__ = ("context", "given", "parent", "path", "position", "repeat", "rows", "shown", "spare", "values")

    def __init__(self, parent: "Scope | None", path: str, given: Mapping[str, Any], repeat: str, at: int) -> None:
        self.parent, self.path, self.repeat, self.position = parent, path, repeat, at
        self.given: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        self.values: dict[str, str] = {}
        self.shown: set[str] = set()
        self.rows: dict[str, list[Scope]] = {}
        self.spare: dict[str, list[Scope]] = {}  # rows nobody is asked for now; kept until the form is finished
        self.context: Context | None = None

    def with_own(self, value: Any) -> Context:
        """What an expression sees that speaks of its own question as `.`."""
        assert self.context is not None
        return replace(self.context, own=value if isinstance(value, str) else "")


class Seen(Mapping[str, str | Sequence[str]]):
    """Answers as an expression in this row sees them: its own and those around it; of other repeats all rows."""

    def __init__(self, form: Compiled, scope: Scope, *, everywhere: bool = False) -> None:
        self.form, self.scope, self.everywhere = form, scope, everywhere

    def get(self, name: str, default: Any = "") -> Any:
        item = self.form.items.get(name)
        if item is None:
            return default
        around, home = self._around(item.home)
        if item.group and item.group.repeat:
            return tuple("x" for row in rows_under(around, (*home, name)))
        if not home:
            return around.values.get(name, "")
        return tuple(row.values.get(name, "") for row in rows_under(around, home))

    def _around(self, home: tuple[str, ...]) -> tuple[Scope, tuple[str, ...]]:
        """The row around the expression that the name lies in as well, and the repeats further in."""
        chain = [self.scope]
        while chain[-1].parent:
            chain.append(chain[-1].parent)
        chain.reverse()  # the form, then each row inwards
        if self.everywhere:
            return chain[0], home
        common = 0
        while common < len(home) and common + 1 < len(chain) and chain[common + 1].repeat == home[common]:
            common += 1
        return chain[common], home[common:]

    def __getitem__(self, name: str) -> Any:
        if name not in self.form.items:
            raise KeyError(name)
        return self.get(name)

    def __contains__(self, name: object) -> bool:
        return name in self.form.items

    def __iter__(self) -> Iterator[str]:
        return iter(self.form.items)

    def __len__(self) -> int:
        return len(self.form.items)


def rows_under(scope: Scope, home: Sequence[str]) -> list[Scope]:
    """Every row of the innermost of these repeats, under this one; itself when there is none."""
    scopes = [scope]
    for repeat in home:
        scopes = [row for each in scopes for row in each.rows.get(repeat, ())]
    return scopes
