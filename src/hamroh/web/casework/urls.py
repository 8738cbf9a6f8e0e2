from django.urls import path

from hamroh.web.casework import case_page, case_parts, case_record, cases, grounds, home, screening, send_referral, team

urlpatterns: list = [
    path("home/", home.home, name="home"),
    path("cases/", cases.case_list, name="case_list"),
    path("cases/find/", cases.find_case, name="find_case"),
    path("cases/new/", cases.open_case, name="open_case"),
    path("cases/new/<uuid:referral_id>/", cases.open_case, name="open_case"),
    path("cases/<uuid:case_id>/", case_page.show_case, name="show_case"),
    path("cases/<uuid:case_id>/looks/", case_record.case_looks, name="case_looks"),
    path("cases/<uuid:case_id>/print/", case_record.print_case, name="print_case"),
    path("cases/<uuid:case_id>/team/", team.change_team, name="change_team"),
    path("cases/<uuid:case_id>/identity/show/", case_parts.show_identity, name="show_identity"),
    path("cases/<uuid:case_id>/residence/end/", case_parts.end_stay, name="end_stay"),
    path("cases/<uuid:case_id>/part/<slug:group>/", case_parts.case_part, name="case_part"),
    path("cases/<uuid:case_id>/part/<slug:group>/write/", case_parts.write_case_part, name="write_case_part"),
    path("cases/<uuid:case_id>/screening/", screening.fill_screening, name="fill_screening"),
    path("cases/<uuid:case_id>/decision/", screening.decide_screening, name="decide_screening"),
    path("cases/<uuid:case_id>/consent/", grounds.record_ground, name="record_ground"),
    path("cases/<uuid:case_id>/grounds/", grounds.ground_list, name="ground_list"),
    path("cases/<uuid:case_id>/grounds/<uuid:ground_id>/withdraw/", grounds.withdraw_ground, name="withdraw_ground"),
    path("cases/<uuid:case_id>/refer/", send_referral.send_referral, name="send_referral"),
]
