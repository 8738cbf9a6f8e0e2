"""Who gets which page: the specification of access, row by row. An address without a row fails.

One story is told once: Rustam hands a person over to the shelter; Nigora opens the case from it; Sitora was on its team
until yesterday; the clinic accepted a referral under a consent. Then everybody knocks at every door.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hamroh.casework.cases.access import open_case
from hamroh.casework.cases.actions import join_team, leave_team
from hamroh.casework.kinship.actions import decide_adult
from hamroh.casework.people.actions import write_identity
from hamroh.casework.referrals import actions
from hamroh.casework.referrals.actions.open_case_from_handover import open_case_from_handover
from hamroh.casework.referrals.queries.reviews import reviews
from hamroh.casework.registers.actions import keep_upload
from hamroh.casework.responses.actions import add_file, start_response
from hamroh.casework.status.actions import begin_reflection
from hamroh.casework.submissions.actions.devices import issue_device
from hamroh.casework.support.actions import write_service
from hamroh.casework.support.rules import Received
from hamroh.kernel import clock
from hamroh.kernel.ids import uuid7
from hamroh.mechanism.editions.actions import begin_draft
from hamroh.mechanism.editions.queries import day_of
from hamroh.mechanism.library.actions import comment_on_clause
from tests import cast
from tests.casework.conferences import given as given_conference
from tests.casework.follow_up import given as given_follow_up
from tests.casework.kinship import given as given_family
from tests.casework.plans import given as given_plan
from tests.casework.referrals import given
from tests.casework.responses.forms import PAPERS, in_every_edition, kept
from tests.casework.returns import given as given_return
from tests.casework.status import given as given_status
from tests.casework.survivor import given as given_card
from tests.cast import (
    EVERYBODY,
    acting,
    anahita,
    bahrom,
    daler,
    farrukh,
    gulnora,
    jamshed,
    komil,
    lola,
    malika,
    nigora,
    parviz,
    ravshan,
    rustam,
    shahlo,
    sitora,
    tahmina,
    zarina,
    zebo,
)
from tests.mechanism.conduct import given as given_complaint
from tests.mechanism.membership.conftest import members  # noqa: F401  (a fixture)

PUBLIC = "anybody"
ALL = set(EVERYBODY)
POSTED = ALL - {daler}  # has an account and no post
TEAM = {nigora, malika}  # the team, and whoever supervises the organisation; not Sitora, who left it
FIRST_LINE = {rustam, jamshed}
SHELTER_INBOX = {nigora, sitora, malika, gulnora}
CLINIC_INBOX = {farrukh, zarina}
KEEP_FORMS = FIRST_LINE | {nigora, sitora, anahita}
INBOXES = SHELTER_INBOX | CLINIC_INBOX | {parviz, anahita}
PANEL = {lola, komil, shahlo}
CASE_WORKERS = {nigora, sitora, anahita}
READ_MECHANISM = POSTED - {tahmina}

# Address → who gets it. Everybody else who signed in gets 404, whoever did not is sent to sign in.
# A row `name:thing` is an address with one thing of the story; `POST` rows are addresses that only take a form.
PAGES: dict[str, Any] = {
    "front": PUBLIC,
    "rights": PUBLIC,
    "region": PUBLIC,
    "check_signs": PUBLIC,
    "private_visit": PUBLIC,
    "accessibility": PUBLIC,
    "healthz": PUBLIC,
    "robots": PUBLIC,
    "favicon": PUBLIC,
    "account_login": PUBLIC,
    "help": PUBLIC,
    "published": PUBLIC,
    "published_number:edition": PUBLIC,
    "published_file:edition": PUBLIC,
    "published_edition:edition": PUBLIC,
    "published_paper:edition": PUBLIC,
    "published_text:edition": PUBLIC,
    "card_page": PUBLIC,  # asks everybody for a code and a PIN; what the holder of a card gets is told below
    "card_away": PUBLIC,
    "my_account": ALL,
    "home": POSTED,
    "contact_list": FIRST_LINE | CASE_WORKERS,
    "log_contact": FIRST_LINE | CASE_WORKERS,
    "fill_sheet": FIRST_LINE,
    "offline": KEEP_FORMS,
    "offline_here": KEEP_FORMS,
    "offline_limits": KEEP_FORMS,
    "offline_worker": PUBLIC,
    "offline_form:kept_form": KEEP_FORMS,
    "offline_unfinished": KEEP_FORMS,
    "offline_devices": KEEP_FORMS | {gulnora, farrukh, parviz},
    "sheet_counted": FIRST_LINE,
    "sent_handovers": FIRST_LINE,
    "sent_referral:handover": {rustam},
    "sent_referral:referral": TEAM,
    "inbox": INBOXES,
    "answered_referrals": INBOXES,
    "show_referral:handover": SHELTER_INBOX,
    "show_referral:referral": CLINIC_INBOX,
    "review_list": {bahrom},
    "review_emergency": {bahrom},
    "services": READ_MECHANISM,
    "my_duties": READ_MECHANISM,
    "gap_list": {zebo},
    "picture": READ_MECHANISM,
    "picture_file": READ_MECHANISM,
    "confirm_capacity": {gulnora},
    "device_list": CASE_WORKERS | FIRST_LINE | {gulnora, farrukh, parviz},
    "issue_device": {gulnora, farrukh, parviz},
    "phone_keys": {gulnora, farrukh, parviz},
    "collected_list": CASE_WORKERS | {malika, gulnora, farrukh, parviz},
    "unlock_submissions": CASE_WORKERS | {malika, gulnora, farrukh, parviz},
    "settle_submission": SHELTER_INBOX,
    "case_list": CASE_WORKERS | {malika},
    "show_imported": TEAM,
    "register_list": CASE_WORKERS | {gulnora, farrukh, parviz},
    "register_columns:register": {nigora, sitora},
    "register_words:register": {nigora, sitora},
    "register_preview:register": {nigora, sitora},
    "case_load": {malika},
    "hand_over_cases": {malika},
    "hand_over_cases:colleague": {malika},
    "open_case": CASE_WORKERS,
    "open_case:second_handover": {nigora, sitora},
    "show_case": TEAM,
    "move_case": TEAM,
    "close_case": {malika},
    "record_by_hand": {nigora},
    "case_looks": TEAM,
    "case_timeline": TEAM,
    "print_case": TEAM,
    "case_documents": {nigora},
    "find_document": {malika, bahrom},
    "change_team": TEAM,
    "recuse": TEAM,
    "case_part:profile": TEAM,
    "case_part:needs": TEAM,
    "case_part:health": TEAM,
    "case_part:contact": TEAM,
    "case_part:residence": TEAM,
    "case_part:identity": {nigora},
    "case_part_history:profile": TEAM,
    "case_part_history:contact": TEAM,
    "case_part_history:health": TEAM,
    "case_part_history:identity": {nigora},
    "show_risk": TEAM,
    "assess_risk": {nigora},
    "risk_history": TEAM,
    "plan_safety": {nigora},
    "safety_history": TEAM,
    "unmet_needs": {malika},
    "need_list": TEAM,
    "write_need:housing": {nigora},
    "need_history:housing": TEAM,
    "received_list": TEAM,
    "add_received": {nigora},
    "write_received:line": {nigora},
    "received_history:line": TEAM,
    "write_case_part:profile": {nigora},
    "write_case_part:identity": {nigora},
    "show_child": TEAM,
    "write_guardian": {nigora},
    "write_guardian:guardian": {nigora},
    "guardian_revisions:guardian": TEAM,
    "decide_card:guardian": {nigora},
    "lift_suspicion:guardian": {malika},
    "weigh_best_interests": {nigora},
    "weigh_best_interests:weighed": {nigora},
    "best_interests_revisions:weighed": TEAM,
    "enter_group": CASE_WORKERS,
    "show_family": TEAM,
    "write_relative": {nigora},
    "write_relative:relative": {nigora},
    "relative_revisions:relative": TEAM,
    "link_cases": {nigora},
    "join_group": {nigora},
    "show_group:group": TEAM,
    "write_group_facts:group": {nigora},
    "group_revisions:group": TEAM,
    "leave_group:group": {nigora},
    "state_age": {nigora},
    "age_revisions": TEAM,
    "assess_age": {nigora},
    "assess_age:assessed": {nigora},
    "assessment_revisions:assessed": TEAM,
    "decide_adult:assessed": {malika},
    "fill_screening": {nigora},
    "case_form_list": TEAM,
    "enter_sheet": {nigora, sitora, rustam, jamshed, anahita},
    "start_case_form:form": {nigora},
    "fill_case_form:form": {nigora},
    "check_case_form:form": TEAM,
    "case_form_file:form": TEAM,
    "decide_screening": TEAM,
    "offer_help": {nigora},
    "record_ground": {nigora},
    "ground_list": TEAM,
    "show_door": TEAM,
    "door_history": TEAM,
    "assess_door": {nigora},
    "issue_card": {nigora},
    "name_organisations": {nigora},
    "withdraw_ground": TEAM,
    "send_referral": {nigora},
    "show_status": TEAM,
    # Kept apart: nobody of this story keeps it; whoever does is tried in tests/web/casework/test_justice.py.
    "show_justice": set(),
    "write_justice:statement": set(),
    "justice_history:statement": set(),
    "return_list": TEAM,
    "wish_return": TEAM,
    "show_return:journey": TEAM,
    "write_return:journey": TEAM,
    "return_history:wish": TEAM,
    "conference_list": TEAM,
    "hold_conference": TEAM,
    "show_conference:conference": TEAM,
    "write_conference:conference": TEAM,
    "conference_history:held": TEAM,
    "conference_minutes:conference": TEAM,
    "show_reflection": TEAM,
    "reflection_notice": {nigora},
    "status_letter": {nigora},
    "ask_closing": TEAM,
    "reopen_case": {malika},
    "show_follow_up": TEAM,
    "record_attempt": {nigora},
    "record_visit": {nigora},
    "visit_revisions:visit": TEAM,
    "show_plan": TEAM,
    "plan_history": TEAM,
    "write_plan": {nigora},
    "write_goal:draft_plan": {nigora},
    "write_step:draft_plan": {nigora},
    "agree_plan:draft_plan": {nigora},
    "decide_plan:draft_plan": {malika},
    "review_plan:plan": {nigora},
    "end_plan:plan": {nigora},
    "plan_paper:plan": TEAM,
    "tell_progress:plan": {nigora},
    "finish_step:plan": {nigora},
    "status_list": PANEL,
    "show_application": PANEL,
    "decide_status": PANEL,
    "library": READ_MECHANISM,
    "library_document": READ_MECHANISM,
    "library_text:draft": READ_MECHANISM,
    "library_compare:draft": READ_MECHANISM,
    "neighbour_list": READ_MECHANISM,
    "sign_lists": READ_MECHANISM,
    "show_sign_list:signs": READ_MECHANISM,
    "form_list": READ_MECHANISM,
    "form_workbook:blank": READ_MECHANISM,
    "print_form:blank": READ_MECHANISM,
    "print_signs:blank": READ_MECHANISM,
    "edition_file:edition": READ_MECHANISM,
    "comment_on_clause:draft": READ_MECHANISM,
    "comment_list": {zebo},
    "answer_comment": {zebo},
    "edition_list": READ_MECHANISM,
    "compare_editions": READ_MECHANISM,
    "show_edition:first": READ_MECHANISM,
    "edition_files:first": READ_MECHANISM,
    "show_draft:next": {zebo, bahrom},
    "draft_files:next": {zebo, bahrom},
    "edit_draft:next": {zebo, bahrom},
    "draft_workbook:next": {zebo, bahrom},
    "draft_workbook_file:next": {zebo, bahrom},
    "desk": {zebo},
    "member_list": {zebo},
    "show_member": {zebo},
    "change_member:suspend": {zebo},
    "apply_for_membership": {zebo},
    "my_organisation": POSTED,
    "add_person": {gulnora, farrukh, parviz},
    "name_focal_point": {zebo},
    "complain": PUBLIC,
    "read_answer": PUBLIC,
    "complain_as_member": POSTED,
    "complaint_list": {zebo, ravshan},
    "show_complaint": {ravshan},  # it is about the secretariat
    "my_conduct": POSTED,
    "acknowledge_code": POSTED,
    "declare_ties": POSTED,
    "declared_ties": {zebo, ravshan, bahrom},
    "conduct_people": {zebo, gulnora, farrukh, parviz},
    "record_training": {gulnora},
    "seat_list": READ_MECHANISM,
    "show_seat:seat": READ_MECHANISM,
    "hold_in_the_meantime:seat": {zebo},
    "delegate_post:own_post": {nigora, gulnora},
    "name_deputy:focal_post": {gulnora},
    "agreement_list": {zebo, gulnora, farrukh, parviz},
    "issue_agreement": {zebo},
    "show_agreement:agreement": {zebo},
    "sign_agreement:agreement": {zebo, farrukh},
    "give_role": {gulnora, farrukh, parviz},
    "write_contact": {zebo, farrukh},
    "nominate:seat": {zebo, gulnora, farrukh, parviz},
    "show_nomination:search": READ_MECHANISM,
    "take_step:search": {zebo},
    # Pages about the own account: everybody's own, and nobody else's.
    "account_change_password": ALL,
    "mfa_activate_totp": ALL,
    "replace_second_factor": ALL,
    "mfa_view_recovery_codes": set(),  # shown once, when they were made; nobody of the cast has made any
    "mfa_generate_recovery_codes": ALL,
    "mfa_index": PUBLIC,  # both lead to the own account, which asks to sign in
    "mfa_deactivate_totp": PUBLIC,
    "account_reauthenticate": ALL,
    "mfa_reauthenticate": ALL,
}
# Addresses that take only a form; each is tried with a forged thing by everybody, and by strangers with the true one.
FORMS: dict[str, Any] = {
    "set_language": PUBLIC,
    "keep_typed": PUBLIC,  # by a mark that was signed for one person and one page: see tests/web/test_keeping.py
    "throw_away_typed": set(),  # as above; without a mark of one's own there is nothing
    "account_logout": PUBLIC,
    "sign_out_everywhere": ALL,
    "act_for": ALL,
    "mfa_authenticate": PUBLIC,
    "find_case": CASE_WORKERS | {malika},
    "bring_register:register": {nigora, sitora},
    "drop_register:register": {nigora, sitora},
    "undo_register": CASE_WORKERS,  # of one's own import: see tests/web/casework/test_registers.py
    "revoke_device": {nigora, gulnora},
    "show_identity": {nigora},
    "offline_contact": PUBLIC,  # a device asks with its own secret, also when nobody is signed in
    "offline_keep": KEEP_FORMS,
    "offline_send": KEEP_FORMS,
    "offline_take:form": set(),  # nothing of this story may be taken along; the true thing is walked in a browser
    "end_offline_device": KEEP_FORMS | {gulnora, farrukh, parviz},
    "mark_task_done": {nigora},
    "print_card": {nigora},
    "end_card": TEAM,
    "answer_correction": {nigora},
    "settle_sign": {nigora},
    "settle_step": {nigora},
    "end_stay": TEAM,
    "come_of_age": {malika},
    "tell_of_link:link": {nigora},
    "end_link:link": {nigora},
    "begin_status": {nigora},
    "act_on_status": {nigora},
    "act_on_reflection": {nigora},
    "count_declined": {nigora},
    "act_on_plan:draft_plan": {nigora},
    "take_closing_back:visit": TEAM,
    "lift_recusal": {malika},
    "withdraw_comment": {farrukh},
    "end_post": {gulnora, farrukh, parviz},
    "ask_reset": {gulnora, farrukh, parviz},
    "decide_reset": set(),  # as the one below
    "revoke_delegation": set(),  # the true thing is tried in a test of its own
    "check_draft:next": {zebo},
    "change_draft:next": {zebo},
    "answer_referral:referral": CLINIC_INBOX,
    "act_on_sent:referral": TEAM,
    "take_over_received:referral": {nigora},
    "act_on_return:journey": TEAM,
}
OF_A_CARD = ("print_card", "answer_correction", "settle_sign")
ABSENT = {"demo_sign_ins"}  # not there at all outside a demonstration
# A telephone's, by the token in the address and without any session: tried in tests/exchange/openrosa.
BY_TOKEN = {"openrosa_form_list", "openrosa_form", "openrosa_manifest", "openrosa_file", "openrosa_submission"}


def addresses(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry)
        else:
            yield entry


def test_every_address_has_a_row() -> None:
    rows = {row.split(":")[0] for row in [*PAGES, *FORMS]} | ABSENT | BY_TOKEN
    names = {pattern.name for pattern in addresses()}
    assert names - rows == set(), "write a row for these"
    assert rows - names == set(), "these rows have no address"


@pytest.fixture
def asked(db: None) -> Iterator[None]:
    """Every edition asks one form more, a small one."""
    with in_every_edition(kept(PAPERS, "papers")):
        yield


@pytest.fixture
def world(db: None, asked: None, members: None) -> dict[str, Any]:  # noqa: F811
    """The story, told once. Values are what an address needs."""
    handover, second, danger = given.handover(), given.handover(), given.handover(safety=given.DANGER)
    now = clock.now()
    with acting(gulnora) as actor:
        for referral_id in (handover, second):
            actions.accept_referral(actor, referral_id=referral_id, now=now)
            actions.record_arrival(actor, referral_id=referral_id, now=now)
    with acting(nigora) as actor:
        case = open_case_from_handover(actor, id=uuid7(), referral_id=handover, child=False, code_only=False, now=now)
        join_team(actor, case=case, user_id=sitora.id, role="case-manager", now=now)
    with acting(nigora) as actor:
        case = open_case(actor, case.pk, "identity")
        write_identity(actor, case=case, given="Ситора", surname="Анориён", now=now)
        leave_team(actor, case=case, user_id=sitora.id, now=now)
    with acting(nigora) as actor:
        begun = {"form": "papers", "language": "en", "medium": "web"}
        started = start_response(actor, id=uuid7(), case_id=case.pk, now=now, **begun)
        response, version = started.pk, started.version_id
        paper = {"path": "photo", "name": "paper.jpg", "content": b"\xff\xd8\xff"}
        add_file(actor, response_id=response, now=now, **paper)
    family = family_of(case.pk, now)
    ground = given.consent(case.pk, now=now, expires_at=now + timedelta(days=90))
    referral = given.referral(case.pk, ground, now=now)
    with acting(farrukh) as actor:
        actions.accept_referral(actor, referral_id=referral, now=now)
    application = given_status.sent(case.pk, now=now)
    thing = uuid7()
    with acting(nigora) as actor:
        received = Received("medical", cast.organisation_id(cast.CLINIC), since=day_of(now))
        write_service(
            actor, case=open_case(actor, case.pk, "services"), thing=thing, received=received, seen=0, now=now
        )
    with acting(nigora) as actor:
        said = {"because": "signs", "language": "tg", "mode": "aloud"}
        begin_reflection(actor, id=uuid7(), case_id=case.pk, now=now, **said)
    decision = given_status.decided(application, now=now)
    given_card.weighed(case.pk, now=now)
    with acting(bahrom) as actor:
        (review,) = reviews(actor)
    draft = uuid7()
    with acting(zebo) as actor:
        begin_draft(actor, id=draft, title="Quicker answers", now=now)
    complaint = given_complaint.about(cast.SECRETARIAT)
    comment = uuid7()
    with acting(farrukh) as actor:
        said = {"document": "sop", "clause": "purpose", "clauses": ["purpose"], "draft": True, "edition": 1}
        comment_on_clause(actor, id=comment, text="Say who decides.", now=now, **said)
    plans, visit = planned(case.pk), given_follow_up.visit(case.pk, now)
    with acting(gulnora):
        service = given.service_id("shelter-sughd-stay")
    device = uuid7()
    with acting(gulnora) as actor:
        issue_device(actor, id=device, user_id=nigora.id, label="Grey one", days=30, now=now)
    return {
        "case_id": case.pk,
        "telephone_id": device,
        "submission_id": collected(),
        "comment_id": comment,
        "ground_id": ground,
        "application_id": application,
        "decision_id": decision,
        "task_id": review.id,
        "service_id": service,
        "key": "TJ-SU",
        "language": "en",
        "device_id": uuid7(),
        "document_id": "sop",
        "post_id": uuid7(),
        "request_id": uuid7(),
        "user_id": nigora.id,
        "card_id": uuid7(),
        "correction_id": uuid7(),
        "complaint_id": complaint,
        "recusal_id": uuid7(),
        "new_step_id": uuid7(),
        "organisation_id": cast.organisation_id(cast.CLINIC),
        "import_id": uuid7(),
        "things": {
            "register": {"upload_id": uploaded()},
            "handover": {"referral_id": handover},
            "second_handover": {"referral_id": second},
            "danger": {"referral_id": danger},
            "suspend": {"act": "suspend"},
            "signs": {"set_id": "ilo-adult-labour"},
            "edition": {"number": 1, "language": "en", "document": "sop"},
            "first": {"number": 1},
            "next": {"draft_id": draft, "place": "stages/3", "act": "up", "at": 0},
            "blank": {"form_id": "risk-rapid", "set_id": "ilo-adult-labour", "language": "en"},
            "seat": {"role_id": "national-coordinator"},
            "agreement": {"agreement_id": issued(), "organisation_id": cast.organisation_id(cast.CLINIC)},
            "search": {"nomination_id": given_nomination(), "step": "terms"},
            "own_post": {"post_id": post_of(nigora)},
            "focal_post": {"post_id": post_of(gulnora)},
            "draft": {"document_id": "sop", "number": 1, "old": 1, "new": 1, "clause_id": "purpose"},
            **plans,
            "visit": {"visit_id": visit, "closing_id": uuid7()},
            "referral": {"referral_id": referral},
            "housing": {"need": "housing"},
            "line": {"thing": thing},
            "form": {"form": "papers", "response_id": response},
            "statement": {"kind": "statement", "thing": uuid7()},
            **journeys(case.pk),
            **conferences(case.pk),
            "kept_form": {"version_id": version, "language": "en"},
            **family,
            **{group: {"group": group} for group in ("profile", "needs", "health", "contact", "residence", "identity")},
        },
    }


def family_of(case_id: UUID, now: datetime) -> dict[str, dict[str, UUID]]:
    """The person was taken for a child first: somebody stood by them, and what is best was weighed. Then it was decided."""
    today = day_of(now)
    given_family.assess(case_id, low=14, high=17, assessed_on=today - timedelta(days=1), now=now)
    guardian = given_family.write_guardian(case_id, since=today, now=now)
    weighed = given_family.weigh(case_id, decided_on=today, review_on=today + timedelta(days=30), now=now)
    assessed = given_family.assess(case_id, assessed_on=today, now=now)
    with acting(malika) as actor:
        decide_adult(actor, case_id=case_id, assessment_id=assessed, seen=1, why="The papers are clear.", now=now)
    return {
        "guardian": {"guardian_id": guardian},
        "relative": {"relative_id": given_family.relative(case_id, now=now)},
        **given_family.beside(case_id, now=now),
        "weighed": {"assessment_id": weighed},
        "assessed": {"assessment_id": assessed},
    }


def planned(case_id: UUID) -> dict[str, dict[str, UUID]]:
    """A plan in force, and a change of it that was begun."""
    from hamroh.casework.plans.actions import change_plan

    now, draft = clock.now(), uuid7()
    plan = given_plan.in_force(case_id, now)
    with acting(nigora) as actor:
        change_plan(actor, case_id=case_id, plan_id=plan, new_id=draft, now=now)
    goal = given_plan.first_goal(case_id, draft)
    inner = {"goal_id": goal.id, "step_id": goal.steps[0].id}
    return {"plan": {"plan_id": plan, **inner}, "draft_plan": {"plan_id": draft, **inner}}


def journeys(case_id: UUID) -> dict[str, Any]:
    """The person wishes to return."""
    journey = given_return.wished(case_id)
    wish = {"journey": journey, "part": "journey", "thing": journey}
    return {"journey": {"journey": journey, "part": "partner"}, "wish": wish}


def conferences(case_id: UUID) -> dict[str, Any]:
    """Nigora sat in a conference over the case."""
    held = given_conference.held(case_id)
    sat = given_conference.seated(case_id, held, user_id=nigora.id)
    place = {"conference": held, "part": "participant", "participant": sat}
    return {"conference": place, "held": {"conference": held, "part": "conference", "thing": held}}


def collected() -> UUID:
    """Something that a telephone of the shelter sent."""
    from hamroh.casework.submissions.actions.accepting import accept_submission
    from hamroh.casework.submissions.rules.envelope import read_envelope
    from tests.casework.submissions import given as on_phones

    xml = on_phones.xml(on_phones.instance())
    with acting(nigora) as actor:
        said = {"files": {}, "version_id": on_phones.version(), "now": clock.now()}
        return accept_submission(actor, envelope=read_envelope(xml), xml=xml, **said).id


def given_nomination() -> UUID:
    from hamroh.mechanism.membership.actions import nominate

    id, office = uuid7(), cast.organisation_id(cast.SECRETARIAT)
    with acting(gulnora) as actor:
        said = {"office": "Head of a department", "paper": "Letter 1", "now": clock.now()}
        nominate(actor, id=id, role="national-coordinator", organisation=office, offered=[office], **said)
    return id


def issued() -> UUID:
    from hamroh.mechanism.membership.actions import issue_agreement

    id = uuid7()
    with acting(zebo) as actor:
        said = {"document": "", "documents": (), "edition": 1, "grace_days": 30, "paper": "Order 1"}
        issue_agreement(actor, id=id, kind="code", now=clock.now(), **said)
    return id


def uploaded() -> UUID:
    id = uuid7()
    with acting(nigora) as actor:
        keep_upload(actor, id=id, content="№ дела;Пол\n1;жен\n".encode(), now=clock.now())
    return id


def post_of(member: cast.Member) -> UUID:
    from hamroh.mechanism.membership.models import Post

    return Post.objects.get(user_id=member.id).pk


def address(row: str, world: dict[str, Any]) -> str:
    name, _, thing = row.partition(":")
    known = world | world["things"].get(thing, {})
    pattern = next(
        p
        for p in addresses()
        if p.name == name
        and (
            bool(thing)
            or len(p.pattern.converters) < 2
            or name
            in (
                "withdraw_ground",
                "mark_task_done",
                "lift_recusal",
                "settle_step",
                "act_on_status",
                "status_letter",
                *OF_A_CARD,
            )
        )
    )
    wanted = pattern.pattern.converters
    if thing and not wanted:
        wanted = next(p for p in addresses() if p.name == name and p.pattern.converters).pattern.converters
    asks = "?at=photo" if name == "case_form_file" else ""
    return reverse(name, kwargs={key: known[key] for key in wanted}) + asks


def browser(member: cast.Member | None) -> Client:
    client = Client()
    if member:
        from hamroh.foundation.accounts.models import User

        client.force_login(User.objects.get(pk=member.id), backend="django.contrib.auth.backends.ModelBackend")
    return client


def gets(response: Any) -> bool:
    """Whether somebody got the page, or was led on by it to another; not found and *sign in first* are no."""
    if response.status_code in (301, 302):
        return not response["Location"].startswith("/sign-in/?")
    return response.status_code in (200, 405)


def test_every_page_opens_for_those_in_its_row_and_for_nobody_else(world: dict[str, Any]) -> None:
    wrong = []
    for member in EVERYBODY:
        client = browser(member)
        for row, allowed in PAGES.items():
            response = client.get(address(row, world))
            expected = allowed == PUBLIC or member in allowed
            if gets(response) != expected or (not expected and response.status_code != 404):
                wrong.append((row, member.username, response.status_code, "expected" if expected else "404 expected"))
    assert not wrong, "\n".join(map(str, wrong))


def test_whoever_did_not_sign_in_is_sent_to_do_so(world: dict[str, Any]) -> None:
    client, wrong = browser(None), []
    for row, allowed in PAGES.items():
        response = client.get(address(row, world))
        if (allowed == PUBLIC) != gets(response):
            wrong.append((row, response.status_code))
    for row, allowed in FORMS.items():
        response = client.post(address(row, world))
        if allowed != PUBLIC and gets(response):
            wrong.append((row, response.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def test_the_holder_of_a_card_gets_their_own_page_and_is_nobody_on_every_other(world: dict[str, Any]) -> None:
    code = given_card.card(world["case_id"], now=clock.now())
    client, wrong = browser(None), []
    assert client.post(reverse("card_page"), {"code": code, "pin": given_card.PIN}).status_code == 302
    assert "code" not in (client.get(reverse("card_page")).context or {}), "inside"
    for row, allowed in {**PAGES, **FORMS}.items():
        response = client.get(address(row, world)) if row in PAGES else client.post(address(row, world))
        if row != "card_away" and allowed != PUBLIC and gets(response):
            wrong.append((row, response.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_form_is_not_there_for_strangers(world: dict[str, Any]) -> None:
    wrong = []
    for member in EVERYBODY:
        client = browser(member)
        for row, allowed in FORMS.items():
            if allowed == PUBLIC or member in allowed:
                continue
            response = client.post(address(row, world), {"act": "accept", "accept-id": str(uuid7())})
            if response.status_code != 404:
                wrong.append((row, member.username, response.status_code))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_forged_key_is_not_found_and_recorded_for_everybody(world: dict[str, Any]) -> None:
    from hamroh.foundation.audit.models import Entry

    forged = world | {
        key: uuid7()
        for key in (
            "draft_id",
            "case_id",
            "ground_id",
            "application_id",
            "decision_id",
            "task_id",
            "service_id",
            "organisation_id",
            "complaint_id",
            "comment_id",
        )
    }
    forged["things"] = {
        thing: dict.fromkeys(held, uuid7())
        | {k: v for k, v in held.items() if k in ("group", "number") or (thing == "next" and k != "draft_id")}
        for thing, held in world["things"].items()
    }
    wrong = []
    for member in POSTED:
        client = browser(member)
        for row in PAGES:
            converters = [p.pattern.converters for p in addresses() if p.name == row.split(":")[0]]
            if not any(
                {
                    "case_id",
                    "ground_id",
                    "application_id",
                    "task_id",
                    "service_id",
                    "referral_id",
                    "organisation_id",
                    "complaint_id",
                    "comment_id",
                    "draft_id",
                }
                & set(c)
                for c in converters
            ):
                continue
            if row == "open_case":
                continue
            response = client.get(address(row, forged))
            if response.status_code != 404:
                wrong.append((row, member.username, response.status_code))
    assert not wrong, "\n".join(map(str, wrong))
    assert Entry.objects.using("owner").filter(verb="refused").count() > 100


def test_a_ground_of_another_case_is_not_found_through_this_one(world: dict[str, Any]) -> None:
    other = given.case()
    response = browser(nigora).get(
        reverse("withdraw_ground", kwargs={"case_id": other, "ground_id": world["ground_id"]})
    )
    assert response.status_code == 404


def test_demo_sign_ins_are_not_there(world: dict[str, Any]) -> None:
    assert browser(None).get("/demo/").status_code == 404
