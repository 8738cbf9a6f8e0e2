"""Which territory lies in which, and which member works where."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property

from .facts import Body, Place, Seat


class Atlas:
    """Territories and members, looked up quickly."""

    def __init__(self, places: Iterable[Place], bodies: Iterable[Body]) -> None:
        self._parent = {place.id: place.parent for place in places}
        self._bodies = {body.id: body for body in bodies}
        self._working: dict[str, frozenset[str]] = {}

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The smallest territories; one nameless place in a mechanism without any."""
        parents = set(self._parent.values())
        return tuple(place for place in self._parent if place not in parents) or ("",)

    @cached_property
    def around(self) -> dict[str, frozenset[str]]:
        """Of each smallest territory, itself and all those it lies in."""
        return {leaf: frozenset(self._up(leaf)) for leaf in self.leaves}

    def _up(self, place: str | None) -> list[str]:
        found: list[str] = []
        while place and place not in found:
            found.append(place)
            place = self._parent.get(place)
        return found

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for body in self._bodies.values():
            if body.parent:
                children[body.parent].append(body.id)
        return children

    def under(self, body: str) -> list[str]:
        """The member and all under it, at any depth."""
        found, waiting = [body], [body]
        while waiting:
            new = [child for child in self._children.get(waiting.pop(), []) if child not in found]
            found += new
            waiting += new
        return found

    def holders(self, seat: Seat) -> list[str]:
        """The members at which a seat can be held."""
        if not seat.bodies:
            return [body.id for body in self._bodies.values() if not body.group]
        return list(dict.fromkeys(body for named in seat.bodies for body in self.acting(named)))

    def acting(self, body: str) -> list[str]:
        """The member and all under it, without those that only stand for several."""
        return [name for name in self.under(body) if name in self._bodies and not self._bodies[name].group]

    def covered(self, bodies: Iterable[str]) -> frozenset[str]:
        """The smallest territories in which at least one of these members works."""
        territories = {self._bodies[body].territory for body in bodies if body in self._bodies}
        return self.within(territories)

    def within(self, territories: Collection[str | None]) -> frozenset[str]:
        """The smallest territories that lie in one of these; None is the whole country."""
        if None in territories:
            return frozenset(self.leaves)
        wanted = frozenset(territories)
        return frozenset(leaf for leaf in self.leaves if self.around[leaf] & wanted)

    def told(self, leaves: Collection[str]) -> tuple[str, ...]:
        """The same territories in as few words as possible: none for everywhere, a region instead of all its parts."""
        missing = set(leaves)
        if missing == set(self.leaves):
            return ()
        whole: list[str] = []
        for place, inside in self._inside.items():
            if inside <= missing:
                whole.append(place)
                missing -= inside
        return tuple(whole)

    @cached_property
    def _inside(self) -> dict[str, set[str]]:
        """Of each territory, the smallest ones in it; the large ones first, else in the order of the mechanism."""
        inside: dict[str, set[str]] = {place: set() for place in self._parent}
        for leaf, around in self.around.items():
            for place in around:
                inside.setdefault(place, set()).add(leaf)
        depth = {place: len(self._up(place)) for place in inside}
        return {place: inside[place] for place in sorted(inside, key=lambda place: depth[place]) if inside[place]}
