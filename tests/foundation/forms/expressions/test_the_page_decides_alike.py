"""The page's script and the server come to the same value, to the last bit, in a real browser under a strict policy."""

import math
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hamroh.foundation.forms.expressions import Context, Node, Value, as_json, evaluate, number, parse, text, truth
from hamroh.foundation.forms.expressions.nodes import Number, Ref
from tests.foundation.forms.expressions.generated import context_as_json, contexts, expressions
from tests.foundation.forms.expressions.test_evaluation import CASES
from tests.foundation.forms.expressions.test_evaluation import CONTEXT as TABLE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
SCRIPT = Path(__file__).parents[4] / "src/hamroh/web/shell/static/hamroh/forms-expressions.js"
POLICY = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'"
# A number goes over as text: JSON knows neither NaN nor minus nought.
DECIDE = """cases => cases.map(([tree, context]) => {
  const {evaluate, truth, text, number} = hamrohExpressions, found = evaluate(tree, context);
  const exact = value => [typeof value, typeof value !== "number" ? value : Object.is(value, -0) ? "-0" : String(value)];
  return [exact(found), truth(found), text(found), exact(number(found))];
})"""
Decide = Callable[[list[tuple[Any, Context]]], list[Any]]


@pytest.fixture(scope="module")
def decide() -> Iterator[Decide]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
        )  # fmt: skip
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.route("http://page.invalid/", lambda route: route.fulfill(
            body="<!doctype html><title>.</title><script src=/script.js></script>",
            headers={"Content-Security-Policy": POLICY, "Content-Type": "text/html"},
        ))  # fmt: skip
        page.route("http://page.invalid/script.js", lambda route: route.fulfill(path=SCRIPT))
        page.goto("http://page.invalid/")
        assert not complaints, complaints
        yield lambda cases: page.evaluate(
            DECIDE, [[as_json(node), context_as_json(context)] for node, context in cases]
        )
        browser.close()


def exact(value: Value) -> list[Any]:
    if isinstance(value, bool):
        return ["boolean", value]
    if isinstance(value, float):
        written = "NaN" if math.isnan(value) else str(value).replace("inf", "Infinity")
        return ["number", float(written).hex()]
    return ["object", list(value)] if isinstance(value, tuple) else ["string", value]


def of_the_page(kind: str, value: Any) -> list[Any]:
    return [kind, float(value).hex()] if kind == "number" else [kind, value]


def agreed(decide: Decide, written: list[str], context: Context) -> None:
    """Several expressions at once: a journey to the browser takes longer than what it does there."""
    nodes = [parse(expression, columns={"region"}) for expression in written]
    answers = decide([(node, context) for node in nodes])
    for expression, node, (found, as_truth, as_text, as_number) in zip(written, nodes, answers, strict=True):
        here = evaluate(node, context)
        there = [of_the_page(*found), as_truth, as_text, of_the_page(*as_number)]
        assert [exact(here), truth(here), text(here), exact(number(here))] == there, expression


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(expressions(), min_size=1, max_size=3), contexts())
@example(["pow(1.1, 2.7) + pow(7, 0.3)", "${constructor}", "jr:choice-name('toString', '${toString}')"], Context({}))
def test_page_and_server_come_to_the_same_value(decide: Decide, written: list[str], context: Context) -> None:
    agreed(decide, written, context)


@pytest.mark.parametrize("case", [line for line in CASES.splitlines() if line and "choice-name" not in line])
def test_the_page_comes_to_what_the_table_says(decide: Decide, case: str) -> None:
    expression, _, wanted = case.partition(" =>")
    assert decide([(parse(expression, columns={"region"}), TABLE)])[0][2] == wanted.removeprefix(" ")


NUMERIC = [
    "pow(${x}, ${y})",
    "round(${x}, ${z})",
    "round(${x})",
    "${x} mod ${y}",
    "${x} div ${y}",
    "ceiling(${x})",
    "min(${x}, ${y})",
]


def some_number(chance: Random) -> float:
    return chance.choice([
        chance.choice([0.0, -0.0, 0.5, -0.5, 1.0, 2.5, -2.5, 1 / 3, 1e15, 1e16, 5e-324, 1.7e308, math.inf, -math.inf, math.nan]),
        round(chance.uniform(-20, 20), chance.randint(0, 3)), chance.uniform(-1, 1) * 10 ** chance.randint(-20, 20),
    ])  # fmt: skip


def test_numbers_of_every_size_come_to_the_same_bits(decide: Decide) -> None:
    """As constants in the tree, where minus nought and infinity can stand too."""
    chance = Random(17)
    cases = []
    for _ in range(3000):
        parts = {"x": some_number(chance), "y": some_number(chance), "z": float(chance.randint(-5, 20))}
        cases.append(with_numbers(parse(chance.choice(NUMERIC)), parts))
    there = decide([(node, Context({})) for node in cases])
    for node, (found, _, as_text, _) in zip(cases, there, strict=True):
        here = evaluate(node, Context({}))
        assert [exact(here), text(here)] == [of_the_page(*found), as_text], node


def with_numbers(node: Node, numbers: dict[str, float]) -> Node:
    if isinstance(node, Ref):
        return Number(numbers[node.name])
    return replace(node, parts=tuple(with_numbers(part, numbers) for part in node.parts))


def test_the_script_is_small() -> None:
    import gzip

    assert len(gzip.compress(SCRIPT.read_bytes())) < 6000
