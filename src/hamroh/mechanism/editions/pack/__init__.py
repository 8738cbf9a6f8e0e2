"""A mechanism pack: a folder of YAML files in which a country writes down its own mechanism.

Reading is pure: no database, no Django, no clock. `read_pack` gives the whole pack and what deserves a warning, or
refuses with everything that stands in the way, each with its file, line, field and remedy. Whoever loads a pack starts
from a `Pack`, never from files.
"""

from .canonical import write_pack, written_pack
from .check import check_pack
from .conduct import Conduct, Requires, Training
from .content_hash import content_hash, text_version
from .difference import Change, difference, duration_in_words, in_words
from .durations import Duration
from .duties import facts_of
from .findings import Finding, PackRefused, Severity
from .library import Clause, ClauseLimit, Document, Neighbour
from .procedure import Decision, Escalation, Form, Limit, Responsibility, Stage, Step, condition_of
from .published import canonical_bytes, for_everybody, houses_people
from .read import read_pack
from .schema import (
    Approval,
    Code,
    CodeList,
    Holiday,
    Mechanism,
    Organisation,
    Pack,
    Role,
    Service,
    ServiceType,
    Source,
    Territory,
)
from .standing import Named
from .words import REQUIRED_CLOCKS, REQUIRED_LISTS, Basis

__all__ = [
    "REQUIRED_CLOCKS",
    "REQUIRED_LISTS",
    "Approval",
    "Basis",
    "Change",
    "Clause",
    "ClauseLimit",
    "Code",
    "CodeList",
    "Conduct",
    "Decision",
    "Document",
    "Duration",
    "Escalation",
    "Finding",
    "Form",
    "Holiday",
    "Limit",
    "Mechanism",
    "Named",
    "Neighbour",
    "Organisation",
    "Pack",
    "PackRefused",
    "Requires",
    "Responsibility",
    "Role",
    "Service",
    "ServiceType",
    "Severity",
    "Source",
    "Stage",
    "Step",
    "Territory",
    "Training",
    "canonical_bytes",
    "check_pack",
    "condition_of",
    "content_hash",
    "difference",
    "duration_in_words",
    "facts_of",
    "for_everybody",
    "houses_people",
    "in_words",
    "read_pack",
    "text_version",
    "write_pack",
    "written_pack",
]
