from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "hamroh.mechanism.directory"
    label = "directory"
