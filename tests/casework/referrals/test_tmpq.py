from tests import cast
from tests.cast import NOW, acting
from hamroh.casework.referrals.queries import waiting_in_inbox, inbox, answered
def test_q(db):
    with acting(cast.farrukh) as a:
        assert waiting_in_inbox(a, NOW)==(0,False); assert inbox(a)==[] and answered(a)==[]
