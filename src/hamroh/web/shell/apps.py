"""The Django application of the web shell."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """Brings the static files, base templates and template tags."""

    name = "hamroh.web.shell"
    label = "shell"
