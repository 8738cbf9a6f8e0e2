"""What a role asks of whoever takes it: the code acknowledged, ties declared, trainings passed; and how gently."""

from pydantic import Field

from .durations import WrittenDuration
from .standing import Entry, Flag, Id, Standing, Whole, Words


class Conduct(Standing):
    """How gently a renewal is asked for, and who hears a complaint that no handler may read.

    `grace_days`: how long what is renewed (a new text of the code, a yearly declaration, a training) still counts as it
    was; the first time has no grace. `second_instance`: offices outside, named to whoever complains about those inside.
    `complaint_ack`: within which time somebody takes a complaint in hand.
    """

    grace_days: Whole = Field(default=30, ge=0, le=365)
    declaration_months: Whole = Field(default=12, ge=1, le=60)
    second_instance: tuple[Id, ...] = ()
    complaint_ack: WrittenDuration | None = None


class Training(Standing):
    """A kind of training. `months`: how long it counts; without them it does not run out."""

    id: Id
    name: Words
    months: Whole | None = Field(default=None, ge=1, le=120)


class Requires(Entry):
    """What somebody has done before a role is theirs: acknowledged the code, declared ties, been trained."""

    code: Flag = False
    declaration: Flag = False
    training: tuple[Id, ...] = ()
