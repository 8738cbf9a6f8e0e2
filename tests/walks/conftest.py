"""Whole stories in a real browser: pages served over loopback from the test database, Debian's Chromium before them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if not CHROMIUM:  # named by tools/absent.py; in CI an absence fails there
    collect_ignore_glob = ["test_*.py"]

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's own loop runs in this thread; nothing awaits here


@pytest.fixture
def fresh_codes(db: None) -> None:
    """A code works once: without this, somebody who signed in a test ago would wait half a minute for the next."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE mfa_authenticator SET data = jsonb_set(data::jsonb, '{last_step}', '0')")


@pytest.fixture
def address(fresh_codes: None) -> Iterator[str]:
    """Where the pages are served, from a thread of this process with connections of its own."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.servers.basehttp import ThreadedWSGIServer
    from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler

    class Server(LiveServerThread):
        def _create_server(self, connections_override: object = None) -> ThreadedWSGIServer:
            return ThreadedWSGIServer((self.host, self.port), QuietWSGIRequestHandler, allow_reuse_address=False)

    server = Server("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--disable-sync",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def shots() -> Path | None:
    """Where to put pictures of the pages, if somebody wants to look (HAMROH_SHOTS=folder)."""
    folder = os.environ.get("HAMROH_SHOTS")
    if not folder:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)
