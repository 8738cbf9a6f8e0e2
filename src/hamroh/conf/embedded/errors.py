"""What the embedded database says when it does not start."""


class CannotStart(Exception):
    """The embedded database cannot start; the text is a sentence for whoever installs Hamroh, with the remedy."""
