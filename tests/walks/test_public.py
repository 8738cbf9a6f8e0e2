"""Anybody, on a telephone: rights, where help is, and out again."""

import pytest

from tests.walks.walker import Walker


@pytest.mark.walk
@pytest.mark.parametrize("language", ["tg", "ru", "en"])
def test_anybody_reads_the_public_pages(chromium, address, shots, language):
    walker = Walker(chromium, address, None, language=language, width=360, shots=shots)
    for path in ("/", "/rights/", "/is-it-happening/", "/accessibility/", "/sign-in/"):
        walker.go(path).look(f"public-{path.strip('/') or 'front'}-{language}-360")
    walker.done()


@pytest.mark.walk
def test_a_page_that_is_not_there_says_so_calmly(chromium, address, shots):
    walker = Walker(chromium, address, None, language="en", shots=shots)
    assert walker.page.goto("/nothing/here/").status == 404
    assert "This page is not here" in walker.text()
    walker.complaints.clear()  # the browser itself notes the 404
    walker.look("not-here-en")
    walker.done()
