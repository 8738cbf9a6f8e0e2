"""The acts on devices, and taking what they send."""

from hamroh.casework.offline.actions.devices import answer_device, end_device, keep_on_device
from hamroh.casework.offline.actions.sending import Sent, Taken, take_from_device

__all__ = ["Sent", "Taken", "answer_device", "end_device", "keep_on_device", "take_from_device"]
