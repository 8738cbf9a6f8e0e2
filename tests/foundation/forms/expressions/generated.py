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
    "9999-12-31T23:59:59.9999-14:00", "2026-11-24T01:30:00.5-0330", "2026-11-24T01:30:00+05", "10:30", "23:59:59.999-03:30",
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


ref = st.sampled_from([f"${{{name}}}" for name in (*SINGLE, *SETS, "missing")])
literal = st.sampled_from([*TEXTS, *DATES, *MOMENTS]).map(quoted) | st.sampled_from(NUMBERS) | floats
moments = st.sampled_from(
    ["${day}", "${moment}", "now()", "today() - 1", "now() + 0.37", *map(quoted, DATES + MOMENTS)]
)
leaf = st.one_of(
    ref, ref, literal, st.sampled_from([".", "../a", "/data/group/b", "today()", "now()", "true()", "false()",
    "position(..)", "region"]),
    st.sampled_from(["sum", "count", "count-non-empty"]).flatmap(lambda function: ref.map(lambda name: f"{function}({name})")),
    st.sampled_from(["string-length()", "normalize-space()"]),
)  # fmt: skip
BINARY = ["+", "-", "*", "div", "mod", "=", "!=", "<", "<=", ">", ">=", "and", "or"]
# What each function takes: n number, t text, c codes, d date or moment, v anything; after the bar what may be left out.
TAKES = {
    "string": "v", "concat": "v|vv", "join": "t|vvv", "contains": "tt", "starts-with": "tt", "ends-with": "tt",
    "substring": "tn|n", "substr": "tn|n", "substring-before": "tt", "substring-after": "tt", "string-length": "t",
    "normalize-space": "t", "translate": "ttt", "boolean": "v", "not": "v", "boolean-from-string": "t", "number": "v",
    "int": "n", "floor": "n", "ceiling": "n", "round": "n|n", "abs": "n", "pow": "nn", "min": "v|nn", "max": "v|nn",
    "selected": "ct", "selected-at": "cn", "count-selected": "c", "date": "d", "date-time": "d", "decimal-date-time": "d",
    "decimal-time": "d",
    "if": "vvv", "coalesce": "vv", "once": "v",
}  # fmt: skip
signed = st.tuples(st.sampled_from(["", "", "-"]), st.sampled_from(NUMBERS)).map("".join)
words = st.sampled_from(["${a}", "${b}", "${codes}", "${r}", *map(quoted, TEXTS)])
LIKELY = {"n": signed, "t": words, "c": words, "d": moments, "v": leaf}
KINDS = ["call"] * 6 + ["operation"] * 5 + ["regex", "date", "label", "instance", "brackets", "minus", "leaf"]


@st.composite
def expressions(draw: st.DrawFn, levels: int = 3) -> str:  # noqa: PLR0911 — a kind, a line
    """At most so many levels deep; every kind is likely, so that each function meets each kind of value."""
    kind = draw(st.sampled_from(KINDS)) if levels else "leaf"
    inner = expressions(levels - 1)
    match kind:
        case "call":
            function = draw(st.sampled_from(sorted(TAKES)))
            needed, _, more = TAKES[function].partition("|")
            taken = needed + more[: draw(st.integers(0, len(more)))]
            return f"{function}({', '.join(draw(LIKELY[letter] | inner) for letter in taken)})"
        case "operation":
            part = signed | inner
            return " ".join(draw(st.tuples(part, st.sampled_from(BINARY), part)))
        case "regex":
            return f"regex({draw(inner)}, '{draw(st.sampled_from(PATTERNS))}')"
        case "date":
            function = draw(st.sampled_from(["format-date", "format-date-time"]))
            return f"{function}({draw(moments | inner)}, '{draw(st.sampled_from(FORMS))}')"
        case "label":
            return f"jr:choice-name({draw(inner)}, '${{a}}')"
        case "instance":
            return f"indexed-repeat({draw(ref)}, ${{r}}, {draw(inner)})"
        case "brackets":
            return f"({draw(inner)})"
        case "minus":
            return f"-{draw(inner)}"
    return draw(leaf)
