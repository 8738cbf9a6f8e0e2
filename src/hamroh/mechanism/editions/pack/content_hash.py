"""What makes two packs the same: their content, not their comments, their quoting or the order of keys."""

import hashlib
import json

from .library import Document
from .published import canonical_bytes
from .schema import Pack


def content_hash(pack: Pack) -> str:
    """SHA-256, in hex, over the pack's values. The order of entries counts, since it is the order on the page."""
    return hashlib.sha256(canonical_bytes(pack.model_dump(mode="json"))).hexdigest()


def text_version(document: Document) -> str:
    """SHA-256, in hex, over what a reader reads in the document's clauses: equal from edition to edition until a word changes.

    Status, sources and notes are not part of it: adopting a draft as it stands asks nobody to read it again.
    """
    read = [(c.id, c.number, c.name, c.text, c.summary) for c in document.clauses]
    return hashlib.sha256(
        json.dumps(read, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
