"""Several server processes at the same moment: the count is exact and a code is spent once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from axes.models import AccessAttempt
from django.db import connections
from django.db.models import Sum

from tests import cast
from tests.web.account.conftest import Browser, next_code


def at_once(browsers: list[Browser], code: str) -> Counter[int]:
    def send(browser: Browser) -> int:
        try:
            return browser.code(code).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(browsers)) as pool:
        return Counter(pool.map(send, browsers))


def waiting_for_a_code(number: int) -> list[Browser]:
    browsers = [Browser() for _ in range(number)]
    for browser in browsers:
        browser.password(cast.nigora)
    return browsers


def test_eight_tries_at_once_are_five_tries(db):
    """The sixth is refused before its code is looked at, although it began before the fifth had failed."""
    assert at_once(waiting_for_a_code(8), "000000") == {200: 4, 429: 4}
    assert AccessAttempt.objects.aggregate(all=Sum("failures_since_start")) == {"all": 5}


def test_one_code_sent_four_times_at_once_lets_one_in(db):
    assert at_once(waiting_for_a_code(4), next_code()) == {302: 1, 200: 3}
