"""`hamroh serve`, `hamroh demo` and `hamroh jobs`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time

from hamroh.conf import database, state
from hamroh.conf.commands.setup import installation, say, this_command
from hamroh.conf.processes import Child, free_port, run_all

MEMORY = "/dev/shm"  # noqa: S108 - where gunicorn keeps its heartbeat, off the disk


def serve(arguments: argparse.Namespace) -> int:
    """Prove the login first, then serve. A demo's database is never served as a real one."""
    if state.demo():  # it would call real people invented, and send them to doors that do not exist
        say("hamroh: not served, because HAMROH_DEMO=1 is set: take it away, or try `hamroh demo`")
        return 1
    free_port(arguments.port, arguments.bind)
    with installation(database.APP):
        from hamroh.conf import proofs
        from hamroh.foundation.accounts.access import is_demo_database

        wrong = [f.sentence for f in proofs.login() + proofs.policy() if not f.holds]
        if is_demo_database():
            wrong.append("this database holds a demo with published passwords: prepare another with `hamroh migrate`")
        for sentence in wrong:
            say(f"hamroh: not served, because {sentence}")
        if wrong:
            return 1
        return _run(arguments.port, arguments.bind, arguments.workers)


def demo(arguments: argparse.Namespace) -> int:
    """An invented mechanism at work. It has a database of its own, and listens on this computer only."""
    os.environ["HAMROH_DEMO"] = "1"
    os.environ.pop("DATABASE_URL", None)  # a demo must never be written into somebody's database
    free_port(arguments.port)
    if arguments.fresh and state.folder().exists():
        _forget_demo()
    server = database.embedded()
    assert server
    say("Starting the database…")
    server.start(say)
    try:
        this_command("migrate")
        this_command("demo-data")
        address = f"http://127.0.0.1:{arguments.port}/"

        def ready() -> None:
            say(f"\n  Hamroh is ready: {address}\n  Ready sign-ins:  {address}demo/\n\n  Stop with Ctrl-C.\n")

        return _run(arguments.port, "127.0.0.1", 1, ready)
    finally:
        server.stop()


def _forget_demo() -> None:
    server = database.embedded()
    assert server
    server.start()
    running_elsewhere = server.adopted
    server.stop()
    if running_elsewhere:
        raise SystemExit("hamroh: the demo is running; stop it first.")
    shutil.rmtree(state.folder())


def _run(port: int, bind: str, workers: int, ready: object = None) -> int:
    _collect_static()
    environment = {"HAMROH_AS": database.APP}
    web = web_server(port, bind, workers)
    jobs = [sys.executable, "-m", "hamroh.conf.cli", "jobs"]
    intake = [sys.executable, "-m", "hamroh.conf.cli", "intake"]
    server = database.embedded()
    return run_all(
        [
            Child("the pages", web, environment, port),
            Child("the jobs", jobs, {"HAMROH_AS": database.JOBS}),
            Child("the intake", intake, environment),
        ],
        on_ready=ready or (lambda: say(f"Serving on {bind}:{port}")),  # type: ignore[arg-type]
        still_well=server.is_running if server else lambda: True,
    )


def web_server(port: int, bind: str, workers: int, application: str = "hamroh.conf.wsgi:application") -> list[str]:
    """The command that answers requests; `hamroh bench` measures the very same."""
    return [
        *(sys.executable, "-m", "gunicorn", application),
        *("--bind", f"{bind}:{port}", "--workers", str(workers), "--threads", "4", "--worker-class", "gthread"),
        *(
            "--preload",
            "--log-level",
            "warning",
            "--worker-tmp-dir",
            MEMORY if os.path.isdir(MEMORY) else str(state.folder()),
        ),
        *("--max-requests", "20000", "--max-requests-jitter", "2000", "--no-control-socket"),
        *("--logger-class", "hamroh.conf.logs.ServerLogger"),
    ]


def _collect_static() -> None:
    import django

    os.environ.setdefault("HAMROH_AS", database.APP)
    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)


def jobs(arguments: argparse.Namespace) -> int:
    """Each job logs in as the jobs' role and says its name; it sees just the columns its policy shows."""
    with installation(database.JOBS):
        from django.db import close_old_connections

        from hamroh.jobs.cascade import cascade
        from hamroh.jobs.drafts import clear_drafts
        from hamroh.jobs.editions import move_running_cases
        from hamroh.jobs.eighteen import remind_of_birthdays
        from hamroh.jobs.figures import refresh_figures
        from hamroh.jobs.publish import publish

        while True:
            close_old_connections()
            publish()
            cascade()
            move_running_cases()
            remind_of_birthdays()
            refresh_figures()
            clear_drafts()
            if arguments.once:
                return 0
            for _second in range(6):  # people look on while an edition is being published
                time.sleep(5)
                close_old_connections()
                publish()


def intake(arguments: argparse.Namespace) -> int:
    """Checks what telephones sent, as each collector in turn: so it logs in as the pages do, with no more rights."""
    with installation(database.APP):
        from django.db import close_old_connections

        from hamroh.jobs.submissions import AT_ONCE, destroy_originals, take_in_received

        while True:
            close_old_connections()
            looked_at = take_in_received()
            destroy_originals()
            if arguments.once and looked_at < AT_ONCE:
                return 0
            if looked_at < AT_ONCE:
                time.sleep(2)
