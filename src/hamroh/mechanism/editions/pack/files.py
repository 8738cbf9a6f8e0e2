"""Which files make up a pack, and that each of them really lies inside it."""

from pathlib import Path, PurePosixPath
from typing import Final

from .findings import Finding, Severity
from .tree import MOST_BYTES, Node, Unreadable, read_tree

ROOT: Final = "mechanism.yaml"
MOST_FILES: Final = 60


def read_files(folder: Path) -> tuple[list[Node], list[Finding]]:
    """The trees of `mechanism.yaml` and of the files that it names, with what could not be read."""
    if not folder.is_dir():
        return [], [
            Finding(str(folder.name), 0, "", "This is not a folder.", "Give the folder that holds mechanism.yaml.")
        ]
    findings: list[Finding] = []
    root = _tree(
        folder,
        ROOT,
        Finding(ROOT, 0, "", "The pack has no mechanism.yaml.", "Write it first: it names the others."),
        findings,
    )
    if root is None:
        return [], findings
    trees = [root]
    named = _named(root, findings)
    for node, name in named:
        if obstacle := _outside(folder, node, name):
            findings.append(obstacle)
            continue
        absent = Finding(
            ROOT, node.line, "files", f"The file “{name}” is not in the pack.", "Add the file, or correct its name."
        )
        tree = _tree(folder, name, absent, findings)
        trees += [tree] if tree else []
    findings += _strays(folder, {ROOT, *(name for _, name in named)})
    return trees, findings


def _named(root: Node, findings: list[Finding]) -> list[tuple[Node, str]]:
    files = root.entries.get("files")
    named = [(node, node.text) for node in files.items if node.text] if files else []
    if not named:
        line = files.line if files else 1
        findings.append(
            Finding(ROOT, line, "files", "The pack names no other files.", "List them: files: [territories.yaml, …].")
        )
    if len(named) > MOST_FILES:
        line = named[MOST_FILES][0].line
        findings.append(
            Finding(ROOT, line, "files", f"A pack has at most {MOST_FILES} files.", "Put sections together.")
        )
    seen: set[str] = {ROOT}
    once = []
    for node, name in named[:MOST_FILES]:
        if name in seen:
            findings.append(Finding(ROOT, node.line, "files", f"The file “{name}” is named twice.", "Name it once."))
        else:
            once.append((node, name))
        seen.add(name)
    return once


def _outside(folder: Path, node: Node, name: str) -> Finding | None:
    """A pack comes from somewhere else: it must not make the reader open a file of the machine that reads it."""
    path = PurePosixPath(name)
    inside = folder.resolve()
    foreign = "\\" in name or ":" in name  # would be a path elsewhere on another system
    reached = not foreign and (folder / path).resolve().is_relative_to(inside)
    if reached and path.suffix == ".yaml":
        return None
    if reached:
        return Finding(ROOT, node.line, "files", f"“{name}” is not a YAML file.", "Name files that end in .yaml.")
    return Finding(
        ROOT,
        node.line,
        "files",
        f"“{name}” lies outside the pack.",
        "Copy it into the pack's folder and name it from there.",
    )


def _tree(folder: Path, name: str, absent: Finding, findings: list[Finding]) -> Node | None:
    path = folder / name
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        findings.append(absent)
        return None
    try:
        with path.open("rb") as stream:
            tree, twice = read_tree(name, stream.read(MOST_BYTES + 1))
    except Unreadable as unreadable:
        findings.append(unreadable.finding)
        return None
    except OSError:
        findings.append(Finding(name, 0, "", "The file cannot be opened.", "Check that you may read it."))
        return None
    findings += twice
    return tree


def _strays(folder: Path, named: set[str]) -> list[Finding]:
    found = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.suffix in (".yaml", ".yml")
    )
    return [
        Finding(
            name,
            0,
            "",
            "mechanism.yaml does not name this file, so it is not read.",
            "Name it under “files”, or remove it.",
            Severity.WARNING,
        )
        for name in found
        if name not in named
    ]
