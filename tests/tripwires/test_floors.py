"""The contract of the floors holds, and really catches who breaks it."""

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# A module of the house, what somebody might add to it, and the contract that must say no.
PLANTED = {
    "kernel/clock.py": ("import django.utils.timezone", "The kernel knows no framework"),
    "foundation/vault/access.py": ("import hamroh.casework.cases.models", "Floors"),
    "mechanism/membership/queries/people.py": ("import hamroh.mechanism.editions.queries", "Rooms of the mechanism"),
    "casework/cases/queries/__init__.py": ("import hamroh.casework.referrals.queries", "Rooms of casework"),
    "foundation/audit/queries.py": ("import hamroh.foundation.accounts.models", "Rooms of the foundation"),
    "casework/cases/access.py": ("import hamroh.casework.cases.actions", "Within a room"),
    "web/oversight/desk.py": ("import hamroh.oversight.monitoring.models", "Pages, formats and jobs import no models"),
    "oversight/monitoring/rules.py": (
        "import hamroh.kernel.clock",
        "Rules and terms know neither Django nor the clock",
    ),
    "web/public/urls.py": ("import hamroh.web.oversight.desk", "Pages of one audience"),
}


def lint(folder: Path) -> str:
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as c; c()"]
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "400"}
    return subprocess.run(
        [*command, "--config", str(folder / ".importlinter"), "--no-cache"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(
        ROOT / "src" / "hamroh", folder / "hamroh", ignore=shutil.ignore_patterns("static", "locale", "__pycache__")
    )
    shutil.copy(ROOT / ".importlinter", folder)
    for file, (line, _contract) in PLANTED.items():
        path = folder / "hamroh" / file
        path.write_text(path.read_text() + f"\n{line}\n")
    return lint(folder)


def test_the_house_keeps_its_contract(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".importlinter", tmp_path)
    (tmp_path / "hamroh").symlink_to(ROOT / "src" / "hamroh")
    report = lint(tmp_path)
    assert "0 broken" in report, report


@pytest.mark.parametrize("contract", [contract for _, contract in PLANTED.values()])
def test_a_planted_violation_is_caught(broken: str, contract: str) -> None:
    line = next(line for line in broken.splitlines() if line.startswith(contract))
    assert line.endswith("BROKEN"), line


def test_each_contract_has_a_planted_violation() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    names = [config[s]["name"] for s in config.sections() if "contract" in s]
    unproved = [n for n in names if not any(n.startswith(contract) for _, contract in PLANTED.values())]
    assert not unproved
