from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "hamroh.oversight.monitoring"
    label = "monitoring"
