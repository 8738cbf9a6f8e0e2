from tests.casework.submissions.conftest import version  # noqa: F401  (a fixture)
from tests.web.conftest import sign_in  # noqa: F401  (a fixture)
