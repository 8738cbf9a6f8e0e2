"""Expressions and answers made up along the grammar: all functions, numbers beyond measure, dates, node-sets, Cyrillic."""

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from hamroh.foundation.forms.expressions import Context

SINGLE, SETS = ("a", "b", "codes", "day", "moment", "constructor"), ("r", "s")
TEXTS = [
    "",
    "a",
    "b c",
    "a b",
    "ҷамила",
    "Қаҳрамон",
    "😀x",
    "17",
    "-3.5",
    " 4 ",
    "1e3",
    "0",
    "true",
    "false",
    "  ",
    "NaN",
    "-",
    "x%y",
]
DATES = ["2026-11-24", "1969-12-31", "2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "0000-01-01", "2026-13-01"]
MOMENTS = [
    "2026-11-24T01:30:00.000+05:00", "1969-12-31T23:59:59.999Z", "2026-11-24T09:05", "2026-11-24T24:00:00Z",
    "0001-01-01T00:30:00+14:00",
    "9999-12-31T23:59:59.9999-14:00", "2026-11-24T01:30:00.5-0330", "2026-11-24T01:30:00+05",
]  # fmt: skip
PATTERNS = [r"^[0-9]{2,3}$", r"[а-яҷқ]+", r"(a|b c)*", r".*", r"[^0-9]+", r"-?\d+(\.\d+)?", r"\S+", r"(?:x|😀)+\w?"]
FORMS = ["%Y-%m-%d", "%e/%n/%y", "%a %d %b", "%H:%M:%S.%3 %h%%", "no day"]
NUMBERS = [
    "0", "1", "2", "3", "7", "10", "0.5", "2.5", "1.005", "0.1", "100", "1000000", "123456789.125",
    "999999999999999999999", "0.0000001",
    ".25", "20000", "0.49999999999999994",
]  # fmt: skip

answer_text = st.sampled_from([*TEXTS, *DATES, *MOMENTS]) | st.integers(-50, 5000).map(str) | st.text(max_size=4)
floats = (
    st.floats(allow_nan=False, allow_infinity=False)
    .map(lambda value: format(abs(value), ".17g"))
    .filter(lambda t: "e" not in t)
)


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    """What is answered, and when and where it is asked."""
    answers: dict[str, Any] = {name: draw(answer_text) for name in SINGLE if draw(st.integers(0, 6))}
    answers |= {name: tuple(draw(st.lists(answer_text, max_size=4))) for name in SETS}
    offset = draw(st.sampled_from([0, 300, 345, -210, 840, -720]))
    now = draw(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)))
    return Context(
        answers=answers, own=draw(answer_text), position=draw(st.integers(1, 5)), today=draw(st.dates(date(1950, 1,
        1), date(2090, 1, 1))),
        now=now.replace(tzinfo=timezone(timedelta(minutes=offset))), choice_label=label,
        columns={"region": draw(answer_text)},
        instances={"a": tuple(draw(st.lists(answer_text, max_size=3)))} if draw(st.booleans()) else {},
    )  # fmt: skip


LABELS = {"a": {"a": "Ҷавоб", "17": "Seventeen", "constructor": "К"}}


def label(field: str, code: str) -> str:
    return LABELS.get(field, {}).get(code, "")


def context_as_json(context: Context) -> dict[str, Any]:
    """The same, as the page's script gets it."""
    return json.loads(json.dumps({
        "answers": dict(context.answers), "own": context.own, "position": context.position,
        "today": context.today.isoformat(),
        "now": context.now.isoformat(), "labels": LABELS, "instances": dict(context.instances),
        "columns": dict(context.columns),
    }))  # fmt: skip


def quoted(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"


def written(function: str) -> Any:
    return lambda parts: f"{function}({', '.join(parts)})"


ref = st.sampled_from([f"${{{name}}}" for name in (*SINGLE, *SETS, "missing")])
literal = st.sampled_from([*TEXTS, *DATES, *MOMENTS]).map(quoted) | st.sampled_from(NUMBERS) | floats
leaf = st.one_of(
    ref, ref, literal, st.sampled_from([".", "../a", "/data/group/b", "today()", "now()", "true()", "false()",
    "position(..)", "region"]),
    st.sampled_from(["sum", "count", "count-non-empty"]).flatmap(lambda function: ref.map(lambda name: f"{function}({name})")),
    st.sampled_from(["string-length()", "normalize-space()"]),
)  # fmt: skip
BINARY = ["+", "-", "*", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "and", "or"]
TAKES = {
    "string": (1, 1), "concat": (1, 3), "join": (1, 4), "contains": (2, 2), "starts-with": (2, 2), "ends-with": (2,
    2), "substring": (2, 3),
    "substr": (2, 3), "substring-before": (2, 2), "substring-after": (2, 2), "string-length": (1, 1),
    "normalize-space": (1, 1),
    "translate": (3, 3), "boolean": (1, 1), "not": (1, 1), "boolean-from-string": (1, 1), "number": (1, 1),
    "int": (1, 1), "floor": (1, 1),
    "ceiling": (1, 1), "round": (1, 2), "abs": (1, 1), "pow": (2, 2), "min": (1, 3), "max": (1, 3), "selected": (2,
    2), "selected-at": (2, 2),
    "count-selected": (1, 1), "date": (1, 1), "date-time": (1, 1), "decimal-date-time": (1, 1), "if": (3, 3),
    "coalesce": (2, 2), "once": (1, 1),
}  # fmt: skip


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    calls = st.sampled_from(sorted(TAKES)).flatmap(
        lambda name: st.lists(inner, min_size=TAKES[name][0], max_size=TAKES[name][1]).map(written(name))
    )
    operations = st.tuples(inner, st.sampled_from(BINARY), inner).map(" ".join)
    special = st.one_of(
        st.tuples(inner, st.sampled_from(PATTERNS)).map(lambda p: f"regex({p[0]}, '{p[1]}')"),
        st.tuples(st.sampled_from(["format-date", "format-date-time"]), inner, st.sampled_from(FORMS)).map(
            lambda p: f"{p[0]}({p[1]}, '{p[2]}')"
        ),
        inner.map(lambda part: f"jr:choice-name({part}, '${{a}}')"),
        st.tuples(ref, inner).map(lambda p: f"indexed-repeat({p[0]}, ${{r}}, {p[1]})"),
    )
    return st.one_of(
        calls, calls, operations, operations, special, inner.map(lambda p: f"({p})"), inner.map(lambda p: f"-{p}")
    )


expressions = st.recursive(leaf, grown, max_leaves=10)
