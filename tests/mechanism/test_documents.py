"""The texts of the first country's mechanism: whole, in every language, and in accord with the steps that rest on them."""

import re
import shutil
from pathlib import Path

import pytest

from hamroh.mechanism.editions.pack import Pack, PackRefused, content_hash, read_pack
from hamroh.mechanism.editions.pack.library import Clause, Document

SHIPPED = Path(__file__).parents[2] / "mechanisms" / "tajikistan"
MOST_SIGNS = 1200  # more than this nobody reads beside a step


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(SHIPPED)[0]


def drafts(pack: Pack) -> list[Document]:
    return [document for document in pack.documents if document.status == "draft"]


def clauses(documents: list[Document]) -> list[tuple[str, Clause]]:
    return [(f"{document.id}/{clause.id}", clause) for document in documents for clause in document.clauses]


def test_each_clause_of_a_draft_has_its_whole_text_and_a_name_in_every_language(pack: Pack) -> None:
    for place, clause in clauses(drafts(pack)):
        assert clause.text and clause.name, place
        assert set(clause.text) == set(clause.name) == set(pack.mechanism.languages), place
        assert all(len(text) > 30 for text in clause.text.values()), place


def test_no_clause_is_too_long_to_stand_beside_a_step(pack: Pack) -> None:
    for place, clause in clauses(list(pack.documents)):
        for language, text in (clause.text or clause.summary or {}).items():
            assert len(text) <= MOST_SIGNS, f"{place} in {language}: {len(text)}"


def test_the_languages_of_a_clause_say_about_as_much(pack: Pack) -> None:
    """A sentence that fell out of one translation shows in the length."""
    for place, clause in clauses(drafts(pack)):
        lengths = {language: len(text) for language, text in (clause.text or {}).items()}
        assert max(lengths.values()) <= 1.6 * min(lengths.values()), f"{place}: {lengths}"


def test_the_numbers_of_the_clauses_of_a_draft_rise_and_stand_once(pack: Pack) -> None:
    for document in drafts(pack):
        numbers = [tuple(int(part) for part in clause.number.split(".")) for clause in document.clauses]
        assert numbers == sorted(set(numbers)), document.id


def test_no_draft_is_shown_as_law_or_as_read_by_a_lawyer(pack: Pack) -> None:
    for document in drafts(pack):
        assert not document.shown_as_law and not document.reviewed and document.since is None
        assert not [clause.id for clause in document.clauses if clause.shown_as_law or clause.reviewed]


def test_every_text_that_the_members_asked_for_is_there_to_be_corrected(pack: Pack) -> None:
    """The tools named in the meeting that this mechanism answers, and how many provisions make one worth adopting."""
    least = {
        "sop": ("procedure", 35),
        "code-of-conduct": ("code_of_conduct", 15),
        "sharing-protocol": ("protocol", 20),
        "consent-adult": ("script", 8),
        "referral-form": ("form", 15),
        "case-document": ("form", 12),
        "coordinator-terms": ("terms_of_reference", 14),
    }
    found = {document.id: document for document in drafts(pack)}
    for name, (kind, count) in least.items():
        assert found[name].kind == kind
        assert len(found[name].clauses) >= count, name


def test_the_terms_of_the_coordinator_name_the_functions_that_the_role_has(pack: Pack) -> None:
    terms = next(document for document in pack.documents if document.id == "coordinator-terms")
    named = {clause.name["en"] if clause.name else "" for clause in terms.clauses}
    assert {"Implementation", "Promotion", "Monitoring", "Evaluation", "Financing"} <= named


def test_each_step_rests_on_a_clause(pack: Pack) -> None:
    assert len(pack.steps) >= 31
    assert not [step.id for _, step in pack.steps if not step.clauses]


def test_a_draft_sets_no_other_time_than_the_mechanism(pack: Pack) -> None:
    found = 0
    for place, clause in clauses(drafts(pack)):
        for limit in clause.limits:
            own = pack.limit(limit.clock, limit.urgency)
            assert own is not None, f"{place}: {limit.clock}"
            assert (own.time, own.kind) == (limit.time, limit.kind), f"{place}: {limit.clock}"
            found += 1
    assert found >= 20


def test_a_time_of_a_draft_stands_also_in_the_words_of_its_clause(pack: Pack) -> None:
    for place, clause in clauses(drafts(pack)):
        for limit in clause.limits:
            for language, text in (clause.text or {}).items():
                assert str(limit.time.amount) in text, f"{place} in {language}: {limit.time}"


# --- One section in several files -----------------------------------------------------------------------------


def test_documents_may_be_divided_among_files_without_changing_the_mechanism(pack: Pack, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "pack"))
    texts = [file.read_text(encoding="utf-8") for file in sorted(copy.glob("documents*.yaml"))]
    assert len(texts) > 1
    assert {document.id for document in pack.documents} >= {"law-1096", "sop", "code-of-conduct"}
    first, second = copy / "documents.yaml", copy / "documents-sop.yaml"
    entries = second.read_text(encoding="utf-8").split("documents:\n", 1)[1]
    first.write_text(first.read_text(encoding="utf-8").rstrip("\n") + "\n" + entries, encoding="utf-8")
    second.unlink()
    root = copy / "mechanism.yaml"
    root.write_text(root.read_text(encoding="utf-8").replace(" documents-sop.yaml,", ""), encoding="utf-8")
    assert content_hash(read_pack(copy)[0]) == content_hash(pack)


def test_each_file_gives_its_defaults_only_to_its_own_documents(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "pack"))
    file = copy / "documents-sop.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  basis: assumed\n", "  basis: memory\n", 1), encoding="utf-8")
    documents = {document.id: document for document in read_pack(copy)[0].documents}
    assert documents["sop"].basis == "memory"
    assert documents["code-of-conduct"].basis == "assumed"


def test_a_divided_section_that_is_no_list_is_refused_where_it_stands(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(SHIPPED, tmp_path / "pack"))
    (copy / "more.yaml").write_text("documents: none\n", encoding="utf-8")
    root = copy / "mechanism.yaml"
    root.write_text(root.read_text(encoding="utf-8").replace("codes.yaml]", "codes.yaml, more.yaml]"), encoding="utf-8")
    with pytest.raises(PackRefused) as refused:
        read_pack(copy)
    assert [(finding.file, finding.line) for finding in refused.value.findings if finding.is_error] == [
        ("more.yaml", 1)
    ]


# --- The scripts ----------------------------------------------------------------------------------------------

MOST_WORDS = 350  # about three minutes read slowly; nobody listens longer
SCRIPTS = {
    "consent-adult",
    "consent-child",
    "consent-telephone",
    "consent-interpreter",
    "consent-withdrawal",
    "danger-afterwards",
    "consent-figures",
}


def test_there_is_a_script_for_each_way_of_asking_and_none_is_longer_than_one_listens(pack: Pack) -> None:
    scripts = [document for document in pack.documents if document.kind == "script"]
    assert {script.id for script in scripts} == SCRIPTS
    for script in scripts:
        for language in pack.mechanism.languages:
            words = sum(len((clause.text or {})[language].split()) for clause in script.clauses)
            assert 80 < words <= MOST_WORDS, f"{script.id} in {language}: {words}"


def test_the_sentences_of_a_script_are_short(pack: Pack) -> None:
    for script in (document for document in pack.documents if document.kind == "script"):
        for clause in script.clauses:
            for language, text in (clause.text or {}).items():
                for sentence in re.split(r"[.?!:;]\s", text):
                    assert len(sentence.split()) <= 24, f"{script.id}/{clause.id} in {language}: {sentence}"


def test_each_script_says_how_to_complain_and_that_one_may_say_no(pack: Pack) -> None:
    for script in (document for document in pack.documents if document.kind == "script"):
        told = {
            language: " ".join((clause.text or {})[language] for clause in script.clauses) for language in ("tg", "en")
        }
        assert "шикоят" in told["tg"] and "complain" in told["en"], script.id
        assert re.search("«не»|пас мегир|дигар розӣ нест", told["tg"]), script.id
        assert re.search(r"\bno\b|no longer agree", told["en"]), script.id


def test_a_time_that_nobody_wrote_elsewhere_is_not_shown_as_guidance(pack: Pack) -> None:
    for place, clause in clauses(drafts(pack)):
        for limit in clause.limits:
            own = pack.limit(limit.clock, limit.urgency)
            assert own is not None
            assert clause.basis == own.basis, f"{place}: the clause says {clause.basis}, the time {own.basis}"
