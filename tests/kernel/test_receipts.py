"""A receipt is spoken, typed with a slip, and found; a wrong sign is noticed."""

import os

from hamroh.kernel.ids import ALPHABET, read_receipt, receipt_code


def drawn() -> str:
    return receipt_code(int.from_bytes(os.urandom(32), "big"))


def test_a_receipt_is_read_however_it_is_typed():
    code = drawn()
    assert len(code) == 19 and set(code) <= {*ALPHABET, "-"}
    assert read_receipt(code.lower().replace("-", "  ")) == code
    assert read_receipt(code.replace("-", "")) == code


def test_one_wrong_sign_is_noticed():
    code = drawn()
    for at, sign in enumerate(code):
        other = ALPHABET[(ALPHABET.find(sign) + 1) % len(ALPHABET)]
        if sign != "-":
            assert read_receipt(code[:at] + other + code[at + 1 :]) is None


def test_what_is_no_receipt_is_none():
    for typed in ("", "TJ-7K4-Q2M", drawn()[:-1], drawn() + "A", "О" * 16):
        assert read_receipt(typed) is None
