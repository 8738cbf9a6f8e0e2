"""Answers of few sizes and one time: whoever watches the line, or a clock, learns nothing from either."""

import os
import time

from django.http import HttpResponse

SIZE = 12_288
AT_LEAST = 0.5  # seconds until somebody who typed a code and a PIN is answered, whatever they typed


def padded(response: HttpResponse) -> HttpResponse:
    """The page filled up to the next multiple of `SIZE` bytes with a comment that means nothing."""
    body = response.content
    frame = len(b"<!---->")
    missing = -(len(body) + frame) % SIZE
    noise = os.urandom(missing // 2 + 1).hex()[:missing].encode()
    response.content = body.replace(b"</body>", b"<!--" + noise + b"--></body>", 1)
    return response


def wait_since(begun: float) -> None:
    """Answer no sooner than `AT_LEAST` seconds after it began."""
    time.sleep(max(0.0, AT_LEAST - (time.perf_counter() - begun)))
