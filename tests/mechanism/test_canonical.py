"""A pack out and in again: the same to the byte, whoever wrote it and in whatever order."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamroh.conf.cli import main
from hamroh.mechanism.editions.pack import Pack, content_hash, read_pack, write_pack, written_pack
from hamroh.mechanism.editions.pack.canonical import _entry
from hamroh.mechanism.editions.pack.tree import read_tree
from tests.mechanism.invented import invented

SHIPPED = sorted(path.parent for path in (Path(__file__).parents[2] / "mechanisms").glob("*/mechanism.yaml"))
NO_SURROGATES = st.characters(exclude_categories=("Cs",))


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_shipped_pack_goes_out_and_in_unchanged(folder: Path, tmp_path: Path) -> None:
    pack = read_pack(folder)[0]
    write_pack(pack, tmp_path / "once")
    again, findings = read_pack(tmp_path / "once")
    assert again == pack
    assert content_hash(again) == content_hash(pack)
    assert not [finding for finding in findings if finding.is_error]
    write_pack(again, tmp_path / "twice")
    once, twice = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "once", tmp_path / "twice")
    )
    assert once == twice


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(2, 30), st.integers(1, 16), st.integers(2, 25), st.integers(1, 4))
def test_any_mechanism_is_written_the_same_after_it_was_read_as_the_json_of_an_edition(
    organisations: int, steps: int, territories: int, stages: int
) -> None:
    pack = invented(organisations=organisations, steps=steps, territories=territories, stages=stages)
    again = Pack.from_document(pack.model_dump(mode="json"))
    assert written_pack(again) == written_pack(pack)


@settings(max_examples=400, deadline=None)
@given(
    st.text(NO_SURROGATES, max_size=60)
    | st.text(" :#-?!&*[]{}|>@`'\"%,~\\yesno0123wd\n\tғ\u202e\ufeff\x85", max_size=20)
)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    written = "\n".join(_entry("name", {"a": text, "b": [text, {"c": text}]}, 0, ()))
    root, findings = read_tree("any.yaml", f"{written}\n".encode())
    assert not findings
    assert root.plain() == {"name": {"a": text, "b": [text, {"c": text}]}}


@pytest.mark.parametrize(
    "value", [True, False, 0, 17, "17", "yes", "no", "null", "~", "", "2027-03-21", "24h", "-", "a: b"]
)
def test_a_value_keeps_its_nature(value: object) -> None:
    root, _ = read_tree("any.yaml", ("\n".join(_entry("x", value, 0, ())) + "\n").encode())
    assert root.plain() == {"x": value}
    assert type(root.plain()["x"]) is type(value)


def test_an_export_never_writes_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["mechanism", "export", str(tmp_path), "--from", str(SHIPPED[0])]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def _files(folder: Path) -> list[Path]:
    """All files of an exported pack, forms included."""
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_export_and_export_of_the_export_are_the_same() -> None:
    with TemporaryDirectory() as folder:
        once, twice = Path(folder) / "once", Path(folder) / "twice"
        assert main(["mechanism", "export", str(once), "--from", str(SHIPPED[-1])]) == 0
        assert main(["mechanism", "export", str(twice), "--from", str(once)]) == 0
        names = _files(once)
        assert names == _files(twice) and any(name.parts[0] == "forms" for name in names)
        assert all((once / name).read_bytes() == (twice / name).read_bytes() for name in names)
