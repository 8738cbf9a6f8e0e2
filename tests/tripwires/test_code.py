"""What imports cannot show: who writes, who asks the clock, what a room may hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "hamroh"
FLOORS = ("foundation", "mechanism", "casework", "oversight")
FURNITURE = {"__init__", "apps", "migrations", "terms", "rules", "events", "models", "access", "queries", "actions"}
# Rooms with furniture of their own, and why.
OWN_FURNITURE = {
    "foundation/reference": {"standards", "indicator_sets", "data"},  # readers of published standards, without tables
    "casework/identification": {"sets"},  # which lists a mechanism asks by, and each as a workbook: pure values
    "foundation/forms": {"definition", "expressions"},  # what a form asks, and its conditions: pure
    "mechanism/editions": {"pack"},  # reading a pack: pure, large, a concept of its own
}
WRITES = {"save", "delete", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "create"}
CLOCKS = {("timezone", "now"), ("datetime", "now"), ("datetime", "utcnow"), ("date", "today"), ("datetime", "today")}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            yield node.lineno, name, node.func.attr


def writes_outside_acts(file: str, tree: ast.Module) -> list[str]:
    if (
        "/actions" in file
        or not file.startswith((*FLOORS, "web", "exchange", "jobs"))
        or file == "foundation/accounts/models.py"
    ):
        return []
    return [
        f"{file}:{line} .{verb}("
        for line, owner, verb in calls(tree)
        if verb in WRITES and owner not in ("session", "cache", "hashlib")
    ]


def clocks_read(file: str, tree: ast.Module) -> list[str]:
    if file == "kernel/clock.py":
        return []
    return [f"{file}:{line}" for line, owner, verb in calls(tree) if (owner, verb) in CLOCKS]


def test_only_acts_write() -> None:
    found = [hit for file, tree in modules() for hit in writes_outside_acts(file, tree)]
    assert not found, found


def test_only_the_kernel_asks_what_time_it_is() -> None:
    found = [hit for file, tree in modules() for hit in clocks_read(file, tree)]
    assert not found, found


def test_the_tripwires_catch_a_planted_line() -> None:
    tree = ast.parse("from django.utils import timezone\ncase.save()\nnow = timezone.now()")
    assert writes_outside_acts("web/casework/cases.py", tree) == ["web/casework/cases.py:2 .save("]
    assert clocks_read("casework/cases/rules.py", tree) == ["casework/cases/rules.py:3"]


def rooms() -> list[Path]:
    return [
        room
        for floor in FLOORS
        for room in sorted((PACKAGE / floor).iterdir())
        if room.is_dir() and room.name != "__pycache__"
    ]


@pytest.mark.parametrize("room", rooms(), ids=lambda room: f"{room.parent.name}/{room.name}")
def test_a_room_has_a_sign_and_only_known_furniture(room: Path) -> None:
    held = {path.stem for path in room.iterdir() if path.name != "__pycache__"}
    allowed = FURNITURE | OWN_FURNITURE.get(f"{room.parent.name}/{room.name}", set())
    assert held <= allowed, held - allowed
    assert ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8")))


def test_no_floor_holds_utils_helpers_or_services() -> None:
    bad = {"utils", "helpers", "services", "managers", "common", "misc"}
    found = [
        file
        for file, _ in modules()
        if bad & set(Path(file).with_suffix("").parts) and not file.startswith("web/casework/services")
    ]
    assert not found, found
