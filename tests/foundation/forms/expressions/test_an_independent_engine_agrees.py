"""`elementpath` reads the same expression as XPath 1.0 over an XML instance, and comes to the same value.

The script of the page agrees with it too, since it agrees with the server. Every expression is made twice: as a form writes it,
and for `elementpath` with each conversion that XPath 1.0 makes silently written out, since it reckons with decimals and refuses
to convert texts by itself. What ODK adds stays out: dates as numbers, `concat` of whole node-sets; a single question's
answer is a text (`string(/data/a)`), and `sum` passes over what is no number (a condition).
"""

import math
from typing import NamedTuple
from xml.etree import ElementTree

from elementpath import XPath1Parser, XPathContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamroh.foundation.forms.expressions import Context, Value, evaluate, parse

SINGLE, SETS = ("a", "b", "c"), ("r", "s")
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
    "0",
    "true",
    "false",
    "  ",
    "-",
    "x%y",
]
NUMBERS = ["0", "1", "2", "3", "7", "10", "0.5", "2.5", "1.005", "0.1", "100", "1000000", "123456789.125", ".25"]
SUMS, COMPARISONS = ["+", "-", "*", "div", "mod"], ["=", "!=", "<", "<=", ">", ">="]
# What each function gives and takes: n number, t text, b truth, u a text of different signs, v anything; after the bar
# what may be left out.
TAKES = {
    "string": "t:v", "concat": "t:tt|t", "contains": "b:tt", "starts-with": "b:tt", "substring": "t:tn|n",
    "substring-before": "t:tt", "substring-after": "t:tt", "string-length": "n:t", "normalize-space": "t:t",
    "translate": "t:tut", "boolean": "b:v", "not": "b:v", "number": "n:v", "floor": "n:n", "ceiling": "n:n", "round": "n:n",
}  # fmt: skip


class Both(NamedTuple):
    """An expression as a form has it, and as XPath has it; s is a node-set."""

    kind: str
    ours: str
    theirs: str

    def first(self) -> str:
        """XPath's way to one value: of a node-set the first node counts."""
        return f"string({self.theirs}[1])" if self.kind == "s" else self.theirs

    def of(self, kind: str) -> str:
        if kind in (self.kind, "v"):
            return self.theirs
        if self.kind == "n" and kind == "t":  # there, the text of minus nought has a sign
            return f"string(({self.theirs}) + number(0))"
        return f"boolean({self.theirs})" if kind == "b" else f"{'number' if kind == 'n' else 'string'}({self.first()})"


def text_literal(text: str) -> Both:
    return Both("t", f"'{text}'", f"'{text}'")


def number_literal(text: str) -> Both:
    return Both("n", text, f"number({text})")


def compared(left: Both, sign: str, right: Both) -> str:
    kinds = {left.kind, right.kind}
    if sign in ("=", "!="):
        if "b" in kinds:
            return f"({left.of('b')}) {sign} ({right.of('b')})"
        if kinds == {"n", "s"}:
            nodes, other, turned = (left, right, False) if left.kind == "s" else (right, left, True)
            return (
                f"boolean({nodes.theirs}[number(.) {sign} ({other.theirs})])"
                if not turned
                else (f"boolean({nodes.theirs}[({other.theirs}) {sign} number(.)])")
            )
        return (
            f"({left.of('n')}) {sign} ({right.of('n')})" if "n" in kinds else f"({left.theirs}) {sign} ({right.theirs})"
        )
    if kinds == {"b", "s"}:  # as truths, then as numbers
        return f"number({left.of('b')}) {sign} number({right.of('b')})"
    pairs = [f"number({one}) {sign} number({other})" for one in each(left) for other in each(right)]
    return " or ".join(pairs)


def each(term: Both) -> list[str]:
    """A node-set node by node; a node that is not there is no number, and so compares with nothing."""
    return [f"{term.theirs}[{place}]" for place in range(1, MOST + 1)] if term.kind == "s" else [term.theirs]


MOST = 3
answer_text = st.sampled_from(TEXTS) | st.integers(-50, 5000).map(str) | st.text("aбв 1.-", max_size=4)
texts, numbers = st.sampled_from(TEXTS).map(text_literal), st.sampled_from(NUMBERS).map(number_literal)
PLAIN = frozenset(map(number_literal, NUMBERS))
above_nought = st.sampled_from(NUMBERS[1:]).map(number_literal)
minus = numbers.map(lambda term: Both("n", f"-{term.ours}", f"-{term.theirs}"))
single = st.sampled_from([
    *(Both("t", f"${{{name}}}", f"string(/data/{name})") for name in SINGLE), Both("t", ".", "string(/data/own)"),
])  # fmt: skip
nodes = st.sampled_from([Both("s", f"${{{name}}}", f"/data/{name}") for name in SETS])
reads = st.sampled_from([
    *(Both("n", f"count(${{{name}}})", f"count(/data/{name})") for name in (*SETS, *SINGLE)),
    *(Both("n", f"sum(${{{name}}})", f"number(sum(/data/{name}[number(.) = number(.)]))") for name in SETS),
    Both("b", "true()", "true()"), Both("b", "false()", "false()"),
])  # fmt: skip
leaf = st.one_of(texts, numbers, single, nodes, reads)
different = st.sampled_from([text for text in TEXTS if len(set(text)) == len(text)]).map(text_literal)
LIKELY = {"n": numbers | minus, "t": texts | single, "v": leaf}
KINDS = ["call"] * 5 + ["sum"] * 3 + ["compared"] * 3 + ["joined"] * 2 + ["brackets", "minus", "leaf"]


@st.composite
def written(draw: st.DrawFn, levels: int = 3) -> Both:
    kind = draw(st.sampled_from(KINDS)) if levels else "leaf"
    inner = written(levels - 1)
    if kind == "call":
        function = draw(st.sampled_from(sorted(TAKES)))
        gives, _, takes = TAKES[function].partition(":")
        needed, _, more = takes.partition("|")
        letters = needed + more[: draw(st.integers(0, len(more)))]
        parts = [draw(different if letter == "u" else LIKELY[letter] | inner) for letter in letters]
        ours = [f"string({part.ours})" if function == "concat" else part.ours for part in parts]
        theirs = [
            part.first() if function == "number" else part.of("t" if function == "string" or letter == "u" else letter)
            for part, letter in zip(parts, letters, strict=True)
        ]
        if function == "substring":  # there, halves are rounded to the even number
            theirs[1:] = [f"number(round({place}))" for place in theirs[1:]]
        one, other = (f"{function}({', '.join(side)})" for side in (ours, theirs))
        if function in ("floor", "ceiling", "round"):  # there, nought has no sign then
            one, other = f"({one} + 0)", f"(number({other}) + number(0))"
        return Both(gives, one, other)
    if kind in ("sum", "compared", "joined"):
        part = {"sum": numbers | minus | inner, "compared": nodes | inner | numbers, "joined": inner}[kind]
        signs = {"sum": SUMS, "compared": COMPARISONS, "joined": ["and", "or"]}[kind]
        sign = draw(st.sampled_from(signs))
        left = draw(numbers if sign == "mod" else part)  # below nought it takes Python's remainder, not XPath's
        right = draw(
            {"mod": numbers, "div": numbers if left in PLAIN else above_nought}.get(sign, part)
        )  # NaN div 0: -Infinity
        ours = f"({left.ours}) {sign} ({right.ours})"
        if kind == "sum":
            return Both("n", ours, f"({left.of('n')}) {sign} ({right.of('n')})")
        return Both(
            "b",
            ours,
            compared(left, sign, right) if kind == "compared" else f"({left.of('b')}) {sign} ({right.of('b')})",
        )
    if kind == "brackets":
        term = draw(inner)
        return Both(term.kind, f"({term.ours})", f"({term.theirs})")
    if kind == "minus":
        term = draw(inner)
        return Both("n", f"-({term.ours})", f"-({term.of('n')})")
    return draw(leaf)


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    answers: dict[str, str | tuple[str, ...]] = {name: draw(answer_text) for name in SINGLE}
    answers |= {name: tuple(draw(st.lists(answer_text, max_size=MOST))) for name in SETS}
    return Context(answers=answers, own=draw(answer_text))


def instance(context: Context) -> ElementTree.Element:
    root = ElementTree.Element("data")
    for name, held in {**context.answers, "own": context.own}.items():
        for text in (held,) if isinstance(held, str) else held:
            ElementTree.SubElement(root, name).text = text
    return root


def engine(expression: str, context: Context) -> Value:
    found = XPath1Parser().parse(expression).evaluate(XPathContext(instance(context)))
    if isinstance(found, list):
        return tuple(node.elem.text or "" for node in found)
    return found if isinstance(found, bool | str) else float(found)


def same_value(one: Value, other: Value) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    return type(one) is type(other) and one == other


# The same cases each time: what is found here is as often a fault of the other engine.
@settings(
    max_examples=2000,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(written(), min_size=1, max_size=3), contexts())
def test_an_expression_comes_to_what_xpath_says(both: list[Both], context: Context) -> None:
    for term in both:
        here, there = evaluate(parse(term.ours), context), engine(term.theirs, context)
        assert same_value(here, there), (term, here, there)
