"""A mechanism pack: a folder of YAML files in which a country writes down its own mechanism.

Reading is pure: no database, no Django, no clock. `read_pack` gives the whole pack and what deserves a warning, or
refuses with everything that stands in the way, each with its file, line, field and remedy. Whoever loads a pack starts
from a `Pack`, never from files.
"""

from .content_hash import content_hash
from .durations import Duration
from .findings import Finding, PackRefused, Severity
from .read import read_pack
from .schema import (
    Code,
    CodeList,
    Decision,
    Form,
    LegalBasis,
    Limit,
    Mechanism,
    Named,
    Organisation,
    Pack,
    Role,
    Service,
    ServiceType,
    Source,
    Stage,
    Territory,
)
from .words import REQUIRED_CLOCKS, REQUIRED_LISTS, Basis

__all__ = [
    "REQUIRED_CLOCKS",
    "REQUIRED_LISTS",
    "Basis",
    "Code",
    "CodeList",
    "Decision",
    "Duration",
    "Finding",
    "Form",
    "LegalBasis",
    "Limit",
    "Mechanism",
    "Named",
    "Organisation",
    "Pack",
    "PackRefused",
    "Role",
    "Service",
    "ServiceType",
    "Severity",
    "Source",
    "Stage",
    "Territory",
    "content_hash",
    "read_pack",
]
