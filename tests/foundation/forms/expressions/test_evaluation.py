"""What expressions come to: tables of cases, a line each."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hamroh.foundation.forms.expressions import Context, evaluate, number, parse, text, truth

LABELS = {("sex", "f"): "Зан", ("sex", "m"): "Мард"}
CONTEXT = Context(
    answers={
        "age": "17", "empty": "", "name": "Ҷамила", "sex": "f", "signs": "debt threats debt_2", "born": "2008-11-24",
        "seen": "2026-11-24T01:30:00.000+05:00", "zero": "0", "minus": "-3.5", "ages": ("12", "", "40", "7"), "none": (),
        "one_child": ("",), "astral": "😀ab",
    },
    own="42", position=3, today=date(2026, 11, 24),
    now=datetime(2026, 11, 24, 9, 5, 7, 89_999, tzinfo=timezone(timedelta(hours=5))),
    choice_label=lambda field, code: LABELS.get((field, code), ""),
    instances={"age": ("15", "16", "17")}, columns={"region": "sughd"},
)  # fmt: skip


def said(expression: str) -> str:
    return text(evaluate(parse(expression, columns={"region"}), CONTEXT))


CASES = """
${age} + 1 => 18
${empty} + 1 => NaN
-${minus} => 3.5
--${minus} => -3.5
2 + 3 * 4 - 1 => 13
(2 + 3) * 4 => 20
7 div 2 => 3.5
-7 mod 3 => -1
7 mod -3 => 1
1.5 mod 0.5 => 0
1 div 0 => Infinity
-1 div 0 => -Infinity
1 div -0 => -Infinity
1 div ceiling(-0.5) => -Infinity
1 div min(-0, 0) => Infinity
0 div 0 => NaN
1 mod 0 => NaN
'a' * 2 => NaN
true() + true() => 2
. - 2 => 40
1 - 2 - 3 => -4
0.1 + 0.2 => 0.30000000000000004
-0 => 0
1 div 3 => 0.3333333333333333
1000000 * 1000000 * 1000000 * 1000000 => 1000000000000000000000000
1 div 100000000 => 0.00000001
${age} = 17 => true
${age} = '17.0' => false
${age} = '17' => true
${age} != 17 => false
${empty} = '' => true
${missing} = '' => true
${empty} != 1 => true
${empty} < 1 => false
${empty} >= 1 => false
${age} >= 18 or ${sex} = 'f' => true
${age} >= 18 and ${sex} = 'f' => false
1 < 2 < 3 => true
3 > 2 > 1 => false
1 = 1 = 1 => true
true() = 'x' => true
true() = '' => false
'b' < 'a' => false
1 or 0 and 0 => true
not(${empty}) => true
not(${zero}) => false
not(number(${zero})) => true
boolean('false') => true
boolean-from-string('false') => false
boolean-from-string('1') => true
boolean-from-string('TRUE') => false
${ages} = 40 => true
${ages} = 41 => false
${ages} != 40 => true
${ages} < 8 => true
${ages} > 40 => false
${ages} = '' => true
${none} = '' => false
${none} != '' => false
${none} = false() => true
${ages} = true() => true
true() >= ${ages} => true
${none} < true() => true
true() = 5 => true
5 != false() => true
${one_child} = true() => true
${ages} = ${age} => false
${ages} = ${ages} => true
count(${ages}) => 4
count(${none}) => 0
count(${age}) => 1
count-non-empty(${ages}) => 3
sum(${ages}) => 59
sum(${none}) => 0
min(${ages}) => 7
max(${ages}) => 40
max(${none}) => NaN
min(3, ${age}, '2') => 2
max(${ages}, 50) => 50
join(', ', ${ages}) => 12, , 40, 7
join('-', 1, ${none}, 'x') => 1-x
concat(${ages}) => 12407
concat('a', 1, true()) => a1true
string(${ages}) => 12
string(${none}) =>
number(${none}) => NaN
indexed-repeat(${ages}, ${child}, 3) => 40
indexed-repeat(${age}, ${child}, position(..) - 1) => 16
indexed-repeat(${ages}, ${child}, 0) =>
indexed-repeat(${ages}, ${child}, 9) =>
indexed-repeat(${empty}, ${child}, 1) =>
position(..) => 3
selected(${signs}, 'debt') => true
selected(${signs}, 'threat') => false
selected(${signs}, ' threats ') => true
selected(${signs}, 'debt threats') => false
selected(${signs}, '') => false
selected(${empty}, '') => true
selected-at(${signs}, 0) => debt
selected-at(${signs}, 2) => debt_2
selected-at(${signs}, 3) =>
selected-at(${signs}, -1) =>
selected-at(${signs}, 'x') =>
selected-at(${empty}, -0.5) =>
count-selected(${signs}) => 3
count-selected(${empty}) => 0
count-selected('  a   b ') => 2
jr:choice-name(${sex}, '${sex}') => Зан
jr:choice-name('m', '/data/group/sex') => Мард
jr:choice-name('x', '${sex}') =>
if(${age} < 18, 'child', 'adult') => child
if(${empty}, 1, 2) => 2
coalesce(${empty}, 'x') => x
coalesce(${age}, 'x') => 17
coalesce(number(${empty}), 0) => 0
coalesce(false(), 1) => false
once('new') => 42
string-length(${name}) => 6
string-length(${astral}) => 3
string-length() => 2
normalize-space('  a   b ') => a b
normalize-space() => 42
contains(${name}, 'ам') => true
contains(${name}, '') => true
starts-with(${name}, 'Ҷа') => true
ends-with(${name}, 'ла') => true
ends-with(${name}, '') => true
substring('12345', 2, 3) => 234
substring('12345', 2) => 2345
substring('12345', 1.5, 2.6) => 234
substring('12345', 0, 3) => 12
substring('12345', 0 div 0, 3) =>
substring('12345', 1, 0 div 0) =>
substring('12345', -42, 1 div 0) => 12345
substring('12345', -1 div 0, 1 div 0) =>
substring(${astral}, 1, 1) => 😀
substr('hello', 1, 3) => el
substr('hello', -2) => lo
substr('hello', 3, 1) =>
substr('hello', 0, -1) => hell
substr('hello', 'x') => hello
substring-before('2026-11', '-') => 2026
substring-before('abc', 'x') =>
substring-before('abc', '') =>
substring-after('2026-11', '-') => 11
substring-after('abc', '') => abc
substring-after('abc', 'x') =>
translate('bar', 'abc', 'AB') => BAr
translate('--a--', '-', '') => a
translate('aa', 'aa', 'xy') => xx
floor(-1.5) => -2
ceiling(-1.5) => -1
round(2.5) => 3
round(-2.5) => -2
round(-0.4) => 0
1 div round(-0.4) => -Infinity
round(0.49999999999999994) => 0
round('x') => NaN
round(1.005, 2) => 1.01
round(-1.005, 2) => -1
round(1234, -2) => 1200
round(1250, -2) => 1300
round(1.5, 40) => NaN
round(2.345, '') => 2
int(-3.9) => -3
int('x') => NaN
abs(${minus}) => 3.5
pow(2, 10) => 1024
pow(2, -1) => 0.5
pow(9, 0.5) => 3
pow(8, 1 div 3) => 2
pow(0, 0) => 1
pow(-8, 0.5) => NaN
pow(10, 400) => Infinity
number(' 12.50 ') => 12.5
number('1e3') => NaN
number('+5') => NaN
number('1,5') => NaN
number('.5') => 0.5
number('5.') => 5
number('٣') => NaN
number('') => NaN
number(true()) => 1
number('1970-01-02') => 1
number('2026-02-30') => NaN
date-time(decimal-date-time('1970-01-01T00:00:00.9996')) => 1970-01-01T00:00:00.999+05:00
format-date('9999-12-31T23:59:59-14:00', '%Y') =>
number('1970-01-01T12:00:00.000+05:00') => 0.5
number('1970-01-01T12:00:00Z') => 0.7083333333333334
today() => 2026-11-24
now() => 2026-11-24T09:05:07.089+05:00
today() - ${born} => 6574
int((today() - ${born}) div 365.25) => 17
${born} < today() => true
${born} = '2008-11-24' => true
today() + 1 => 20782
date(today() + 30) => 2026-12-24
date('2026-03-09') => 2026-03-09
date('9 March') =>
date('') =>
date(0.9) => 1970-01-01
date(-0.1) => 1969-12-31
date(99999999) =>
date(${seen}) => 2026-11-24
date('2026-11-23T20:30:00Z') => 2026-11-24
now() >= today() => true
now() < today() + 1 => true
${seen} < today() => false
date-time('2026-03-09') => 2026-03-09T00:00:00.000+05:00
date-time(now() + 1) => 2026-11-25T09:05:07.089+05:00
date-time('x') =>
decimal-date-time('1970-01-01T06:00:00.000+05:00') => 0.25
decimal-date-time('') => NaN
decimal-time('06:00') => 0.25
decimal-time('18:00:00.000+05:00') => 0.75
decimal-time('23:00:00Z') => 0.16666666666666674
decimal-time(now()) < 0.5 => true
decimal-time(-0.25) => 0.75
decimal-time('9:00') => NaN
decimal-time('') => NaN
decimal-time('10:00') < decimal-time('10:00:00.001') => true
format-date('2026-03-09', '%d/%m/%Y') => 09/03/2026
format-date('2026-03-09', '%e.%n.%y %b %a 100%%') => 9.3.26 Mar Mon 100%
format-date('', '%Y') =>
format-date('1969-12-31', '%a') => Wed
format-date-time(now(), '%Y-%m-%d %H:%M:%S.%3 %h') => 2026-11-24 09:05:07.089 9
../age + 0 => 17
/data/person/age + 0 => 17
current()/../age => 17
current()/. => 42
region = 'sughd' => true
"it's" => it's
5mod 2 => 1
"""


@pytest.mark.parametrize("case", [line for line in CASES.splitlines() if line])
def test_an_expression_comes_to(case: str) -> None:
    expression, _, wanted = case.partition(" =>")
    assert said(expression) == wanted.removeprefix(" ")


@pytest.mark.parametrize(
    ("value", "as_truth", "as_number", "as_text"),
    [
        ("", False, "NaN", ""), ("0", True, "0", "0"), ((), False, "NaN", ""), (("", "5"), True, "NaN", ""),
        (("5", ""), True, "5", "5"), (True, True, "1", "true"), (False, False, "0", "false"), (0.0, False, "0", "0"),
        (-0.0, False, "0", "0"), (float("nan"), False, "NaN", "NaN"), (1e21, True, "1" + "0" * 21, "1" + "0" * 21),
        (1.5e-7, True, "0.00000015", "0.00000015"), (float("-inf"), True, "-Infinity", "-Infinity"),
    ],
)  # fmt: skip
def test_a_value_becomes_another_kind(value: object, as_truth: bool, as_number: str, as_text: str) -> None:
    assert (truth(value), text(number(value)), text(value)) == (as_truth, as_number, as_text)


def test_a_place_without_an_offset_is_taken_for_utc() -> None:
    context = Context({}, now=datetime(2026, 1, 2, 3, 4, 5, 678_900))
    assert evaluate(parse("now()"), context) == "2026-01-02T03:04:05.678+00:00"


def test_a_place_west_of_greenwich_has_its_own_days() -> None:
    west = Context({}, now=datetime(2026, 1, 2, 3, tzinfo=timezone(-timedelta(hours=3, minutes=30))))
    assert evaluate(parse("date('2026-01-02T01:00:00Z')"), west) == "2026-01-01"
    assert evaluate(parse("now()"), west) == "2026-01-02T03:00:00.000-03:30"


def test_months_and_weekdays_are_named_in_the_language_of_the_form() -> None:
    context = Context({}, months=tuple("0123456789ab"), weekdays=("Якш", "Душ", "Сеш", "Чор", "Пан", "Ҷум", "Шан"))
    assert evaluate(parse("format-date('2026-12-07', '%b %a')"), context) == "b Душ"


def test_a_long_sum_is_no_deep_tree() -> None:
    assert evaluate(parse("+".join(["1"] * 5000)), Context({})) == 5000
