"""What the product imports is what it declares: a tool of the tests is not there when somebody only runs it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
# Part of another that is declared: how its own distribution is called differs.
WITHIN = {"psycopg_binary": "psycopg", "pydantic_core": "pydantic"}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name, maxsplit=1)[0]).lower()


def imported(source: str) -> set[str]:
    """Top-level names of all that is imported, anywhere in the file."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"hamroh"}


def undeclared(names: set[str], declared: set[str]) -> dict[str, list[str]]:
    distributions = packages_distributions()
    homes = {name: [_normal(WITHIN.get(d, d)) for d in distributions.get(name, [name])] for name in names}
    return {name: found for name, found in homes.items() if not declared & set(found)}


def test_everything_the_product_imports_is_among_what_it_declares() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = set().union(*(imported(p.read_text(encoding="utf-8")) for p in (ROOT / "src" / "hamroh").rglob("*.py")))
    assert "django" in names
    assert not undeclared(names, {_normal(one) for one in declared})


def test_a_tool_of_the_tests_in_the_product_is_seen() -> None:
    assert undeclared(imported("def f():\n    import pytest"), {"django"}) == {"pytest": ["pytest"]}
