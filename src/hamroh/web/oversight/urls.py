from django.urls import path

from hamroh.web.oversight import desk

urlpatterns = [path("desk/", desk.desk, name="desk")]
