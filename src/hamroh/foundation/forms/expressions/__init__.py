"""Form expressions: read once into a tree, decided on the server here and on the page by a small script from the same tree.

`parse` refuses, with a sentence and a place, everything that the two do not decide alike. `evaluate` never fails.
The script is `web/shell/static/hamroh/forms-expressions.js`; a property test holds both together, and both to an
independent XPath engine. Pure: no framework, no clock.
"""

from .evaluation import Context, evaluate
from .nodes import Node, as_json, from_json, names_in
from .parsing import parse
from .refusals import NotUnderstood
from .values import Value, number, text, truth

__all__ = [
    "Context", "Node", "NotUnderstood", "Value", "as_json", "evaluate", "from_json", "names_in", "number", "parse",
    "text", "truth",
]  # fmt: skip
