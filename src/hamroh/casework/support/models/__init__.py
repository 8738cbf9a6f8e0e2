from hamroh.casework.support.models.care import Caretaker, HealthNote, Needs, ServiceRecord, Stay

__all__ = ["Caretaker", "HealthNote", "Needs", "ServiceRecord", "Stay"]
