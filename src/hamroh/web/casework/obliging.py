"""The same for the forms of case work."""

from hamroh.web.shell.obliging import Obliging

__all__ = ["Obliging"]
