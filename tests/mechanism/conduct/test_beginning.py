"""A role gives nothing before its demands are met; nobody gives another person's word."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hamroh.kernel import clock
from hamroh.kernel.errors import NotFound, Refused
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.conduct import actions
from hamroh.mechanism.conduct.models import Acknowledgement, Declaration, Tie, Training
from hamroh.mechanism.conduct.queries import conduct_of_oneself
from hamroh.mechanism.conduct.rules import SaidTie
from hamroh.mechanism.editions.pack import PackRefused, read_pack, text_version
from hamroh.mechanism.editions.queries import actor_of, code_version, current, day_of
from tests import cast
from tests.cast import acting

KINDS = ("confidentiality",)


def acknowledge(member):
    with acting(member) as actor:
        version = code_version()
        actions.acknowledge_code(
            actor, document="code-of-conduct", read=version, in_force=version, language="tg", now=clock.now()
        )


def declare(member, **said):
    said = {"id": uuid7(), "nothing": True, "ties": (), "organisations": (), "now": clock.now()} | said
    with acting(member) as actor:
        actions.declare_ties(actor, until=said["now"].date() + timedelta(days=365), **said)


def train(by, member, **said):
    today = day_of(clock.now())
    said = {
        "id": uuid7(),
        "kind": "confidentiality",
        "kinds": KINDS,
        "on": today,
        "until": None,
        "paper": "List 4",
    } | said
    with acting(by) as actor:
        organisation = said.pop("organisation_id", actor.organisation_id)
        actions.record_training(
            actor, user_id=member.id, organisation_id=organisation, today=today, now=clock.now(), **said
        )


def test_a_role_opens_when_the_last_thing_is_done_and_the_person_is_never_locked_out(fresh):
    fresh(cast.nigora)
    actor = actor_of(cast.nigora.id)
    assert actor.waiting == ("case-manager",) and actor.roles == () and not actor.permissions
    acknowledge(cast.nigora)
    declare(cast.nigora)
    assert not actor_of(cast.nigora.id).may("case:read")
    train(cast.gulnora, cast.nigora)
    actor = actor_of(cast.nigora.id)
    assert actor.waiting == () and actor.roles == ("case-manager",) and actor.may("case:read")


def test_a_yes_is_one_question_and_then_none_and_a_no_is_asked_each_time(fresh):
    fresh(cast.sitora)
    actor_of(cast.rustam.id)
    for member, more in ((cast.rustam, 0), (cast.nigora, 1), (cast.nigora, 0)):
        with CaptureQueriesContext(connection) as asked:
            assert actor_of(member.id).waiting == ()
        assert len([q for q in asked if "conduct_" in q["sql"]]) == more
        assert len(asked) == 1 + more
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert actor_of(cast.sitora.id).waiting
        assert len(asked) == 2


def test_a_yes_is_not_remembered_longer_than_it_holds(fresh):
    from hamroh.kernel.clock import standing_at

    fresh(cast.nigora)
    acknowledge(cast.nigora)
    declare(cast.nigora)
    now = clock.now()
    train(cast.gulnora, cast.nigora, until=day_of(now) + timedelta(days=1))
    grace = timedelta(days=current().pack.conduct.grace_days)
    assert actor_of(cast.nigora.id).may("case:read")
    with standing_at(now + grace):
        assert actor_of(cast.nigora.id).may("case:read")
    with standing_at(now + grace + timedelta(days=3)):
        assert not actor_of(cast.nigora.id).may("case:read")


def test_a_new_text_asks_again_and_the_old_word_counts_through_the_grace(fresh, monkeypatch):
    from hamroh.mechanism.editions.queries import who as queries

    monkeypatch.setattr(queries, "_code_version", lambda _id: "another text")
    now, since = clock.now(), clock.now() - timedelta(days=29)
    monkeypatch.setattr(queries, "_code_since", lambda _version, _id: since)
    queries.forget()
    assert actor_of(cast.nigora.id).may("case:read")
    monkeypatch.setattr(queries, "_code_since", lambda _version, _id: now - timedelta(days=31))
    assert not actor_of(cast.nigora.id).may("case:read")


def test_the_version_is_of_the_words_and_not_of_what_stands_around_them():
    document = read_pack(cast.PACK)[0].code_of_conduct
    adopted = document.model_copy(update={"status": "adopted", "note": "adopted in spring"})
    assert text_version(adopted) == text_version(document)
    first = document.clauses[0]
    changed = first.model_copy(update={"text": dict(first.text) | {"en": "Something else."}})
    assert text_version(document.model_copy(update={"clauses": (changed, *document.clauses[1:])})) != text_version(
        document
    )


def test_what_was_not_the_text_in_force_is_not_acknowledged(fresh):
    fresh(cast.nigora)
    with acting(cast.nigora) as actor, pytest.raises(Refused):
        actions.acknowledge_code(actor, document="c", read="old", in_force="new", language="tg", now=clock.now())
    assert not Acknowledgement.objects.filter(user_id=cast.nigora.id).exists()


def test_a_tie_is_sealed_and_read_by_its_declarer_and_by_nobody_who_manages(fresh):
    text = "My brother heads that clinic"
    clinic = str(cast.organisation_id(cast.CLINIC))
    declare(cast.nigora, nothing=False, ties=[SaidTie("organisation", clinic, text)], organisations=[clinic])
    with acting(cast.nigora) as actor:
        (tie,) = conduct_of_oneself(actor).ties
        assert tie.text == text and tie.organisation["en"]
        assert text.encode() not in bytes(Tie.objects.get().sealed)
    for member, sees in ((cast.gulnora, 0), (cast.malika, 0), (cast.zebo, 1), (cast.bahrom, 1)):
        with acting(member):
            assert Tie.objects.count() == sees, member.username


def test_a_second_click_declares_once(fresh):
    key, before = uuid7(), Declaration.objects.count()
    declare(cast.nigora, id=key)
    declare(cast.nigora, id=key)
    assert Declaration.objects.count() == before + 1


def test_nobody_writes_their_own_training_nor_for_strangers(fresh):
    with pytest.raises(Refused):
        train(cast.gulnora, cast.gulnora)
    with pytest.raises(NotFound):
        train(cast.gulnora, cast.farrukh, organisation_id=cast.organisation_id(cast.CLINIC))
    with pytest.raises(NotFound):
        train(cast.nigora, cast.sitora)
    train(cast.zebo, cast.gulnora, organisation_id=cast.organisation_id(cast.SHELTER))
    assert Training.objects.filter(user_id=cast.gulnora.id, paper="List 4").count() == 1


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO conduct_acknowledgement VALUES (%s, 'c', 'v', 'tg', now(), %s)",
        "INSERT INTO conduct_declaration VALUES (%s, now(), now(), %s)",
    ],
)
def test_the_database_takes_nobody_elses_word(fresh, sql):
    with acting(cast.gulnora), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [uuid7(), cast.nigora.id])


def test_the_database_takes_no_training_of_ones_own(fresh):
    with acting(cast.gulnora) as actor, pytest.raises(ProgrammingError), transaction.atomic():
        actions.note_training(
            actor, id=uuid7(), user_id=actor.user_id, organisation_id=actor.organisation_id, kind="confidentiality",
            on=day_of(clock.now()), until=None, paper="x", now=clock.now(),
        )  # fmt: skip


def test_a_role_that_asks_for_a_code_which_is_repealed_is_refused(tmp_path: Path):
    import shutil

    copy = Path(shutil.copytree(cast.PACK, tmp_path / "pack"))
    text = (copy / "documents-conduct.yaml").read_text()
    at = text.index("kind: code_of_conduct")
    (copy / "documents-conduct.yaml").write_text(text[:at] + text[at:].replace("status: draft", "status: repealed", 1))
    with pytest.raises(PackRefused) as refused:
        read_pack(copy)
    (finding,) = [f for f in refused.value.findings if "no document in force is one" in f.sentence]
    assert finding.field == "roles.case-manager.requires.code" and "code_of_conduct" in finding.remedy


@pytest.mark.parametrize(("held_at", "told"), [("ombuds", 0), ("imc", 1)])
def test_handlers_at_one_organisation_only_are_warned_of(tmp_path: Path, held_at, told):
    import shutil

    copy = Path(shutil.copytree(cast.PACK, tmp_path / "pack"))
    text = (copy / "roles.yaml").read_text()
    at = text.index("- id: independent-rapporteur")
    (copy / "roles.yaml").write_text(text[:at] + text[at:].replace("[ombuds]", f"[{held_at}]", 1))
    _pack, findings = read_pack(copy)
    found = [f for f in findings if "one organisation only" in f.sentence]
    assert len(found) == told and not any(f.is_error for f in found)
