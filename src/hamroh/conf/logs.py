"""Logs say that something went wrong and where in the code, never what somebody typed or whom it was about."""

import logging
import traceback


class WithoutContent(logging.Formatter):
    """Time, level, logger and the template of the message; of an exception its type and the lines of code, no values."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {record.msg}"
        if record.args and record.name == "django.request":
            line = line.split(":", maxsplit=1)[0] + ": a page failed"
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            where = "".join(f"\n  {f.filename}:{f.lineno} in {f.name}" for f in frames[-12:])
            line += f"\n{record.exc_info[0].__name__}{where}"
        return line
