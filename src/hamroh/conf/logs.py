"""Logs say that something went wrong and where in the code, never what somebody typed or whom it was about."""

import logging
import re
import traceback
from typing import Any

from gunicorn.glogging import Logger

# The token of a telephone stands in its address, as ODK Collect wants it. Whoever reads a log must not learn it.
_TOKEN = re.compile(r"(/v1/key/)[^/\s\"'?#]+")


def without_tokens(text: str) -> str:
    return _TOKEN.sub(r"\1…", text)


class WithoutTokens(logging.Filter):
    """Takes tokens out of whatever is about to be written, the values of the message included."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_tokens(str(record.msg))
        if isinstance(record.args, dict):
            for key in record.args:
                record.args[key] = _masked(record.args[key])
        elif record.args:
            record.args = tuple(map(_masked, record.args))
        return True


def _masked(value: Any) -> Any:
    return value if isinstance(value, int | float) else without_tokens(str(value))


class ServerLogger(Logger):
    """The web server's own log. It says which address failed: never with the token in it."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            log.addFilter(WithoutTokens())


class WithoutContent(logging.Formatter):
    """Time, level, logger and the template of the message; of an exception its type and the lines of code, no values."""

    def format(self, record: logging.LogRecord) -> str:
        line = without_tokens(f"{self.formatTime(record)} {record.levelname} {record.name}: {record.msg}")
        if record.args and record.name == "django.request":
            line = line.split(":", maxsplit=1)[0] + ": a page failed"
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            where = "".join(f"\n  {f.filename}:{f.lineno} in {f.name}" for f in frames[-12:])
            line += f"\n{record.exc_info[0].__name__}{where}"
        return line
