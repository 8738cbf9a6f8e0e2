"""`hamroh bench`: its own data in a folder of its own, the whole stack in front of them, figures out."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hamroh.conf import database, state
from hamroh.conf.commands.setup import say
from hamroh.conf.embedded.folder import write_private
from hamroh.conf.processes import dies_with_parent

if TYPE_CHECKING:
    from hamroh.jobs.bench.measure import Served

RUNS = 40  # of a query, for the price of the policy
LEAST = 100  # cases: fewer hold none of the scenes
SERVED = {
    "pages": ("hamroh.conf.wsgi:application", f"hamroh:{database.APP}"),
    "bare": ("hamroh.jobs.bench.bare:application", "bench:bare"),
    "bare_django": ("hamroh.jobs.bench.bare_django:application", "bench:bare_django"),
}
NOT_OURS = (
    *("DATABASE_URL", "HAMROH_DEMO", "HAMROH_KEYS", "HAMROH_AS"),
    *("HAMROH_SECRET_KEY", "HAMROH_HTTPS", "HAMROH_HOSTS", "HAMROH_ORIGINS"),
)


def bench(arguments: argparse.Namespace) -> int:
    """Measure at two sizes. It only measures: what is over its aim is told, and the answer is 0 all the same."""
    small = arguments.small or (
        10_000 if arguments.cases > 10_000 else min(arguments.cases, max(LEAST, arguments.cases // 10))
    )
    pack = _pack(arguments.pack)
    if pack is None:
        say("hamroh: say with --pack PATH on which mechanism the cases shall be laid out.")
        return 2
    if min(small, arguments.cases) < LEAST or arguments.requests < 1:
        say(f"hamroh: measure at least {LEAST} cases, with at least one request.")
        return 2
    sizes = {}
    with _home(arguments.keep), database.embedded():  # type: ignore[union-attr]
        _run("django", "collectstatic", "--noinput", "-v0")
        for cases in dict.fromkeys((small, arguments.cases)):
            sizes[cases] = _measure(cases, pack, arguments.requests)
        phones = _phones(state.folder() / f"scene-{arguments.cases}.json", arguments.submissions)
    told = {**_told(arguments, small, sizes), "phones": phones}
    if arguments.json:
        print(json.dumps(told, indent=1, ensure_ascii=False))
        return 0
    from hamroh.jobs.bench.report import lines

    print("\n".join(lines(told)))
    return 0


def _pack(wished: Path | None) -> Path | None:
    """The pack to lay cases out on: the one named, else the one that lies beside the program."""
    package = Path(__file__).resolve().parents[2]
    places = [wished] if wished else [*package.parents[1].glob("mechanisms/*"), *package.glob("mechanisms/*")]
    return next((place for place in places if place and (place / "mechanism.yaml").exists()), None)


@contextmanager
def _home(kept: Path | None) -> Iterator[None]:
    """An installation of its own, gone afterwards unless its folder was named."""
    folder = kept.absolute() if kept else Path(tempfile.mkdtemp(prefix="hamroh-bench-"))
    for name in NOT_OURS:
        os.environ.pop(name, None)
    os.environ["HAMROH_HOME"] = str(folder)
    try:
        if not kept and os.geteuid() == 0:
            folder.chmod(0o711)  # the account of the database has to pass through
        state.make_folder()
        yield
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def _run(module: str, *arguments: str, environment: dict[str, str] | None = None) -> str:
    """One step in a process of its own: it has its own database and login. What it complains of is told if it fails."""
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "hamroh.conf.settings", **(environment or {})},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        say(done.stderr)
        raise SystemExit(f"hamroh: the step {module} failed.")
    return done.stdout


def _measure(cases: int, pack: Path, requests: int) -> dict[str, Any]:
    """One size: its own database, made unless it is there already; then every page, from inside and from outside."""
    from hamroh.jobs.bench.measure import ask
    from hamroh.jobs.bench.weight import first_page

    os.environ["HAMROH_DATABASE_NAME"] = f"bench_{cases}"
    scene = state.folder() / f"scene-{cases}.json"
    if not scene.exists():
        say(f"Making {cases:,} cases…")
        _make(scene, cases, pack)
    say(f"Measuring the pages at {cases:,} cases…")
    pages = _from_inside(scene)
    here = {name: page for name, page in pages.items() if "missing" not in page}
    plan = {"database": _login(database.APP, "bench:bare"), "pages": {n: page.pop("bare") for n, page in here.items()}}
    bare_plan = state.folder() / "bare.json"
    write_private(bare_plan, json.dumps(plan))
    with _servers(bare_plan) as served:
        for name, page in here.items():
            page.update(ask(served, name, page, requests))
        return {"pages": pages, "front": first_page(served["pages"].port, "tg")}


def _from_inside(scene: Path) -> dict[str, Any]:
    owner = json.dumps(_login(database.OWNER))
    told = _run("hamroh.jobs.bench.inside", str(scene), str(RUNS), environment={"HAMROH_BENCH_OWNER": owner})
    pages: dict[str, Any] = json.loads(told)
    return pages


def _make(scene: Path, cases: int, pack: Path) -> None:
    """A database left half-made by an earlier run is made anew."""
    import psycopg
    from psycopg import sql

    name = sql.Identifier(os.environ["HAMROH_DATABASE_NAME"])
    with psycopg.connect(database.admin_dsn(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    _run("hamroh.conf.cli", "migrate")
    _run("hamroh.conf.cli", "mechanism", "load", str(pack))
    _run("hamroh.jobs.bench.data", str(cases), str(scene), environment={"HAMROH_AS": database.OWNER})


def _login(role: str, called: str = "bench") -> dict[str, Any]:
    kept = database.settings_for(role)
    return {
        **{"host": kept["HOST"], "port": kept["PORT"], "user": kept["USER"], "password": kept["PASSWORD"]},
        **{"dbname": os.environ["HAMROH_DATABASE_NAME"], "application_name": called},
    }


@contextmanager
def _servers(bare_plan: Path) -> Iterator[dict[str, Served]]:
    """The pages and the two bare ones, each under gunicorn as `hamroh serve` starts it."""
    from hamroh.conf.commands.serving import web_server
    from hamroh.jobs.bench.measure import Served, free_port

    environment = os.environ | {"HAMROH_AS": database.APP, "HAMROH_BENCH_BARE": str(bare_plan)}
    with ExitStack() as running:
        served: dict[str, Served] = {}
        for name, (application, connections) in SERVED.items():
            port = free_port()
            process = subprocess.Popen(  # noqa: S603 - ours
                web_server(port, "127.0.0.1", 2, application), env=environment, stdout=sys.stderr, **dies_with_parent()
            )
            running.callback(_end, process)
            served[name] = Served(port, process.pid, connections, database.admin_dsn())
        for server in served.values():
            server.wait()
        yield served


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _told(arguments: argparse.Namespace, small: int, sizes: dict[int, dict[str, Any]]) -> dict[str, Any]:
    first, last = sizes[small]["pages"], sizes[arguments.cases]["pages"]
    pages = {name: _page(page, first[name]) for name, page in last.items()}
    return {
        "machine": _machine(),
        "cases": arguments.cases,
        "small": small,
        "requests": arguments.requests,
        "pages": pages,
        "first_page": sizes[arguments.cases]["front"],
    }


QUESTIONS = 250


def _phones(scene: Path, count: int) -> dict[str, Any]:
    """What telephones send: how many a second are on disk when they are told so, and how long until they are checked."""
    if not count:
        return {}
    say(f"Sending {count:,} forms of {QUESTIONS} questions…")
    plan = json.loads(
        _run("hamroh.jobs.bench.phones", str(scene), str(QUESTIONS), environment={"HAMROH_AS": database.OWNER})
    )
    from hamroh.conf.commands.serving import web_server
    from hamroh.jobs.bench.measure import Served, free_port

    environment, port = os.environ | {"HAMROH_AS": database.APP}, free_port()
    process = subprocess.Popen(  # noqa: S603 - ours
        web_server(port, "127.0.0.1", 2), env=environment, stdout=sys.stderr, **dies_with_parent()
    )
    try:
        server = Served(port, process.pid, f"hamroh:{database.APP}", database.admin_dsn())
        server.wait()
        told = _sent({**plan, "port": port}, count, server)
    finally:
        _end(process)
    begun = time.perf_counter()
    _run("hamroh.conf.cli", "intake", "--once", environment={"HAMROH_AS": database.APP})
    return {**told, "questions": QUESTIONS, "checked_per_second": told["accepted"] / (time.perf_counter() - begun)}


def _sent(plan: dict[str, Any], count: int, server: Served) -> dict[str, Any]:
    """A few first, for every process to have read the form; then those that count."""
    for number in (16, count):
        workers, backends = server.cpu(), server.backends()
        done = subprocess.run(
            [sys.executable, "-m", "hamroh.jobs.bench.sending"],
            input=json.dumps({**plan, "count": number}), stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        told: dict[str, Any] = json.loads(done.stdout)
        if told["wrong"]:
            raise SystemExit(f"hamroh: a submission was not accepted: {told['wrong'][0]}")
        spent = sum(seconds - backends.get(pid, 0.0) for pid, seconds in server.backends().items())
        told |= {"cpu_ms": (server.cpu() - workers) * 1000 / number, "db_cpu_ms": spent * 1000 / number}
    return told


INNER = ("path", "fields", "cookie")


def _page(page: dict[str, Any], small: dict[str, Any]) -> dict[str, Any]:
    if "missing" in page or "missing" in small:
        return {"missing": page.get("missing") or small["missing"]}
    shown = {key: value for key, value in page.items() if key not in INNER}
    return {
        **shown,
        "growth": page["p50_ms"] / small["p50_ms"],
        "growth_cpu": (page["cpu_ms"] + page["db_cpu_ms"]) / max(0.01, small["cpu_ms"] + small["db_cpu_ms"]),
        "p50_ms_small": small["p50_ms"],
        "plan_small": small["plan"],
    }


def _machine() -> dict[str, Any]:
    import psutil

    processor = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": os.getloadavg()[0],
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text().splitlines()
    except OSError:
        return []
