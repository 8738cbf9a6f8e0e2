"""The measured pages, and for each the one query that somebody would write by hand for the same rows."""

from __future__ import annotations

from dataclasses import dataclass

from hamroh.jobs.bench.scene import Scene

INBOX = """
SELECT r.id, r.code, r.kind, r.priority, r.status, r.due_at, r.sent_at, s.names, o.names,
  EXISTS (SELECT FROM referrals_question q WHERE q.referral_id = r.id AND q.replied_at IS NULL)
FROM referrals_referral r JOIN directory_service s ON s.id = r.service_id
JOIN membership_organisation o ON o.id = r.sender_organisation_id
WHERE r.recipient_organisation_id = %(organisation)s AND r.ended_at IS NULL ORDER BY r.due_at, r.id LIMIT 25"""
_CASES = """
SELECT c.id, c.code, c.stage, c.child, c.opened_at, c.next_due_at, t.key, t.started_at FROM cases_case c
LEFT JOIN LATERAL (SELECT key, started_at FROM cases_task t WHERE t.case_id = c.id AND t.done_at IS NULL
  ORDER BY due_at LIMIT 1) t ON true
WHERE {mine} AND c.closed_at IS NULL ORDER BY c.next_due_at, c.id LIMIT 25"""
TEAM_CASES = _CASES.format(mine="c.parties && %(keys)s::uuid[]")
ORGANISATION_CASES = _CASES.format(mine="c.organisation_id = %(organisation)s")
CASE = """
SELECT at, 'event', event, organisation_id::text FROM (SELECT * FROM cases_timelineentry WHERE case_id = %(case)s
  ORDER BY at DESC LIMIT 12) t
UNION ALL SELECT due_at, 'task', key, basis FROM cases_task WHERE case_id = %(case)s AND done_at IS NULL
UNION ALL SELECT due_at, 'referral', code, status FROM referrals_referral WHERE case_id = %(case)s
UNION ALL SELECT opened_at, 'case', code, stage FROM cases_case WHERE id = %(case)s"""
SEARCH = "SELECT id, code, stage, opened_at FROM cases_case WHERE code = %(code)s"
SEND = """
INSERT INTO referrals_referral (id, code, kind, case_id, person_id, ground_id, ground_kind, sender_organisation_id,
  sender_user_id,
  sender_keys, recipient_organisation_id, service_id, groups, priority, status, status_reason, sent_at, due_at,
    due_basis, moved_at, moved_by)
SELECT uuidv7(), substr(md5(random()::text), 1, 16), 'referral', c.id, c.person_id, %(ground)s, 'consent',
  c.organisation_id, %(actor)s,
  c.parties, s.organisation_id, s.id, ARRAY['needs', 'profile'], 'routine', 'requested', '', now(),
    now() + interval '3 days', 'assumed', now(), %(actor)s
FROM cases_case c, directory_service s WHERE c.id = %(case)s AND s.id = %(service)s RETURNING code, sent_at,
  due_at, status"""

DUTIES = """
SELECT key, count(*), count(*) FILTER (WHERE due_at < now()) FROM cases_task
WHERE done_at IS NULL AND parties && %(keys)s::uuid[] GROUP BY key"""
PICTURE = "SELECT step, band, open FROM monitoring_workfigure ORDER BY step, band"
GAPS = """
SELECT p.role, o.key, p.user_id, p.since, p.until FROM membership_post p
JOIN membership_organisation o ON o.id = p.organisation_id JOIN accounts_user u ON u.id = p.user_id
WHERE u.is_active AND p.delegated_for_id IS NULL ORDER BY p.since, p.id"""

FORM = """
SELECT r.language, r.saved_at, p.field_group, a.key, a.value FROM forms_response r
JOIN forms_responsepart p ON p.response_id = r.id, LATERAL jsonb_each_text(p."values") a
WHERE r.id = %(response)s ORDER BY a.key"""


@dataclass(frozen=True)
class Page:
    """`who` and `few` are accounts of the scene: the same page with many rows, and with few.

    `table` is where the page's main query is recognised by (the last of those with this beginning counts).
    """

    name: str
    route: str
    who: str
    table: str
    bare: str
    case: str = ""
    few: str = ""
    few_case: str = ""
    post: str = ""
    verb: str = "SELECT"
    response: str = ""
    at: str = ""
    answers: int = 0  # 302 to what is sent, else 200, unless said

    @property
    def status(self) -> int:
        return self.answers or (302 if self.post else 200)


PAGES = (
    Page("inbox", "inbox", "focal_40", "referrals_referral", INBOX, few="focal_few"),
    Page("inbox_5_percent", "inbox", "focal_5_percent", "referrals_referral", INBOX, few="focal_few"),
    Page("case_list", "case_list", "member", "cases_case", TEAM_CASES, few="few"),
    Page(
        "case_list_5_percent", "case_list", "supervisor", "cases_case", ORGANISATION_CASES
    ),  # a supervisor also asks whose
    Page("case_page", "show_case", "member", "cases_timelineentry", CASE, case="rich_case", few_case="lean_case"),
    Page("case_page_5_percent", "show_case", "supervisor", "cases_timelineentry", CASE, case="rich_case_5_percent"),
    Page("case_page_long", "show_case", "member", "cases_timelineentry", CASE, case="long_case"),
    Page("received_long", "received_list", "member", "support_servicereceived", CASE, case="long_case"),
    Page("search", "find_case", "member", "cases_case", SEARCH, post="search"),
    Page("search_5_percent", "find_case", "supervisor", "cases_case", SEARCH, post="search_5_percent"),
    Page("person_search", "find_case", "member", "people_searchmark", SEARCH, post="person", answers=200),
    Page(
        "person_search_5_percent",
        "find_case",
        "wide_reader",
        "people_searchmark",
        SEARCH,
        post="person_5_percent",
        answers=200,
    ),
    Page(
        "send_referral",
        "send_referral",
        "member",
        "referrals_referral",
        SEND,
        case="sending_case",
        post="send",
        verb="INSERT",
    ),
    Page(
        "form_page", "fill_case_form", "member", "forms_responsepart", FORM, "rich_case", response="response", at="g36"
    ),
    Page(
        "form_whole", "fill_case_form", "member", "forms_responsepart", FORM, "rich_case", response="response", at="all"
    ),
    Page("duties", "my_duties", "member", "cases_task", DUTIES, few="few"),
    Page("picture", "picture", "coordinator", "monitoring_workfigure", PICTURE),
    Page("gaps", "gap_list", "coordinator", "membership_post", GAPS),
)


def fields(page: Page, scene: Scene, *, mode: str, when: str) -> list[tuple[str, str]]:
    """What the form of this page would send; none for a page that is only read."""
    if page.post.startswith("search"):
        return [("code", scene.code if page.post == "search" else scene.code_5_percent)]
    if page.post.startswith("person"):
        return [("code", scene.name if page.post == "person" else scene.name_5_percent)]
    if page.post == "send":
        return [
            *(("act", "send"), ("service_id", scene.service), ("ground_id", scene.ground), ("urgency", "routine")),
            *(("groups", "needs"), ("groups", "profile"), ("mode", mode), ("where", "Bench of the square")),
            *(("when", when), ("who", "Office on duty"), ("note", "Please call the office before ten.")),
        ]
    return []
