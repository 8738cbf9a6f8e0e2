"""A tiny run of the bench: what it measures, and that it leaves nothing behind."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from hamroh.jobs.bench.report import lines

PAGES = {
    *(
        "inbox",
        "inbox_5_percent",
        "case_list",
        "case_list_5_percent",
        "case_page",
        "case_page_5_percent",
        "case_page_long",
    ),
    *("search", "search_5_percent", "send_referral", "duties", "picture", "gaps", "form_page", "form_whole"),
    *("person_search", "person_search_5_percent", "received_long"),
}
SENDING = {"search", "search_5_percent", "send_referral"}  # they answer with an address, and nothing to read
FIGURES = ("p50_ms", "p95_ms", "queries", "ratio_to_bare", "growth", "policy_price")


def _bench(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hamroh.conf.cli", "bench", *arguments],
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def run():
    with tempfile.TemporaryDirectory(prefix="b-") as name:
        folder = Path(name)
        folder.chmod(0o711)  # the account of the database has to pass through
        done = _bench(folder, "--cases", "130", "--small", "130", "--requests", "2", "--submissions", "40", "--json")
        assert done.returncode == 0, done.stderr
        yield json.loads(done.stdout), list(folder.glob("hamroh-bench-*"))


def test_every_page_is_measured_with_every_figure(run):
    told, _ = run
    assert set(told["pages"]) == PAGES
    for name, page in told["pages"].items():
        assert "missing" not in page, f"{name}: {page['missing']}"
        assert all(page[figure] > 0 for figure in FIGURES), name
        assert page["cpu_ms"] >= 0, name  # so few requests may take less than a tick of the clock
        assert (page["bytes"] > 0) == (name not in SENDING), name


def test_the_check_of_a_large_form_is_measured_and_keeps_to_what_was_promised(run):
    told, _ = run
    assert 0 < told["pages"]["form_page"]["judge_ms"] <= 30
    assert "all conditions, ≤ 30 ms CPU: met" in "\n".join(lines(told))


def test_a_person_sought_by_name_is_measured_against_a_code(run):
    told = "\n".join(lines(run[0]))
    assert "a person by name ≤ 5 × an exact look-up by code" in told
    assert "a person by name 5 percent ≤ 5 ×" in told
    assert "people_searchmark" in run[0]["pages"]["person_search"]["main_query"]


def test_queries_do_not_grow_with_the_rows(run):
    told, _ = run
    counted = {n: (p["queries"], p["queries_few_rows"]) for n, p in told["pages"].items() if p["queries_few_rows"]}
    assert counted
    assert {n: c for n, c in counted.items() if c[0] != c[1]} == {}


def test_a_first_visit_is_weighed_with_all_it_brings(run):
    told, _ = run
    parts = told["first_page"]["parts"]
    assert told["first_page"]["bytes_compressed"] == sum(parts.values())
    assert {part.rsplit(".", 1)[-1] for part in parts} >= {"page", "css", "js", "woff2"}


def test_what_telephones_send_is_accepted_and_then_checked(run):
    phones = run[0]["phones"]
    assert (phones["accepted"], phones["questions"], phones["wrong"]) == (40, 250, [])
    assert phones["per_second"] > 0
    assert phones["checked_per_second"] > 0
    assert "durably accepted from telephones ≥ 40/s" in "\n".join(lines(run[0]))


def test_nothing_of_the_data_is_left(run):
    _, left = run
    assert left == []


def test_the_table_says_which_aims_are_met(run):
    told, _ = run
    told["pages"]["inbox"]["policy_price"] = 9.0
    told["pages"]["search"]["missing"] = "there is no such page"
    table = "\n".join(lines(told))
    assert "policy_price ≤ 1.3: NOT met" in table
    assert "inbox 9.00" in table
    assert "search: not measured, there is no such page" in table


def test_a_size_that_cannot_hold_the_scene_is_refused_at_once(tmp_path):
    done = _bench(tmp_path, "--cases", "20")
    assert done.returncode == 2
    assert "at least 100 cases" in done.stderr
