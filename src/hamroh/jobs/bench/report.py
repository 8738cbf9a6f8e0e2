"""The figures as people read them: each with what was aimed at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

AIMS = {"ratio_to_bare": 3.0, "growth": 1.5, "policy_price": 1.3}
SUBMISSIONS = 40  # a second: the figure that ODK publishes for Central on a comparable server
JUDGE_MS = 30
PERSON_SEARCH = 5  # times an indexed exact look-up
HEADS = ("page", "CPU ms", "db CPU", "p50 ms", "p95 ms", "queries", "kB", "× bare", "× bare*", "growth", "policy")


def lines(told: dict[str, Any]) -> Iterator[str]:
    """A table, then what of the aims is met."""
    machine = told["machine"]
    yield f"{told['cases']:,} cases (growth from {told['small']:,}), {told['requests']} requests a page"
    yield (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB;"
        f" {machine['system']}, Python {machine['python']}; load before: {machine['load']:.1f}"
    )
    rows = [HEADS, *(_row(name, page) for name, page in told["pages"].items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    yield ""
    for row in rows:
        yield "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
    yield ""
    if machine["load"] > machine["cores"] / 2:
        yield "The machine was busy with other work: believe the columns of CPU; times and their ratios waver."
    yield "× bare: p50 against one query and a table without any framework; × bare*: against the same in our own stack."
    for aim, most in AIMS.items():
        yield _verdict(aim, most, told["pages"])
    yield _steady(told["pages"])
    yield from _searched(told["pages"])
    if first := told.get("first_page"):
        weight = first["bytes_compressed"]
        yield f"first page ≤ 60 kB compressed, cold: {_met(weight <= 60_000)} ({weight / 1000:.1f} kB)"
    if phones := told.get("phones"):
        yield (
            f"forms of {phones['questions']} questions durably accepted from telephones ≥ {SUBMISSIONS}/s:"
            f" {_met(phones['per_second'] >= SUBMISSIONS)} ({phones['per_second']:.0f}/s, p95 {phones['p95_ms']:.0f} ms,"
            f" CPU {phones['cpu_ms']:.1f} + {phones['db_cpu_ms']:.1f} ms each);"
            f" then checked at {phones['checked_per_second']:.0f}/s"
        )
    if checked := told["pages"].get("form_page", {}).get("judge_ms"):
        yield f"a form of 75 questions, all conditions, ≤ {JUDGE_MS} ms CPU: {_met(checked <= JUDGE_MS)} ({checked:.1f} ms)"
    for name, page in told["pages"].items():
        if "missing" in page:
            yield f"{name}: not measured, {page['missing']}"


def _row(name: str, page: dict[str, Any]) -> tuple[str, ...]:
    keys = (
        "cpu_ms",
        "db_cpu_ms",
        "p50_ms",
        "p95_ms",
        "queries",
        "kb",
        "ratio_to_bare",
        "ratio_to_bare_django",
        "growth",
        "policy_price",
    )
    page = {**page, "kb": page["bytes_compressed"] / 1000} if "bytes" in page else page
    return (name, *(_number(page.get(key)) for key in keys))


def _number(value: float | None) -> str:
    return (
        "–"
        if value is None
        else str(value)
        if isinstance(value, int)
        else f"{value:.2f}"
        if value < 10
        else f"{value:.1f}"
    )


def _verdict(aim: str, most: float, pages: dict[str, Any]) -> str:
    over = [f"{name} {page[aim]:.2f}" for name, page in pages.items() if page.get(aim) is not None and page[aim] > most]
    return f"{aim} ≤ {most:g}: {_met(not over)}" + (f" ({', '.join(over)})" if over else "")


def _steady(pages: dict[str, Any]) -> str:
    rising = [
        n for n, p in pages.items() if p.get("queries_few_rows") is not None and p["queries_few_rows"] != p["queries"]
    ]
    return f"queries constant in the number of rows: {_met(not rising)}" + (f" ({', '.join(rising)})" if rising else "")


def _searched(pages: dict[str, Any]) -> Iterator[str]:
    """A person sought by name, against a case sought by its code: the whole request, sealed values and record included."""
    for suffix in ("", "_5_percent"):
        person, code = pages.get(f"person_search{suffix}", {}), pages.get(f"search{suffix}", {})
        if person.get("p50_ms") and code.get("p50_ms"):
            times = person["p50_ms"] / code["p50_ms"]
            met = _met(times <= PERSON_SEARCH)
            yield f"a person by name{suffix.replace('_', ' ')} ≤ {PERSON_SEARCH} × an exact look-up by code: {met} ({times:.2f})"


def _met(yes: bool) -> str:
    return "met" if yes else "NOT met"
