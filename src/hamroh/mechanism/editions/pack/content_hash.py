"""What makes two packs the same: their content, not their comments, their quoting or the order of keys."""

import hashlib
import json

from .schema import Pack


def content_hash(pack: Pack) -> str:
    """SHA-256, in hex, over the pack's values. The order of entries counts, since it is the order on the page."""
    plain = pack.model_dump(mode="json")
    return hashlib.sha256(
        json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
