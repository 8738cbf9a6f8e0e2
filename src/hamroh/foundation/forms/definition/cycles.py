"""Whether answers depend on each other in a circle: then nobody could say what holds."""

from collections.abc import Iterable

from hamroh.foundation.forms.definition import Group, Question
from hamroh.foundation.forms.definition.understood import names_of


def chain_in(children: Iterable[Question | Group]) -> tuple[str, ...]:
    """One circle, the first name again at its end; empty when there is none."""
    return _circle(_dependencies(children))


def _dependencies(children: Iterable[Question | Group]) -> dict[str, frozenset[str]]:
    """What each value hangs on: its calculation, whether it is asked at all, and so the group that it stands in."""
    graph: dict[str, frozenset[str]] = {}

    def gather(nodes: Iterable[Question | Group], above: frozenset[str]) -> None:
        for node in nodes:
            hangs_on = above | names_of(node.relevant)
            if isinstance(node, Group):
                graph[node.name] = hangs_on | names_of(node.repeat_count)
                gather(node.children, frozenset({node.name}))
            else:
                graph[node.name] = hangs_on | names_of(node.calculation)

    gather(children, frozenset())
    return graph


def _circle(graph: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """Depth first, without recursion: a chain may be as long as the form."""
    done: set[str] = set()
    for start, first in graph.items():
        if start in done:
            continue
        path: dict[str, None] = {start: None}
        waiting = [iter(sorted(first))]
        while waiting:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                done.add(path.popitem()[0])
            elif following in path:
                names = list(path)
                return (*names[names.index(following) :], following)
            elif following not in done and following in graph:
                path[following] = None
                waiting.append(iter(sorted(graph[following])))
    return ()
