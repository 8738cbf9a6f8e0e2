"""The scripts of a form's page stay small: a telephone on a bad line loads them once."""

import gzip
from pathlib import Path

from hamroh.web import shell

STATIC = Path(shell.__file__).parent / "static" / "hamroh"
MOST = 10 * 1024


def test_the_scripts_of_a_form_page_are_ten_kilobytes_compressed_at_most(record_property):
    sizes = {
        name: len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in ("form-page.js", "forms-expressions.js")
    }
    for name, size in sizes.items():
        record_property(name, size)
    assert sum(sizes.values()) <= MOST, sizes
