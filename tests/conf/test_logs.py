"""No log holds the token of a telephone, wherever it would have stood."""

import io
import logging

from hamroh.conf.logs import WithoutContent, WithoutTokens, without_tokens

TOKEN = "dGhpcy1pcy1ub3QtYS1yZWFsLXRva2VuLWJ1dC1sb25n"


def test_a_token_is_taken_out_of_addresses_whatever_follows() -> None:
    for after in ("", "/submission", "/formList?deviceID=x", " HTTP/1.1", '"', "/forms/1.xml"):
        assert TOKEN not in without_tokens(f"POST http://x/v1/key/{TOKEN}{after}")
    assert without_tokens("/cases/1/") == "/cases/1/"


def test_the_web_servers_log_masks_messages_and_their_values() -> None:
    written = io.StringIO()
    log = logging.Logger("gunicorn.error")
    log.addHandler(logging.StreamHandler(written))
    log.addFilter(WithoutTokens())
    log.error("Error handling request %s", f"/v1/key/{TOKEN}/submission")
    log.error("%(r)s %(s)s", {"r": f"POST /v1/key/{TOKEN}/submission HTTP/1.1", "s": 500})
    assert TOKEN not in written.getvalue()
    assert "/v1/key/…/submission" in written.getvalue()


def test_gunicorn_is_started_with_that_log() -> None:
    from gunicorn.config import Config

    from hamroh.conf.commands.serving import web_server

    argv = web_server(8000, "127.0.0.1", 2)
    config = Config()
    config.set("logger_class", argv[argv.index("--logger-class") + 1])
    log = config.logger_class(config)
    assert any(isinstance(f, WithoutTokens) for f in log.error_log.filters)
    assert any(isinstance(f, WithoutTokens) for f in log.access_log.filters)


def test_our_own_format_masks_as_well() -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, f"failed at /v1/key/{TOKEN}/formList", None, None)
    assert TOKEN not in WithoutContent().format(record)
