"""A limit for one territory holds there and in all that lies in it; the nearest wins; two for one place are refused."""

import shutil
from pathlib import Path

import pytest

from hamroh.mechanism.editions.pack import Pack, PackRefused, difference, in_words, read_pack
from hamroh.mechanism.editions.pack.canonical import write_pack

SHIPPED = Path(__file__).parents[3] / "mechanisms" / "tajikistan"
NAME = "name: {tg: a, ru: b, en: c}"
SUGHD, KHATLON = "TJ-SU", "TJ-KT"
ANCHOR = "      - {clock: answer, urgency: routine, time: 72h"


def pack_with(folder: Path, *limits: str) -> Pack:
    copy = Path(shutil.copytree(SHIPPED, folder / "pack"))
    text = (copy / "stages.yaml").read_text(encoding="utf-8")
    added = "".join(f"      - {{{limit}, basis: assumed, {NAME}}}\n" for limit in limits)
    (copy / "stages.yaml").write_text(text.replace(ANCHOR, added + ANCHOR, 1), encoding="utf-8")
    return read_pack(copy)[0]


def time(pack: Pack, *places: str, urgency: str = "routine") -> str:
    limit = pack.limit("answer", urgency, places)
    assert limit is not None
    return str(limit.time)


@pytest.fixture
def local(tmp_path: Path) -> Pack:
    return pack_with(
        tmp_path,
        f"clock: answer, urgency: routine, time: 48h, territories: [{SUGHD}]",
        "clock: answer, urgency: routine, time: 24h, territories: [TJ-SU:khujand]",
    )


def test_the_nearest_territory_that_has_a_limit_of_its_own_wins(local: Pack) -> None:
    assert time(local) == "72h"
    assert time(local, SUGHD) == "48h"
    assert time(local, "TJ-SU:isfara", SUGHD) == "48h"
    assert time(local, "TJ-SU:khujand", SUGHD) == "24h"
    assert time(local, KHATLON) == "72h"


def test_what_is_said_of_one_urgency_changes_no_other(local: Pack) -> None:
    assert time(local, SUGHD, urgency="emergency") == "4h"


def test_it_is_the_same_after_going_out_and_in(local: Pack, tmp_path: Path) -> None:
    write_pack(local, tmp_path / "out")
    assert read_pack(tmp_path / "out")[0] == local


def test_a_limit_of_a_territory_taken_away_is_told_as_the_time_that_holds_again(local: Pack) -> None:
    told = [in_words(change) for change in difference(local, read_pack(SHIPPED)[0])]
    assert (
        "Time limit “c (routine)” of Stage “Referral”: the time goes from 48 hours to 72 hours in Sughd Region." in told
    )
    assert len(told) == 2


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (
            [
                "clock: answer, urgency: routine, time: 48h, territories: [TJ-SU, TJ-KT]",
                "clock: answer, urgency: routine, time: 24h, territories: [TJ-SU]",
            ],
            "The clock “answer” for urgency “routine” has two limits in “TJ-SU”",
        ),
        (["clock: here_only, time: 48h, territories: [TJ-SU]"], "has a limit in some territories only"),
        (["clock: answer, urgency: routine, time: 48h, territories: [TJ-XX]"], "TJ-XX"),
    ],
)
def test_a_limit_that_contradicts_another_or_leads_nowhere_is_refused(
    tmp_path: Path, limits: list[str], sentence: str
) -> None:
    with pytest.raises(PackRefused) as refused:
        pack_with(tmp_path, *limits)
    assert any(sentence in finding.sentence for finding in refused.value.findings), refused.value.findings
