from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hamroh.foundation.audit"
    label = "audit"
