"""Arithmetic that comes out the same, to the last bit, in Python and in the page's script: only + - × ÷ and square roots."""

import math

LN2 = 0.6931471805599453


def divided(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """With the sign of the left, as `mod` has it."""
    if not math.isfinite(left) or math.isnan(right) or not right:
        return math.nan
    return math.fmod(left, right)


def rounded_to(written: str, value: float, places: int) -> float:
    """On the digits as they are written, not on the binary fraction: 1.005 to two places is 1.01. Halves go upwards."""
    if not math.isfinite(value):
        return value
    if abs(places) > 30:
        return math.nan
    whole, _, part = written.lstrip("-").partition(".")
    drop = len(part) - places
    if drop <= 0:
        return value
    digits, step = int(whole + part), 10**drop
    kept, rest = divmod(digits, step)
    if rest * 2 > step or (rest * 2 == step and value > 0):
        kept += 1
    return math.copysign(float(f"{kept}e{-places}"), value)


def power(base: float, exponent: float) -> float:  # noqa: PLR0911 — each special case of IEEE a line
    if exponent == 0:
        return 1.0
    if math.isnan(base) or math.isnan(exponent):
        return math.nan
    if math.isinf(exponent):
        if abs(base) == 1:
            return math.nan
        return math.inf if (abs(base) > 1) == (exponent > 0) else 0.0
    if exponent == math.floor(exponent):
        result = _multiplied(base, abs(exponent))
        return divided(1.0, result) if exponent < 0 else result
    if base < 0:
        return math.nan
    if base == 0 or math.isinf(base):
        return math.inf if (base == 0) == (exponent < 0) else 0.0
    return math.sqrt(base) if exponent == 0.5 else _settled(_exponential(exponent * _logarithm(base)))


def _multiplied(base: float, times: float) -> float:
    result = 1.0
    while times > 0:
        half = float(math.floor(times / 2))
        if times - half * 2:
            result *= base
        base *= base
        times = half
    return result


def _settled(value: float) -> float:
    """The series may end a hair beside a whole number that is meant: the cube root of 8 is 2."""
    if value > 1e9:
        return value
    near = float(math.floor(value + 0.5))
    return near if near and abs(value - near) < 1e-13 * near else value


def _logarithm(value: float) -> float:
    twos = 0
    while value >= 1.5:
        value, twos = value / 2, twos + 1
    while value < 0.75:
        value, twos = value * 2, twos - 1
    ratio = (value - 1) / (value + 1)
    square, series = ratio * ratio, 0.0
    for odd in range(31, 0, -2):
        series = series * square + 1 / odd
    return 2 * ratio * series + twos * LN2


def _exponential(value: float) -> float:
    if value > 710:
        return math.inf
    if value < -746:
        return 0.0
    twos = math.floor(value / LN2 + 0.5)
    rest, series = value - twos * LN2, 1.0
    for step in range(22, 0, -1):
        series = 1 + series * rest / step
    for _ in range(abs(twos)):
        series = series * 2 if twos > 0 else series / 2
    return series
