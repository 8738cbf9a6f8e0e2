"""How an act says no. `Refused` carries every obstacle at once; `NotFound` says the same for *none* and *not yours*."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason an act cannot happen: a sentence (message id) that names the remedy, and the field it belongs to.

    Values in `params` that are themselves message ids are listed in `translate`.
    """

    sentence: str
    field: str = ""
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    translate: tuple[str, ...] = ()


class Refused(Exception):
    """The act is possible in principle, but not now or not like this. Nothing was changed."""

    def __init__(self, *obstacles: Obstacle) -> None:
        self.obstacles = obstacles
        super().__init__(*(o.sentence for o in obstacles))


class NotFound(Exception):
    """There is no such thing for this actor. `resource` and `id` go to the record of refusals, never to the page."""

    def __init__(self, resource: str, id: object = "") -> None:
        self.resource, self.id = resource, str(id)
        super().__init__(resource)


class Changed(Exception):
    """Somebody else wrote the same thing since the page was shown. Nothing was changed; `number` is what stands now."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)
