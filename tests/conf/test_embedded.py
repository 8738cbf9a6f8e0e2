"""The embedded database, with real folders, real servers and real deaths."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from hamroh.conf.embedded import CannotStart, Server, account, binaries, home, postmaster, temporary_server

SRC = Path(account.__file__).parents[3]
AS_ROOT = os.geteuid() == 0


@pytest.fixture
def place() -> Iterator[Path]:
    """A short folder that the database's account may pass through, which pytest's own tmp_path is not for root."""
    folder = Path(tempfile.mkdtemp(prefix="hamroh-"))
    folder.chmod(0o711)
    yield folder
    left = end_servers_in(folder)
    shutil.rmtree(folder)
    assert not left, f"a database was left running: {left}"


@pytest.fixture(scope="module")
def shared() -> Iterator[Server]:
    """For tests that only connect."""
    with temporary_server() as server:
        yield server


@pytest.fixture(scope="module")
def original() -> Iterator[Path]:
    with temporary_server() as server:
        server.stop()
        yield server.folder.path


@pytest.fixture
def db(place: Path, original: Path) -> Iterator[Path]:
    """A database made before, for tests that leave it sound: making one takes a second."""
    lent = original.rename(place / "db")
    yield lent
    left = end_servers_in(place)  # before it moves, after which nobody would find them
    lent.rename(original)
    assert not left, f"a database was left running: {left}"


@pytest.fixture
def spoilt(place: Path, original: Path) -> Path:
    """A copy, for tests that spoil it."""
    subprocess.run(["cp", "-a", original, place / "db"], check=True)
    return place / "db"


def servers_in(folder: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.name() == "postgres" and process.cwd().startswith(f"{folder}/"):
                found.append(process)
        except psutil.Error:
            continue
    return found


def end_servers_in(folder: Path) -> list[psutil.Process]:
    left = servers_in(folder)
    for process in left:
        process.kill()
    return left


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE  # dead, and not yet buried by process 1
    except psutil.NoSuchProcess:
        return False


def wait_until(true: Callable[[], object], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def ask(server: Server, sql: str) -> object:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        row = connection.execute(sql).fetchone()
        return row[0] if row else None


def do(server: Server, *statements: str) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def supervisor(folder: Path, *, deaf: bool = False) -> subprocess.Popen[str]:
    """Another Hamroh that holds the folder, and has said so. A deaf one's database does not learn of its death."""
    script = (
        "import sys, time; from pathlib import Path; from hamroh.conf.embedded import Server, server\n"
        "if 'deaf' in sys.argv: server.dies_with_parent = lambda *_: {}\n"
        "with Server(Path(sys.argv[1]), fast=True) as s: print(s.pid, s.adopted, flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(folder), *(["deaf"] if deaf else [])],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout and process.stdout.readline().strip().endswith("False")
    return process


def end(process: subprocess.Popen[str], sent: int = signal.SIGKILL) -> int:
    process.send_signal(sent)
    process.communicate(timeout=20)
    return process.returncode


class TestAnOrdinaryLife:
    def test_it_starts_answers_and_leaves_no_process(self, place: Path) -> None:
        with Server(place / "db", fast=True) as server:
            assert ask(server, "SELECT 6 * 7") == 42
            assert server.is_running() and not server.adopted
            assert servers_in(place)
        assert not server.is_running()
        assert servers_in(place) == []

    def test_what_was_written_is_there_after_a_second_start_which_is_quick(self, db: Path) -> None:
        with Server(db, fast=True) as server:
            do(server, "DROP TABLE IF EXISTS kept", "CREATE TABLE kept AS SELECT 1 AS n")
        begun = time.monotonic()
        with Server(db, fast=True) as server:
            assert time.monotonic() - begun < 3
            assert ask(server, "SELECT n FROM kept") == 1

    def test_with_its_ordinary_settings_nothing_committed_can_be_lost(self, db: Path) -> None:
        with Server(db) as server:
            for setting in ("fsync", "full_page_writes", "synchronous_commit", "data_checksums"):
                assert ask(server, f"SHOW {setting}") == "on"
            assert ask(server, "SHOW shared_buffers") == "256MB"
            assert ask(server, "SHOW max_connections") == "100"

    def test_starting_twice_and_stopping_twice_is_once(self, db: Path) -> None:
        server = Server(db, fast=True).start()
        pid = server.pid
        assert server.start().pid == pid
        server.stop()
        server.stop()
        assert server.start().pid != pid
        server.stop()

    def test_a_temporary_one_takes_its_folder_along(self) -> None:
        with temporary_server() as server:
            folder = server.folder.path
            assert folder.exists()
        assert not folder.parent.exists()

    def test_its_own_programs_reach_it(self, shared: Server) -> None:
        dump = subprocess.run([shared.program("pg_dump"), shared.dsn()], capture_output=True, text=True, check=True)
        assert "PostgreSQL database dump complete" in dump.stdout

    def test_its_letters_are_the_same_on_every_system(self, shared: Server) -> None:
        assert ask(shared, "SHOW server_encoding") == "UTF8"
        assert ask(shared, "SELECT lower('ҒӢҚӮҲҶ') || upper('ғӣқӯҳҷ')") == "ғӣқӯҳҷҒӢҚӮҲҶ"
        assert ask(shared, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname='template1'") == (
            "bC.UTF-8"
        )


class TestWhoMayCome:
    @pytest.mark.parametrize("password", ["wrong", ""])
    def test_the_superuser_needs_the_password_on_the_socket_too(self, shared: Server, password: str) -> None:
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(
                host=shared.host, port=shared.port, user=shared.superuser, dbname="postgres", password=password
            )

    def test_every_way_in_asks_for_scram(self, shared: Server) -> None:
        with psycopg.connect(shared.dsn()) as connection:
            ways = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
            secret = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'").fetchone()
        assert ways == [("scram-sha-256",)]
        assert secret and secret[0].startswith("SCRAM-SHA-256$")

    def test_another_login_has_an_address_of_its_own(self, shared: Server) -> None:
        do(shared, "CREATE ROLE visitor LOGIN PASSWORD 'a/b@c:d ҷ'")
        with psycopg.connect(shared.dsn("visitor", "postgres", "a/b@c:d ҷ")) as connection:
            assert connection.info.user == "visitor"
        assert shared.password not in shared.dsn("visitor")

    def test_nothing_listens_on_the_network(self, shared: Server) -> None:
        listening = [
            c for p in servers_in(shared.folder.path) for c in p.net_connections("inet") if c.status == "LISTEN"
        ]
        assert listening == []
        assert ask(shared, "SHOW listen_addresses") == ""

    def test_data_and_socket_are_closed_and_the_password_is_ours_alone(self, shared: Server) -> None:
        folder = shared.folder
        assert (mode(folder.data), mode(folder.socket), mode(folder.path / "password")) == (0o700, 0o700, 0o600)
        assert mode(folder.log) == 0o600
        assert mode(folder.path) == (0o710 if AS_ROOT else 0o700)
        assert (folder.path / "password").stat().st_uid == os.geteuid()
        assert folder.socket.stat().st_uid == folder.data.stat().st_uid == psutil.Process(shared.pid).uids().real

    def test_the_password_is_another_for_every_database(self, shared: Server, place: Path) -> None:
        other = Server(place / "db").folder
        other.path.mkdir()
        assert len(other.password()) >= 40
        assert other.password() == other.password() != shared.password

    def test_permissions_of_folders_that_were_there_stay(self, place: Path) -> None:
        (place / "a").mkdir(mode=0o751)
        (place / "a/b").mkdir()
        (place / "a/b").chmod(0o1773)
        (place / "a/b/db").mkdir()
        (place / "a/b/db").chmod(0o711)
        before = [mode(p) for p in (place, place / "a", place / "a/b", place / "a/b/db")]
        with Server(place / "a/b/db", fast=True):
            pass
        assert [mode(p) for p in (place, place / "a", place / "a/b", place / "a/b/db")] == before

    def test_what_people_typed_stays_out_of_the_log(self, shared: Server) -> None:
        do(shared, "CREATE TABLE person (name text PRIMARY KEY, born date)", "INSERT INTO person VALUES ('Зарафшон')")
        attempts: list[tuple[str, list[str]]] = [
            ("INSERT INTO person VALUES (%s)", ["Зарафшон"]),  # in DETAIL
            ("INSERT INTO person VALUES ('1', %s::text::date)", ["Зарафшон"]),  # in the message itself
            ("SELECT 'Зарафшон' / 0", []),  # in STATEMENT
            ("DO $$ BEGIN RAISE WARNING 'Зарафшон'; PERFORM 1 / 0; END $$", []),
        ]
        for statement, values in attempts:
            with psycopg.connect(shared.dsn()) as connection, pytest.raises(psycopg.Error):
                connection.execute(statement, values or None)
        with psycopg.connect(shared.dsn()) as connection, pytest.raises(psycopg.Error):
            connection.execute("SELECT pg_terminate_backend(pg_backend_pid()), %s", ["Зарафшон"])
        log = shared.folder.log.read_text()
        assert "terminating connection" in log
        assert "Зарафшон" not in log

    def test_nor_does_what_they_typed_when_the_server_crashes(self, db: Path) -> None:
        with Server(db, fast=True) as server, psycopg.connect(server.dsn()) as connection:
            connection.execute("SELECT 'Zarafshon'")  # the server masks all but ASCII here
            os.kill(connection.info.backend_pid, signal.SIGKILL)
            wait_until(lambda: "terminated by signal 9" in server.folder.log.read_text())
            connection.close()
            assert "Zarafshon" not in server.folder.log.read_text()


class TestDeath:
    def test_a_killed_server_recovers_at_the_next_start(self, db: Path) -> None:
        server = Server(db).start()  # the fast one may lose its last moments
        do(server, "DROP TABLE IF EXISTS kept", "CREATE TABLE kept AS SELECT 1 AS n")
        os.kill(server.pid or 0, signal.SIGKILL)
        wait_until(lambda: not server.is_running())
        server.stop()
        assert (server.folder.data / "postmaster.pid").exists()
        with Server(db, fast=True) as again:
            assert ask(again, "SELECT n FROM kept") == 1
        assert "not properly shut down" in server.folder.log.read_text()

    def test_a_backend_that_survives_its_server_is_ended_before_the_next(
        self, db: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two servers on one folder would destroy it."""
        monkeypatch.setattr(postmaster, "PATIENCE", [(sent, 1.0) for sent, _ in postmaster.PATIENCE])
        server = Server(db, fast=True).start()
        with psycopg.connect(server.dsn()) as connection:
            backend = psutil.Process(connection.info.backend_pid)
            backend.suspend()
            os.kill(server.pid or 0, signal.SIGKILL)
            wait_until(lambda: not server.is_running())
            server.stop()
            assert is_alive(backend)
            with Server(db, fast=True) as again:
                assert ask(again, "SELECT 1") == 1
                assert not is_alive(backend)

    def test_one_that_nobody_buries_counts_as_dead(self) -> None:
        """As in a container, where process 1 may be ourselves."""
        dead = subprocess.Popen(["sleep", "60"])
        dead.kill()
        wait_until(lambda: psutil.Process(dead.pid).status() == psutil.STATUS_ZOMBIE)
        begun = time.monotonic()
        assert postmaster.end([psutil.Process(dead.pid)]) == []
        assert time.monotonic() - begun < 1
        dead.wait()

    def test_the_server_does_not_outlive_a_killed_supervisor(self, place: Path, db: Path) -> None:
        process = supervisor(db)
        assert servers_in(place)
        end(process)
        if sys.platform == "linux":
            wait_until(lambda: not servers_in(place))
        with Server(db, fast=True) as server:
            assert ask(server, "SELECT 1") == 1
            assert not server.adopted

    def test_an_orphan_is_stopped_by_the_next_start(self, db: Path) -> None:
        end(supervisor(db, deaf=True))
        orphan = postmaster.living_server(db / "data")
        assert orphan and is_alive(orphan)
        with Server(db, fast=True) as server:
            assert not is_alive(orphan)
            assert server.pid != orphan.pid
            assert ask(server, "SELECT 1") == 1

    @pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
    def test_a_stopped_supervisor_leaves_nothing_running(self, place: Path, db: Path, sent: signal.Signals) -> None:
        process = supervisor(db, deaf=True)
        assert servers_in(place)
        assert end(process, sent) != 0
        assert servers_in(place) == []
        assert "database system is shut down" in (db / "log").read_text()

    def test_a_program_that_got_the_servers_number_is_left_alone(self, db: Path) -> None:
        with Server(db, fast=True) as server:
            notes = (server.folder.data / "postmaster.pid").read_text()
        same_user = account.database_account().popen_options  # whom PostgreSQL itself would take for a living server
        bystander = subprocess.Popen(["sleep", "60"], cwd=server.folder.data, **same_user)
        try:
            lines = [str(bystander.pid), *notes.splitlines()[1:]]
            (server.folder.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
            with Server(db, fast=True) as again:
                assert ask(again, "SELECT 1") == 1
            assert bystander.poll() is None
        finally:
            bystander.kill()
            bystander.wait()

    def test_a_database_half_made_is_begun_again(self, spoilt: Path) -> None:
        with Server(spoilt, fast=True) as server:
            password = server.password
        (spoilt / "data").rename(spoilt / "data.new")
        (spoilt / "data.new/PG_VERSION").unlink()
        with Server(spoilt, fast=True) as server:
            assert ask(server, "SELECT 1") == 1
            assert server.password == password
        assert not (spoilt / "data.new").exists()

    def test_a_forked_process_neither_stops_the_server_nor_holds_its_folder(self, db: Path) -> None:
        server = Server(db, fast=True).start()
        hold, release = os.pipe()
        if (child := os.fork()) == 0:
            server.stop()
            os.close(release)
            os.read(hold, 1)
            os._exit(0)
        try:
            assert ask(server, "SELECT 1") == 1
            server.stop()
            with Server(db, fast=True) as again:
                assert not again.adopted
        finally:
            os.close(release)
            os.waitpid(child, 0)


class TestTwoAtOnce:
    def test_the_second_adopts_and_leaves_it_running(self, db: Path) -> None:
        process = supervisor(db)
        try:
            with Server(db) as adopting:
                assert adopting.adopted and adopting.is_running()
                assert ask(adopting, "SELECT 1") == 1
            assert ask(adopting, "SELECT 1") == 1
        finally:
            end(process, signal.SIGTERM)

    def test_two_first_starts_make_one_database(self, place: Path) -> None:
        script = (
            "import sys; from pathlib import Path; from hamroh.conf.embedded import Server\n"
            "with Server(Path(sys.argv[1]), fast=True) as s: print(s.pid, s.adopted, flush=True); sys.stdin.read()"
        )
        both = [
            subprocess.Popen(
                [sys.executable, "-c", script, str(place / "new/db")],
                env={**os.environ, "PYTHONPATH": str(SRC)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        said = [(p.stdout.readline() if p.stdout else "").split() for p in both]
        for process in both:
            process.communicate(timeout=20)
        assert said[0][0] == said[1][0]
        assert sorted(adopted for _, adopted in said) == ["False", "True"]

    def test_waiting_for_another_is_said_and_ends(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("hamroh.conf.embedded.server.OTHERS_MAY_TAKE", 0.3)
        monkeypatch.setattr("hamroh.conf.embedded.server.SAY_EVERY", 0.05)
        holder, said = Server(place / "db").folder, []
        holder.make(account.database_account())
        lock = holder.hold()
        assert lock is not None
        try:
            with pytest.raises(CannotStart, match="Another Hamroh holds"):
                Server(place / "db").start(said.append)
        finally:
            holder.let_go(lock)
        assert said and "another Hamroh" in said[0]


class TestWhatItRefuses:
    def test_a_folder_too_long_for_a_socket(self, place: Path) -> None:
        folder = place / ("ҳ" * 45)
        with pytest.raises(CannotStart, match="HAMROH_HOME"):
            Server(folder).start()
        assert not folder.exists()

    def test_the_longest_folder_allowed_does_work(self, place: Path, db: Path) -> None:
        length = 100 - len("/socket/.s.PGSQL.5432") - len(str(place)) - 1
        longest = db.rename(place / ("d" * length))
        with Server(longest, fast=True) as server:
            assert ask(server, "SELECT 1") == 1
        longest.rename(db)

    def test_a_folder_with_odd_letters_does_work(self, place: Path) -> None:
        with Server(place / "Ҳа 'м\" $x %20\\", fast=True) as server:
            assert ask(server, "SELECT 1") == 1

    def test_a_folder_with_a_comma(self, place: Path) -> None:
        with pytest.raises(CannotStart, match="comma"):
            Server(place / "a,b").start()

    def test_data_whose_password_is_lost(self, spoilt: Path) -> None:
        with Server(spoilt, fast=True):
            pass
        (spoilt / "password").unlink()
        with pytest.raises(CannotStart, match="password is missing"):
            Server(spoilt).start()
        assert not (spoilt / "password").exists()

    def test_data_of_another_version(self, spoilt: Path) -> None:
        with Server(spoilt, fast=True):
            pass
        (spoilt / "data/PG_VERSION").write_text("15\n")
        with pytest.raises(CannotStart, match="PostgreSQL 15"):
            Server(spoilt).start()

    def test_a_file_system_without_sockets(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def bind(self: socket.socket, address: str) -> None:
            raise PermissionError(1, "Operation not permitted")

        # No such file system can be mounted here for certain; this is what binding on one says.
        monkeypatch.setattr("hamroh.conf.embedded.folder.socket.socket", type("S", (socket.socket,), {"bind": bind}))
        with pytest.raises(CannotStart, match="cannot hold a socket"):
            Server(place / "db").start()

    def test_a_server_that_does_not_come_up_tells_why_and_lets_go(self, spoilt: Path) -> None:
        with Server(spoilt, fast=True) as server:
            pass
        with (spoilt / "data/postgresql.conf").open("a") as conf:
            conf.write("no_such_setting = 1\n")
        with pytest.raises(CannotStart, match="no_such_setting"):
            server.start()
        assert not server.is_running()
        lock = server.folder.hold()
        assert lock is not None
        server.folder.let_go(lock)

    def test_a_place_where_a_file_is(self, place: Path) -> None:
        (place / "db").write_text("")
        with pytest.raises(CannotStart, match="HAMROH_HOME"):
            Server(place / "db").start()


class TestHome:
    def test_it_is_where_it_was_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HAMROH_HOME", "/srv/nrm")
        assert home() == Path("/srv/nrm")

    @pytest.mark.parametrize(
        ("uid", "state", "expected"),
        [
            (0, "/x/state", "/var/lib/hamroh"),
            (1000, "/x/state", "/x/state/hamroh"),
            (1000, "", "/x/.local/share/hamroh"),
        ],
    )
    def test_otherwise_it_is_where_such_data_belong(
        self, monkeypatch: pytest.MonkeyPatch, uid: int, state: str, expected: str
    ) -> None:
        monkeypatch.delenv("HAMROH_HOME", raising=False)
        monkeypatch.setenv("XDG_STATE_HOME", state)
        monkeypatch.setenv("HOME", "/x")
        monkeypatch.setattr(os, "geteuid", lambda: uid)
        assert home() == Path(expected)


class TestAsRootAndNot:
    def test_the_database_never_runs_as_root(self, shared: Server) -> None:
        runs_as = psutil.Process(shared.pid).uids()
        assert 0 not in runs_as
        if AS_ROOT and sys.platform == "linux":
            status = Path(f"/proc/{shared.pid}/status").read_text().splitlines()
            groups = next(line.split()[1:] for line in status if line.startswith("Groups:"))
            assert "0" not in groups  # root's groups do not come along
        assert runs_as.real == (pwd.getpwnam("hamroh").pw_uid if AS_ROOT else os.geteuid())

    def test_an_ordinary_user_runs_it_as_themselves(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """As root we become `nobody` in a forked process: the interpreter may lie where nobody cannot start it."""
        nobody = pwd.getpwnam("nobody") if AS_ROOT else pwd.getpwuid(os.geteuid())
        theirs = place / "theirs"
        theirs.mkdir()
        if AS_ROOT:
            os.chown(theirs, nobody.pw_uid, nobody.pw_gid)
        reachable = binaries.programs_for(account.database_account())  # for any account: also for this one
        monkeypatch.setattr(binaries, "_newest_in_wheel", lambda: reachable.parent)
        assert in_fork(lambda: ordinary_life(theirs / "db", nobody)) == ""
        assert {p.stat().st_uid for p in (theirs / "db", theirs / "db/data", theirs / "db/socket")} == {nobody.pw_uid}
        assert mode(theirs / "db") == 0o700

    def test_programs_out_of_the_accounts_reach_are_copied_once(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        closed, wheel = place / "closed", binaries._newest_in_wheel().parent
        closed.mkdir(mode=0o700)
        for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
            (closed / part.name).symlink_to(part)
        installed = closed / wheel.name / binaries._newest_in_wheel().name
        monkeypatch.setattr(binaries, "_newest_in_wheel", lambda: installed)
        monkeypatch.setenv("HAMROH_HOME", str(place / "home"))
        used = [binaries.programs_for(account.database_account()) for _ in range(2)]
        if not AS_ROOT:  # who runs the database is who installed it
            assert used[0] == used[1] == installed / "bin"
            return
        assert used[0] == used[1] and used[0].is_relative_to(place / "home")
        assert [p.name for p in (place / "home").iterdir()] == [used[0].parents[2].name]
        assert mode(closed) == 0o700
        with Server(place / "home/db", fast=True) as server:
            assert ask(server, "SELECT 1") == 1
            assert psutil.Process(server.pid).exe().startswith(str(used[0]))

    def test_a_folder_that_the_account_cannot_enter_is_refused_and_stays_closed(self, place: Path) -> None:
        closed = place / "closed"
        closed.mkdir(mode=0o700)
        if AS_ROOT:
            with pytest.raises(CannotStart, match="cannot enter"):
                Server(closed / "db").start()
        else:
            with Server(closed / "db", fast=True) as server:
                assert ask(server, "SELECT 1") == 1
        assert mode(closed) == 0o700

    def test_an_account_that_cannot_be_made_is_a_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(account, "NAME", "hamroh-absent")
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
        with pytest.raises(CannotStart, match="system account without a home"):
            account.database_account()


def ordinary_life(folder: Path, user: pwd.struct_passwd) -> None:
    if AS_ROOT:
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
    for _ in range(2):
        with Server(folder, fast=True) as server:
            assert ask(server, "SELECT 1") == 1
            assert psutil.Process(server.pid).uids().real == user.pw_uid
    assert servers_in(folder) == []


def in_fork(act: Callable[[], None]) -> str:
    """Do it in a forked process; answers the traceback, if any."""
    heard, told = os.pipe()
    if (child := os.fork()) == 0:
        try:
            act()
            os._exit(0)
        except BaseException:
            os.write(told, traceback.format_exc().encode())
            os._exit(1)
    os.close(told)
    with os.fdopen(heard, encoding="utf-8") as words:
        said = words.read()
    os.waitpid(child, 0)
    return said
