"""`hamroh mechanism …`"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from hamroh.conf import database
from hamroh.conf.commands.setup import installation, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from hamroh.mechanism.editions.pack import Finding, Pack


def load(arguments: argparse.Namespace) -> int:
    """Read and check the pack first; touch the database only when nothing stands in the way."""
    from hamroh.mechanism.editions.pack import PackRefused, read_pack

    try:
        pack, warnings = read_pack(arguments.path, _today())
    except PackRefused as refused:
        _tell(refused.findings)
        say(f"{len(refused.findings)} findings. Nothing was loaded.")
        return 1
    _tell(warnings)
    with installation(database.OWNER):
        from hamroh.kernel import clock
        from hamroh.kernel.actor import system_actor
        from hamroh.mechanism.editions.actions import load_mechanism

        number, new = load_mechanism(
            system_actor("mechanism-load"), pack=pack, now=clock.now(), running_cases=arguments.running_cases
        )
    say(f"Edition {number} is published." if new else f"Edition {number} is the same already: nothing changed.")
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Everything that reading the pack and its duties shows. Needs no database and changes nothing."""
    from hamroh.mechanism.editions.pack import PackRefused, check_pack

    findings: Sequence[Finding]
    try:
        _, findings = check_pack(arguments.path, _today())
    except PackRefused as refused:
        findings = refused.findings
    counted = Counter(str(finding.severity) for finding in findings)
    if arguments.json:
        told = [finding.as_json() for finding in findings]
        print(json.dumps({"counts": counted, "findings": told}, ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            print(finding)
        print(", ".join(f"{number} {name}{'s' * (number != 1)}" for name, number in counted.items()) or "No findings.")
    return 1 if counted["error"] or (arguments.strict and findings) else 0


def diff(arguments: argparse.Namespace) -> int:
    """Exit status 0 also where there are differences: they are what was asked for."""
    from hamroh.mechanism.editions.pack import PackRefused, difference, in_words

    try:
        with installation(database.OWNER) if _is_number(arguments.old, arguments.new) else nullcontext():
            old, new = _pack(arguments.old), _pack(arguments.new)
    except PackRefused as refused:
        _tell(refused.findings)
        say("A pack with errors cannot be compared.")
        return 1
    except LookupError as missing:
        say(str(missing))
        return 1
    changes = difference(old, new)
    if arguments.json:
        print(json.dumps([change.as_json() for change in changes], ensure_ascii=False, indent=1))
        return 0
    language = "en" if "en" in new.mechanism.languages else new.mechanism.languages[0]
    for change in changes:
        print(in_words(change, language))
    print(f"{len(changes)} changes." if changes else "The two are the same.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write a pack into a new folder; what is loaded from it is the same edition."""
    from hamroh.mechanism.editions.pack import PackRefused, write_pack

    try:
        with nullcontext() if arguments.source else installation(database.OWNER):
            pack = _read(arguments.source) if arguments.source else _edition(arguments.edition)
        write_pack(pack, arguments.path)
    except PackRefused as refused:
        _tell(refused.findings)
        say("A pack with errors is not exported.")
        return 1
    except LookupError as missing:
        say(str(missing))
        return 1
    except FileExistsError:
        say(f"{arguments.path} is not an empty folder: name a new one.")
        return 1
    say(f"{arguments.path}: version {pack.mechanism.version} of {pack.mechanism.id}.")
    return 0


def _is_number(*named: str) -> bool:
    """Whether one of these is the number of an edition, and so needs the database."""
    return any(name.isascii() and name.isdigit() and not Path(name).exists() for name in named)


def _pack(named: str) -> Pack:
    return _edition(int(named)) if _is_number(named) else _read(Path(named))


def _read(path: Path) -> Pack:
    from hamroh.mechanism.editions.pack import read_pack

    return read_pack(path)[0]


def _edition(number: int | None) -> Pack:
    from hamroh.kernel.errors import NotFound
    from hamroh.mechanism.editions.queries import numbered

    try:
        return numbered(number).pack
    except NotFound:
        raise LookupError(f"There is no edition {number}." if number else "No mechanism is loaded yet.") from None


def _today() -> date:
    from hamroh.kernel import clock

    return clock.now().date()


def _tell(findings: Sequence[Finding]) -> None:
    for finding in findings:
        say(str(finding))
