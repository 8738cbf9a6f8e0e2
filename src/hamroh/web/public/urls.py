"""Addresses for anybody. None needs a name, and none carries what somebody answered."""

from django.urls import path

from hamroh.web.public import complaints, machines, pages, published_pages

urlpatterns = [
    path("", pages.front, name="front"),
    path("rights/", pages.rights, name="rights"),
    path("regions/<slug:key>/", pages.region, name="region"),
    path("is-it-happening/", pages.check_signs, name="check_signs"),
    path("complain/", complaints.complain, name="complain"),
    path("complain/answer/", complaints.read_answer, name="read_answer"),
    path("private-visit/", pages.private_visit, name="private_visit"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("help/", pages.help, name="help"),
    path("mechanism/published/", published_pages.published_now, name="published"),
    path("mechanism/published/<int:number>/", published_pages.published_number, name="published_number"),
    path("mechanism/published/<int:number>.json", published_pages.published_file, name="published_file"),
    path(
        "mechanism/published/<int:number>/<slug:language>/",
        published_pages.published_edition,
        name="published_edition",
    ),
    path(
        "mechanism/published/<int:number>/<slug:language>.pdf", published_pages.published_paper, name="published_paper"
    ),
    path(
        "mechanism/published/<int:number>/<slug:language>/<str:document>.pdf",
        published_pages.published_text,
        name="published_text",
    ),
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path("favicon.ico", machines.favicon, name="favicon"),
]
