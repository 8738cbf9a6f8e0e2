"""Two addresses: the page, and the way out of it."""

from django.urls import path

from hamroh.web.survivor import page

urlpatterns = [
    path("s/", page.card_page, name="card_page"),
    path("s/away/", page.card_away, name="card_away"),
]
