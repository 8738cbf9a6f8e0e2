"""How a form looks: its pages, and the questions of one page, as values. Knows no case, no request, no row.

`steps_of` divides a form into pages: one question or one small group each. `page_of` shapes one of them, or (layout
`paper`) the whole form in the order of its sheet. Draw it with `{% include "casework/parts/form_children.html" with
children=page.children %}` inside a `<form>`; `sent_from` reads what comes back.
"""

from hamroh.web.casework.form_page.posted import seen_in, sent_from
from hamroh.web.casework.form_page.shape import page_of
from hamroh.web.casework.form_page.shapes import Asked, Option, PageShown, Part, Told
from hamroh.web.casework.form_page.steps import Step, step_at, steps_of
from hamroh.web.casework.form_page.telling import answer_words, text_of

__all__ = [
    "Asked",
    "Option",
    "PageShown",
    "Part",
    "Step",
    "Told",
    "answer_words",
    "page_of",
    "seen_in",
    "sent_from",
    "step_at",
    "steps_of",
    "text_of",
]
