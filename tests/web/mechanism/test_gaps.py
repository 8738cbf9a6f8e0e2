"""Gaps as the mechanism stands today: members, seats and services of this hour."""

from typing import Any

import pytest
from django.db import transaction

from hamroh.casework.cases.actions import open_new_case
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.membership import actions
from hamroh.mechanism.membership.queries import line_of
from hamroh.mechanism.roles.terms import GAP_WORDS, KINDS_OF_WEIGHT, GapKind
from hamroh.oversight.monitoring.queries import gaps_today
from hamroh.web.mechanism.gaps import REMEDIES
from tests import cast
from tests.cast import acting


def test_every_kind_of_gap_has_a_weight_and_a_remedy() -> None:
    weighed = [kind for kinds in KINDS_OF_WEIGHT.values() for kind in kinds]
    assert sorted(weighed) == sorted(GapKind) == sorted(REMEDIES)
    assert set(GAP_WORDS) == set(GapKind)


@pytest.mark.usefixtures("db")
class TestToday:
    def test_a_vacant_seat_and_a_limit_that_is_assumed_are_told(self) -> None:
        with acting(cast.zebo) as actor:
            kinds = {(gap.kind, gap.role, gap.clock) for gap in gaps_today(actor, cast.NOW).gaps}
        assert (GapKind.VACANT_SEAT, "national-coordinator", "") in kinds
        assert (GapKind.ASSUMED_LIMIT, "", "answer") in kinds

    def test_a_suspended_member_leaves_a_gap_where_it_worked(self) -> None:
        def missing(actor: Any) -> set[tuple[str, ...]]:
            gaps = gaps_today(actor, cast.NOW).gaps
            return {(g.service_type, *g.territories) for g in gaps if g.kind == GapKind.NO_SERVICE}

        with acting(cast.zebo) as actor:
            before = missing(actor)
            organisation, id = cast.organisation_id(cast.CLINIC), uuid7()
            actions.suspend_organisation(
                actor, organisation_id=organisation, id=id, reason="standards", paper="No. 7", now=cast.NOW
            )
            after = missing(actor)
            transaction.set_rollback(True)  # members stay as they are for the next test
        assert after - before

    def test_who_does_not_oversee_the_mechanism_gets_nothing(self, sign_in: Any) -> None:
        assert sign_in(cast.nigora).get("/mechanism/gaps/").status_code == 404

    @pytest.mark.parametrize("language", ["en", "tg"])
    def test_the_page_tells_each_kind_with_its_remedy(self, sign_in: Any, language: str) -> None:
        text = sign_in(cast.zebo, language).get("/mechanism/gaps/").content.decode()
        assert ("Nobody holds this seat." in text) == (language == "en")
        assert ("Ҳамоҳангсози миллӣ" in text) == (language == "tg")

    def test_one_region_shows_what_lacks_there_and_everywhere(self, sign_in: Any) -> None:
        browser = sign_in(cast.zebo)
        whole = browser.get("/mechanism/gaps/?as=csv").content.decode().splitlines()
        part = browser.get("/mechanism/gaps/?region=TJ-GB&as=csv").content.decode().splitlines()
        assert 1 < len(part) < len(whole)
        assert browser.get("/mechanism/gaps/?region=nowhere").status_code == 200

    def test_many_places_of_a_region_are_counted_on_the_page_and_named_in_the_table(self, sign_in: Any) -> None:
        browser = sign_in(cast.zebo)
        page, table = (browser.get(f"/mechanism/gaps/{end}").content.decode() for end in ("", "?as=csv"))
        assert "Sughd Region (17 of 18 places)" in page and "Khujand" not in page
        assert "Khujand" in table and "17 of 18" not in table

    def test_a_table_names_the_edition_and_nobody(self, sign_in: Any) -> None:
        answer = sign_in(cast.zebo).get("/mechanism/gaps/?as=csv")
        assert 'filename="gaps-edition-1.csv"' in answer["Content-Disposition"]
        assert not any(member.short_name in answer.content.decode() for member in cast.EVERYBODY)


@pytest.mark.usefixtures("db")
class TestDuties:
    def test_a_case_manager_reads_the_steps_of_her_role_with_time_and_clause(self, sign_in: Any) -> None:
        text = sign_in(cast.nigora).get("/duties/").content.decode()
        assert "Hold the screening" in text and "within 72 hours" in text and "does it" in text
        assert "Decide on formal status" in text  # she is told: informed

    def test_a_clinic_reads_what_is_asked_of_its_ministry(self, sign_in: Any) -> None:
        with acting(cast.farrukh) as actor:
            assert len(line_of(actor.organisation_id)) > 1
        text = sign_in(cast.farrukh, "tg").get("/duties/").content.decode()
        assert "Ҷавоб ба бозравонӣ" in text

    def test_who_only_reads_figures_has_no_such_page(self, sign_in: Any) -> None:
        assert sign_in(cast.tahmina).get("/duties/").status_code == 404

    def test_what_waits_is_counted_for_whoever_may_see_it(self, sign_in: Any) -> None:
        with acting(cast.nigora) as actor:
            open_new_case(actor, id=uuid7(), child=False, code_only=True, now=cast.NOW)
        assert "waits now" in sign_in(cast.nigora).get("/duties/").content.decode()
        assert "waits now" not in sign_in(cast.sitora).get("/duties/").content.decode()
