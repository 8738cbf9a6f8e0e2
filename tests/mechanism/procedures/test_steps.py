"""Which steps an event ends and begins: without a database."""

from hamroh.mechanism.procedures.rules import Facts, Measured, parse_condition, steps_of_event


def step(clock: str, starts: str = "", stops: str = "", **rest: object) -> Measured:
    return Measured(clock, rest.pop("stage", "one"), clock, frozenset(starts.split()), frozenset(stops.split()), **rest)  # type: ignore[arg-type]


def happens(steps, event, running=(), done=(), facts=None, stage=None):
    ended, begun = steps_of_event(
        steps, event, facts=facts or Facts(), running=set(running), done=set(done), stage=stage
    )
    return [s.clock for s in ended], [s.clock for s in begun]


VISITS = [
    step("first", "moved", "visit"),
    step("second", "visit", "visit", after=("first",)),
    step("third", "visit", "visit", after=("second",)),
]


def test_an_event_ends_what_runs_and_begins_what_waits_for_it():
    steps = [step("screen", "opened", "finished"), step("decide", "finished", "decided", after=("screen",))]
    assert happens(steps, "opened") == ([], ["screen"])
    assert happens(steps, "finished", running=["screen"]) == (["screen"], ["decide"])
    assert happens(steps, "decided", running=["decide"], done=["screen"]) == (["decide"], [])
    assert happens(steps, "something else", running=["decide"]) == ([], [])


def test_a_row_of_visits_begins_one_after_the_other_and_none_twice():
    assert happens(VISITS, "moved") == ([], ["first"])
    assert happens(VISITS, "visit", running=["first"]) == (["first"], ["second"])
    assert happens(VISITS, "visit", running=["second"], done=["first"]) == (["second"], ["third"])
    assert happens(VISITS, "visit", running=["third"], done=["first", "second"]) == (["third"], [])


def test_a_step_that_runs_or_was_done_does_not_begin_again():
    plan = [step("plan", "told", "approved")]
    assert happens(plan, "told", running=["plan"]) == ([], [])
    assert happens(plan, "told", done=["plan"]) == ([], [])


def test_what_comes_back_begins_anew_as_soon_as_it_ends():
    conference = [step("conference", "approved", "held", again=True)]
    assert happens(conference, "held", running=["conference"]) == (["conference"], ["conference"])
    assert happens(conference, "held") == ([], [])


def test_a_step_for_others_does_not_begin_and_one_that_cannot_be_told_does():
    steps = [
        step("child", "opened", condition=parse_condition("child")),
        step("foreign", "opened", condition=parse_condition("foreigner")),
        step("north", "opened", condition=parse_condition("in north and not child")),
    ]
    assert happens(steps, "opened", facts=Facts(child=False, foreigner=False, places=frozenset())) == ([], [])
    assert happens(steps, "opened", facts=Facts(child=True)) == ([], ["child", "foreign"])
    assert happens(steps, "opened", facts=Facts(child=False)) == ([], ["foreign", "north"])


def test_a_step_of_each_time_is_asked_for_anew_though_it_was_done():
    again = [step("risk", "opened", "assessed"), step("again", "visit", "assessed", after=("risk",), each_time=True)]
    assert happens(again, "visit") == ([], [])
    assert happens(again, "visit", done=["risk"]) == ([], ["again"])
    assert happens(again, "visit", done=["risk", "again"]) == ([], ["again"])
    assert happens(again, "visit", running=["again"], done=["risk"]) == ([], [])
    assert happens(again, "assessed", running=["again"], done=["risk"]) == (["again"], [])


def test_nobody_waits_for_a_step_that_is_not_for_this_person():
    steps = [step("guardian", "opened", "named", condition=parse_condition("child"))]
    steps.append(step("plan", "told", "approved", after=("guardian",)))
    assert happens(steps, "told", facts=Facts(child=True)) == ([], [])
    assert happens(steps, "told", facts=Facts(child=False)) == ([], ["plan"])


def test_entering_a_stage_begins_only_its_own_steps():
    steps = [step("here", "entered", stage="here"), step("there", "entered", stage="there")]
    assert happens(steps, "entered", stage="here") == ([], ["here"])
