"""The pack of a mechanism: what is read, what is refused, and what the person who wrote it is told."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamroh.mechanism.editions.pack import (
    REQUIRED_CLOCKS,
    REQUIRED_LISTS,
    Basis,
    Duration,
    Finding,
    Pack,
    PackRefused,
    content_hash,
    read_pack,
    tree,
)
from hamroh.mechanism.editions.pack.durations import parse_duration
from hamroh.mechanism.editions.pack.tree import Unreadable, read_tree

from .planted_defects import DEFECTS, Defect

SHIPPED = Path(__file__).parents[2] / "mechanisms" / "tajikistan"
FIRST_SERVICE = "  - {id: shelter-state-stay, organisation: shelter-state, type: shelter,"
FIRST_ROLE = "  - id: national-coordinator\n"


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return read_pack(SHIPPED)[0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "pack"))


def edit(file: Path, find: str, put: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert find in text, f"{find!r} is not in {file.name}"
    edited = text.replace(find, put, 1)
    file.write_text(edited, encoding="utf-8")
    return edited


def refusal(folder: Path) -> tuple[Finding, ...]:
    with pytest.raises(PackRefused) as refused:
        read_pack(folder)
    return refused.value.findings


def line_of(text: str, part: str) -> int:
    assert text.count(part) == 1, f"{part!r} stands {text.count(part)} times"
    return text[: text.index(part)].count("\n") + 1


# --- The pack that is shipped ---------------------------------------------------------------------------------


def test_the_shipped_pack_is_read_without_errors_and_warns_only_of_services_nobody_offers() -> None:
    _, findings = read_pack(SHIPPED)
    assert {finding.field for finding in findings} == {
        "service_types.interpretation",
        "service_types.education",
        "service_types.family_mediation",
    }


def test_the_shipped_pack_reads_the_same_where_the_c_parser_is_absent(
    shipped: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "LOADER", yaml.SafeLoader)
    assert content_hash(read_pack(SHIPPED)[0]) == content_hash(shipped)


def names_in(value: object, place: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every multilingual text, found by its shape and not by the schema's own word for it."""
    if isinstance(value, dict):
        if value and any(key in ("tg", "ru", "en") for key in value):
            yield place, value
        for key, inner in value.items():
            yield from names_in(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from names_in(inner, f"{place}[{number}]")


def test_each_name_of_the_shipped_pack_stands_in_all_languages_and_cyrillic_where_due(shipped: Pack) -> None:
    names = list(names_in(shipped.model_dump(mode="json")))
    assert len(names) > 400
    for place, name in names:
        assert list(name) == ["tg", "ru", "en"], place
        assert all(name.values()), place
        assert not any("a" <= sign <= "z" for sign in name["tg"].lower()), place
        assert not any("a" <= sign <= "z" for sign in name["ru"].lower()), place
        assert not set("ғӣқӯҳҷ") & set(name["ru"].lower()), place
        assert not set("щыь") & set(name["tg"].lower()), place


def test_the_shipped_pack_has_every_region_and_district(shipped: Pack) -> None:
    levels = [territory.level for territory in shipped.territories]
    assert (levels.count(1), levels.count(2)) == (5, 68)


def test_the_coordinators_seat_is_vacant_and_no_overseer_may_open_a_case(shipped: Pack) -> None:
    roles = {role.id: role for role in shipped.roles}
    assert roles["national-coordinator"].state == "vacant"
    for overseer in (
        "national-coordinator",
        "secretary",
        "nrm-secretariat",
        "statistics-viewer",
        "data-protection-lead",
    ):
        allowed = roles[overseer].permissions
        assert not [verb for verb in allowed if verb.startswith(("case:", "identity:", "referral:"))], overseer


def test_no_body_in_uniform_offers_a_service(shipped: Pack) -> None:
    uniformed = {organisation.id for organisation in shipped.organisations if organisation.uniformed}
    assert {"border", "border-sughd", "mia-tipc"} <= uniformed
    assert not [service.id for service in shipped.services if service.organisation in uniformed]


def test_no_tajik_time_limit_is_shown_as_law(shipped: Pack) -> None:
    assert not [limit.clock for _, limit in shipped.limits if limit.shown_as_law]


def test_assistance_waits_for_no_decision(shipped: Pack) -> None:
    assert not [stage.id for stage in shipped.stages if stage.blocks_services]


def test_everything_invented_or_concrete_says_assumed(shipped: Pack) -> None:
    invented = [entry for entry in (*shipped.organisations, *shipped.services) if entry.invented]
    assert invented
    assert {entry.basis for entry in invented} == {Basis.ASSUMED}


def test_clocks_answer_with_the_limit_of_the_urgency(shipped: Pack) -> None:
    asked = {urgency: shipped.limit("answer", urgency) for urgency in ("emergency", "urgent", "routine")}
    assert {urgency: str(limit.time) for urgency, limit in asked.items() if limit} == {
        "emergency": "4h",
        "urgent": "24h",
        "routine": "72h",
    }
    feedback = shipped.limit("feedback", "urgent")
    assert feedback is not None and feedback.time == Duration(7, "d")
    assert shipped.limit("no-such-clock") is None


def test_an_organisation_stands_for_those_under_it(shipped: Pack) -> None:
    assert shipped.under("border") == {"border", "border-sughd", "border-hisor"}


def test_a_pack_comes_back_unchanged_from_the_json_it_is_kept_as(shipped: Pack) -> None:
    again = Pack.model_validate_json(shipped.model_dump_json())
    assert again == shipped
    assert content_hash(again) == content_hash(shipped)


# --- What changes the content, and what does not --------------------------------------------------------------


def test_comments_quotes_and_the_order_of_keys_do_not_change_the_hash(copy: Path, shipped: Pack) -> None:
    edit(copy / "roles.yaml", FIRST_ROLE, "  # a remark\n  - id: 'national-coordinator'\n")
    name = "{en: No transport, ru: Не было транспорта, tg: Нақлиёт набуд}"
    edit(copy / "codes.yaml", "{tg: Нақлиёт набуд, ru: Не было транспорта, en: No transport}", name)
    edit(
        copy / "services.yaml",
        FIRST_SERVICE,
        "  - {type: shelter, organisation: shelter-state, id: shelter-state-stay,",
    )
    assert content_hash(read_pack(copy)[0]) == content_hash(shipped)


@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        ("stages.yaml", "clock: feedback, time: 7d", "clock: feedback, time: 8d"),
        ("codes.yaml", "en: No specialist available", "en: No specialist"),
        ("organisations.yaml", "parent: border, territory: TJ-SU, uniformed: yes", "parent: border, territory: TJ-SU"),
        ("mechanism.yaml", "suppress_below: 11", "suppress_below: 10"),
    ],
)
def test_a_changed_value_changes_the_hash(copy: Path, shipped: Pack, file: str, find: str, put: str) -> None:
    edit(copy / file, find, put)
    assert content_hash(read_pack(copy)[0]) != content_hash(shipped)


def test_an_entry_with_a_basis_of_its_own_does_not_inherit_the_files_source(copy: Path) -> None:
    edit(
        copy / "services.yaml", "defaults:\n  basis: assumed\n", "defaults:\n  basis: sourced_model\n  source: [S20]\n"
    )
    edit(copy / "services.yaml", FIRST_SERVICE, FIRST_SERVICE + " basis: assumed,")
    services = read_pack(copy)[0].services
    assert (services[0].basis, services[0].source) == (Basis.ASSUMED, ())
    assert (services[1].basis, services[1].source) == (Basis.SOURCED_MODEL, ("S20",))


# --- Planted defects ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_planted_defect_is_told_with_file_line_field_and_remedy(copy: Path, defect: Defect) -> None:
    edited = edit(copy / defect.file, defect.find, defect.put)
    findings = refusal(copy)
    found = [finding for finding in findings if defect.says in finding.sentence]
    assert len(found) == 1, "\n".join(map(str, findings))
    finding = found[0]
    assert (finding.file, finding.line) == (defect.file, line_of(edited, defect.at)), str(finding)
    assert finding.field == defect.field
    assert defect.remedy in finding.remedy
    assert finding.is_error
    assert len([one for one in findings if one.is_error]) <= 4, "one slip must not bury the reader"


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("- id: evidence_kind", "- id: evidence_sort", "need the list “evidence_kind”"),
        ("{id: status, name", "{id: statute, name", "“consent_purpose” has no code “status”"),
    ],
)
def test_whoever_may_apply_for_status_has_what_an_application_is_made_of(
    copy: Path, find: str, put: str, says: str
) -> None:
    edit(copy / "codes.yaml", find, put)
    (finding,) = [finding for finding in refusal(copy) if finding.is_error]
    assert says in finding.sentence and finding.field == "roles.case-manager.permissions"


def planted(write: Callable[[Path], object], copy: Path) -> Finding:
    write(copy)
    errors = [finding for finding in refusal(copy) if finding.is_error]
    assert len(errors) == 1
    return errors[0]


@pytest.mark.parametrize(
    ("write", "file", "line", "says"),
    [
        (lambda pack: (pack / "codes.yaml").write_bytes(b""), "codes.yaml", 0, "The file is empty."),
        (lambda pack: (pack / "codes.yaml").write_bytes(b"\n# only\n"), "codes.yaml", 1, "The file holds no sections."),
        (lambda pack: (pack / "codes.yaml").write_bytes(b"- a\n- b\n"), "codes.yaml", 1, "The file holds no sections."),
        (
            lambda pack: (pack / "codes.yaml").write_bytes(b"a: b\nc: \xcf\xee\n"),
            "codes.yaml",
            2,
            "not written in UTF-8",
        ),
        (
            lambda pack: (pack / "codes.yaml").write_bytes("lists: \n".encode("utf-16")),
            "codes.yaml",
            1,
            "not written in UTF-8",
        ),
        (
            lambda pack: (pack / "codes.yaml").write_bytes(b"# " + b"x" * 1_000_001),
            "codes.yaml",
            0,
            "larger than 1000 kB",
        ),
        (
            lambda pack: (pack / "codes.yaml").write_bytes(b"a: [" + b"1," * 200_000 + b"]"),
            "codes.yaml",
            1,
            "more than 100000",
        ),
        (lambda pack: (pack / "mechanism.yaml").unlink(), "mechanism.yaml", 0, "The pack has no mechanism.yaml."),
        (shutil.rmtree, "pack", 0, "This is not a folder."),
    ],
    ids=["empty", "comments", "list", "cp1251", "utf-16", "large", "many", "no root", "no folder"],
)
def test_a_file_that_is_none_is_told(
    copy: Path, write: Callable[[Path], object], file: str, line: int, says: str
) -> None:
    finding = planted(write, copy)
    assert (finding.file, finding.line) == (file, line)
    assert says in finding.sentence
    assert finding.remedy


def test_a_bomb_of_aliases_is_refused_before_it_grows(copy: Path) -> None:
    levels = "\n".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    (copy / "codes.yaml").write_text(f"lists:\n  a0: &a0 [ha, ha]\n{levels}\n", encoding="utf-8")
    findings = refusal(copy)
    assert [(finding.file, finding.line) for finding in findings] == [("codes.yaml", 2)]


def test_a_link_that_leads_out_of_the_pack_is_not_followed(copy: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    shutil.move(copy / "codes.yaml", outside)
    (copy / "codes.yaml").symlink_to(outside)
    finding = refusal(copy)[0]
    assert (finding.file, finding.field) == ("mechanism.yaml", "files")
    assert "lies outside the pack" in finding.sentence


def test_a_stray_file_is_a_warning_and_does_not_stop_the_pack(copy: Path) -> None:
    (copy / "roles-old.yaml").write_text("roles: []\n", encoding="utf-8")
    _, findings = read_pack(copy)
    strays = [finding for finding in findings if finding.file == "roles-old.yaml"]
    assert len(strays) == 1
    assert not strays[0].is_error


def test_all_obstacles_are_told_at_once_whatever_their_nature(copy: Path) -> None:
    edit(copy / "roles.yaml", "organisations: [ombuds]", "organisations: [ombudz]")
    edit(copy / "stages.yaml", "clock: feedback, time: 7d", "clock: feedback, time: soon")
    edit(copy / "codes.yaml", "{id: no_staff, side: provider,", "{id: no_staff,")
    files = {finding.file for finding in refusal(copy) if finding.is_error}
    assert files == {"roles.yaml", "stages.yaml", "codes.yaml"}


def test_a_circle_of_parents_is_told_once_whoever_leads_into_it(copy: Path) -> None:
    edit(copy / "organisations.yaml", "id: imc, kind: governance,", "id: imc, kind: governance, parent: imc-sughd,")
    assert len([finding for finding in refusal(copy) if finding.is_error]) == 1


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(copy: Path, shipped: Pack) -> None:
    for file in copy.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("\n", "\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert content_hash(read_pack(copy)[0]) == content_hash(shipped)


@pytest.mark.parametrize("clock", REQUIRED_CLOCKS)
def test_each_clock_the_platform_starts_has_a_limit_with_a_stated_basis(shipped: Pack, clock: str) -> None:
    for urgency in (None, "emergency", "urgent", "routine"):
        limit = shipped.limit(clock, urgency)
        assert limit is not None or (urgency is None and shipped.limit(clock, "routine"))


@pytest.mark.parametrize("name", REQUIRED_LISTS)
def test_each_list_the_pages_need_offers_a_choice(shipped: Pack, name: str) -> None:
    assert len(shipped.codes(name)) >= 2


# --- Nothing that anybody can type makes the reader fall over --------------------------------------------------


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=" \n\t:-[]{}&*!|>'\"#?,%@`~abyes10ғ\r\x00", max_size=60) | st.text(max_size=40))
def test_any_text_is_a_tree_or_a_plain_refusal(text: str) -> None:
    try:
        root, _ = read_tree("any.yaml", text.encode("utf-8", "surrogatepass"))
    except Unreadable as unreadable:
        finding = unreadable.finding
        assert finding.sentence and finding.remedy
        assert 0 <= finding.line <= text.count("\n") + text.count("\r") + 1
    else:
        assert isinstance(root.plain(), dict)


@given(st.integers(1, 500), st.sampled_from(["h", "d", "wd"]))
def test_a_limit_is_written_as_it_was_read(amount: int, unit: str) -> None:
    assert str(parse_duration(f"{amount}{unit}")) == f"{amount}{unit}"


@pytest.mark.parametrize("text", ["", "h", "24", "24 h", "-1h", "1.5d", "24H", "00h", "99999wd", "1w", "۲۴h", "24h\n"])
def test_what_is_not_a_limit_is_not_guessed(text: str) -> None:
    assert parse_duration(text) is None
