"""The database that Hamroh brings along: a PostgreSQL of its own, in a folder of its own, reachable by nobody else.

    with Server(home() / "database") as server:
        psycopg.connect(server.dsn())

Nothing here imports Django: it runs before there are settings. Why it is so: docs/adr/0002-embedded-postgresql.md.
"""

from hamroh.conf.embedded.account import home
from hamroh.conf.embedded.errors import CannotStart
from hamroh.conf.embedded.server import Server, temporary_server

__all__ = ["CannotStart", "Server", "home", "temporary_server"]
