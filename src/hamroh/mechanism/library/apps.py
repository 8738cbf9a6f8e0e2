from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "hamroh.mechanism.library"
    label = "library"
