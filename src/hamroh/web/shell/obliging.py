"""A form that shows what must be filled, and leaves it to the act to say what is missing: all of it at once."""

from django import forms


class Obliging(forms.Form):
    """Its fields look obligatory; cleaning only reads what was typed and refuses what cannot be read."""

    def full_clean(self) -> None:
        asked = [field for field in self.fields.values() if field.required]
        for field in asked:
            field.required = False
        try:
            super().full_clean()
        finally:
            for field in asked:
                field.required = True
