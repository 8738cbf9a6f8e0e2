"""Root addresses. No address holds anything but keys: no name, no word about what happened."""

from django.urls import include, path

urlpatterns = [
    path("", include("hamroh.web.shell.urls")),
    path("", include("hamroh.web.public.urls")),
    path("", include("hamroh.web.account.urls")),
    path("", include("hamroh.web.casework.urls")),
    path("", include("hamroh.web.oversight.urls")),
    path("", include("hamroh.web.mechanism.urls")),
    path("", include("hamroh.web.survivor.urls")),
    path("", include("hamroh.exchange.openrosa.urls")),
]
handler400 = "hamroh.web.shell.views.not_taken"
handler404 = "hamroh.web.shell.views.not_here"
handler500 = "hamroh.web.shell.views.went_wrong"
