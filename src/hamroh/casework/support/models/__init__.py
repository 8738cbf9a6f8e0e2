from hamroh.casework.support.models.care import Caretaker, Needs, ServiceRecord, Stay
from hamroh.casework.support.models.health import HealthNote
from hamroh.casework.support.models.needs import Need, NeedMark, NeedsNote
from hamroh.casework.support.models.received import ServiceReceived
from hamroh.casework.support.models.risk import RiskAssessment, SafetyPlan

__all__ = [
    "Caretaker",
    "HealthNote",
    "Need",
    "NeedMark",
    "Needs",
    "NeedsNote",
    "RiskAssessment",
    "SafetyPlan",
    "ServiceReceived",
    "ServiceRecord",
    "Stay",
]
