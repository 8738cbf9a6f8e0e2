"""The `hamroh` command: everything that whoever runs the platform does with it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from hamroh import __version__

Command = Callable[[argparse.Namespace], int]

DESCRIPTION = """\
Hamroh runs a country's National Referral Mechanism: who does what, cases, referrals, clocks.

  hamroh demo                         try it: an invented mechanism at work, on this computer only
  hamroh migrate                      prepare the database, or bring it up to this version
  hamroh mechanism load PATH          publish a mechanism pack as the next edition
  hamroh user add NAME ...            make an account with a post
  hamroh serve                        serve the pages
"""

VARIABLES = """\
environment:
  HAMROH_HOME            where database, keys and passwords are kept (default: /var/lib/hamroh as root,
                         else ~/.local/share/hamroh). The folder `keys` must be backed up apart from the database.
  HAMROH_KEYS            the key store, if it should lie elsewhere (another disk, a shared folder of several servers)
  DATABASE_URL           a PostgreSQL 15+ instead of the one Hamroh brings along:
                         postgresql://owner:password@host/database. `hamroh migrate` needs a login that may create
                         roles; pages are always served by the role hamroh_app, which owns nothing.
  PORT                   the port to listen on (default 8000)
  HAMROH_BIND            the address to listen on (default 127.0.0.1; a proxy with TLS stands before it)
  HAMROH_HOSTS           host names under which the pages are reached, with commas
  HAMROH_ORIGINS         their origins, if a proxy changes them: https://nrm.example.org
  HAMROH_HTTPS=1         pages are reached through TLS: cookies only travel there
  HAMROH_CARD_ADDRESS    what a card says where a person's own page is (default: this server's address and /s/)
  HAMROH_IDLE_MINUTES    a session ends after so many minutes without a page (default 15)
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status: 0 done, 1 refused or found wanting, 2 not understood."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamroh.conf.settings")
    run: Command | None = getattr(arguments, "run", None)
    if run is None:
        parser.print_help()
        return 2
    from hamroh.conf.embedded import CannotStart
    from hamroh.conf.processes import PortTaken

    try:
        return run(arguments)
    except (CannotStart, PortTaken) as refused:
        print(f"hamroh: {refused}", file=sys.stderr)
        return 1
    except Exception as error:
        if sentence := _from_database(error):
            print(f"hamroh: {sentence}", file=sys.stderr)
            return 1
        raise
    except KeyboardInterrupt:
        return 130


def _from_database(error: Exception) -> str:
    """What a database said, as a sentence for whoever runs the command; nothing for any other error."""
    import psycopg
    from django.db import DatabaseError

    if not isinstance(error, psycopg.Error | DatabaseError):
        return ""
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if isinstance(cause, psycopg.errors.InsufficientPrivilege):
        return f"this login may not do that ({str(cause).splitlines()[0]}). Use the owner's DATABASE_URL."
    if isinstance(cause, psycopg.errors.UndefinedTable):
        return "the database is not prepared for this version: run `hamroh migrate`."
    return f"the database refused: {str(cause or error).splitlines()[0]}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hamroh", description=DESCRIPTION, epilog=VARIABLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"hamroh {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _serving(commands)
    _database(commands)
    _mechanism(commands)
    _forms(commands)
    _people(commands)
    _exchange(commands)
    _measuring(commands)
    return parser


def _add(
    commands: argparse._SubParsersAction, name: str, help: str, module: str, function: str
) -> argparse.ArgumentParser:
    """A command whose code is only imported when it runs: `--help` must answer at once."""

    def run(arguments: argparse.Namespace) -> int:
        from importlib import import_module

        return int(getattr(import_module(f"hamroh.conf.commands.{module}"), function)(arguments))

    # A command without help is for other commands of ours, and not listed.
    told: dict[str, Any] = {"help": help} if help else {}
    parser: argparse.ArgumentParser = commands.add_parser(name, description=help, **told)
    parser.set_defaults(run=run)
    return parser


def _port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="default: $PORT or 8000")


def _serving(commands: argparse._SubParsersAction) -> None:
    serve = _add(commands, "serve", "Serve the pages until stopped.", "serving", "serve")
    _port(serve)
    serve.add_argument("--bind", default=os.environ.get("HAMROH_BIND", "127.0.0.1"), help="address to listen on")
    serve.add_argument("--workers", type=int, default=2, help="processes that answer (default 2)")
    demo = _add(
        commands, "demo", "Serve an invented mechanism with ready sign-ins, on this computer only.", "serving", "demo"
    )
    _port(demo)
    demo.add_argument("--fresh", action="store_true", help="forget the demo's data and make it anew")
    _add(commands, "demo-data", "", "demonstration", "fill")
    cases = _add(commands, "demo-cases", "", "demonstration", "invent_cases")
    cases.add_argument("--day", type=date.fromisoformat)
    jobs = _add(
        commands,
        "jobs",
        "Run the jobs that need no person, until stopped (serve and demo start them).",
        "serving",
        "jobs",
    )
    jobs.add_argument("--once", action="store_true", help="run each job once and end")
    intake = _add(
        commands,
        "intake",
        "Check what telephones sent, until stopped (serve and demo start it).",
        "serving",
        "intake",
    )
    intake.add_argument("--once", action="store_true", help="check all that waits and end")


def _database(commands: argparse._SubParsersAction) -> None:
    _add(commands, "migrate", "Prepare the database, or bring it up to this version.", "databases", "migrate")
    check = _add(commands, "check", "Prove that the installation keeps its promises.", "databases", "check")
    check.add_argument(
        "what", choices=["policy", "login"], help="policy: every table with case data; login: what the web role may"
    )
    check.add_argument("--json", action="store_true", help="machine-readable")


def _mechanism(commands: argparse._SubParsersAction) -> None:
    mechanism = commands.add_parser("mechanism", help="The recorded mechanism: check, load, compare, export.")
    inner = mechanism.add_subparsers(metavar="VERB", required=True)
    load = _add(
        inner, "load", "Check a pack and publish it as the next edition, all of it or nothing.", "mechanisms", "load"
    )
    load.add_argument("path", type=Path, help="the pack's folder")
    load.add_argument(
        "--running-cases",
        choices=("stay", "move"),
        default="stay",
        help="whether cases that are open keep the edition they run under (default) or move to this one",
    )
    check = _add(inner, "check", "Check a pack without a database: faults, gaps and overlaps.", "mechanisms", "check")
    check.add_argument("path", type=Path, help="the pack's folder")
    check.add_argument("--json", action="store_true", help="machine-readable")
    check.add_argument("--strict", action="store_true", help="exit status 1 for any finding, not only for errors")
    diff = _add(inner, "diff", "What changed between two packs or editions, in sentences.", "mechanisms", "diff")
    diff.add_argument("old", help="a pack's folder, or the number of an edition")
    diff.add_argument("new", help="a pack's folder, or the number of an edition")
    diff.add_argument("--json", action="store_true", help="machine-readable")
    export = _add(
        inner,
        "export",
        "Write an edition as a pack, always the same way, to load it elsewhere.",
        "mechanisms",
        "export",
    )
    export.add_argument("path", type=Path, help="a new or empty folder")
    which = export.add_mutually_exclusive_group()
    which.add_argument("--edition", type=int, metavar="NUMBER", help="default: the edition in force")
    which.add_argument("--from", dest="source", type=Path, metavar="PACK", help="a pack's folder instead of an edition")


def _forms(commands: argparse._SubParsersAction) -> None:
    forms = commands.add_parser("forms", help="Workbooks of forms: check one, or convert it.")
    inner = forms.add_subparsers(metavar="VERB", required=True)
    check = _add(inner, "check", "Say by cell what in a workbook is not supported.", "forms", "check")
    check.add_argument("file", type=Path, help="an Excel workbook (.xlsx) or Markdown tables (.md)")
    check.add_argument("--json", action="store_true", help="machine-readable")
    convert = _add(inner, "convert", "Write the same form in another way.", "forms", "convert")
    convert.add_argument("file", type=Path, help="an Excel workbook (.xlsx) or Markdown tables (.md)")
    convert.add_argument("--to", choices=("md", "xlsx", "xform"), required=True)
    convert.add_argument("--output", type=Path, metavar="FILE", help="a new file; default: standard output")
    decrypt = _add(
        inner, "decrypt", "Open submissions that telephones encrypted, away from any server.", "collecting", "decrypt"
    )
    decrypt.add_argument("folder", type=Path, help="submissions as ODK keeps them, each in a folder of its own")
    decrypt.add_argument("--key", type=Path, required=True, metavar="FILE", help="the private key (.pem)")
    decrypt.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where the opened ones are written")
    pull = _add(inner, "pull-kobo", "Pull the records of a form from KoboToolbox.", "collecting", "pull_kobo")
    pull.add_argument("--server", required=True, metavar="URL", help="for example https://kobo.example.org")
    pull.add_argument("--asset", required=True, metavar="UID", help="the form's UID in KoboToolbox")
    pull.add_argument("--token-file", type=Path, metavar="FILE", help="default: the variable HAMROH_KOBO_TOKEN")
    file = _add(inner, "import-kobo", "The same from a file of KoboToolbox's JSON.", "collecting", "import_kobo")
    file.add_argument("file", type=Path)
    for brings in (pull, file):
        brings.add_argument("--form", required=True, metavar="ID", help="the form of the mechanism that they answer")
        brings.add_argument("--as", dest="username", required=True, metavar="USERNAME", help="who brings them over")


def _people(commands: argparse._SubParsersAction) -> None:
    user = commands.add_parser("user", help="Accounts of people who sign in.")
    inner = user.add_subparsers(metavar="VERB", required=True)
    add = _add(inner, "add", "Make an account with a post; asks for the first password.", "people", "add")
    add.add_argument("username")
    add.add_argument("--name", required=True, help="how colleagues know them: 'M. Rahimova'")
    add.add_argument("--organisation", required=True, help="key of the organisation in the pack")
    add.add_argument("--role", required=True, action="append", help="key of a role in the pack; may be given again")
    reset = _add(
        inner,
        "reset",
        "A lost telephone or password: asks for a new one, and for a new second factor.",
        "people",
        "reset",
    )
    reset.add_argument("username")


def _exchange(commands: argparse._SubParsersAction) -> None:
    importing = commands.add_parser("import", help="Bring cases over from another system.")
    inner = importing.add_subparsers(metavar="FORMAT", required=True)
    htcds = _add(
        inner, "htcds", "Cases in the columns of HTCDS 2.0: a preview; with --yes all or nothing.", "importing", "htcds"
    )
    htcds.add_argument("file", type=Path)
    htcds.add_argument(
        "--as", dest="username", metavar="USERNAME", help="the account that imports: cases become its team's"
    )
    htcds.add_argument("--yes", action="store_true", help="write what the preview shows")


def _measuring(commands: argparse._SubParsersAction) -> None:
    bench = _add(
        commands, "bench", "Measure the pages on data of its own, through the whole stack.", "measuring", "bench"
    )
    bench.add_argument("--cases", type=int, default=10_000, help="size of the large run (default 10000)")
    bench.add_argument("--json", action="store_true", help="machine-readable")
    bench.add_argument("--requests", type=int, default=60, help="requests measured per page")
    bench.add_argument(
        "--submissions", type=int, default=800, help="forms sent as telephones send them (default 800; 0: none)"
    )
    bench.add_argument("--small", type=int, help="size that growth is told from (default 10000, or a tenth of --cases)")
    bench.add_argument("--keep", type=Path, metavar="PATH", help="keep the data in this folder, and use them again")
    bench.add_argument("--pack", type=Path, metavar="PATH", help="the mechanism to lay cases out on")


if __name__ == "__main__":
    sys.exit(main())
