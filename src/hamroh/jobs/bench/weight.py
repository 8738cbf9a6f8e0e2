"""How much a first visit brings over the wire: the page with what it asks for, nothing in the browser's memory."""

from __future__ import annotations

import gzip
import http.client
import re
from urllib.parse import urljoin

_LINKED = re.compile(r'<link\b[^>]*?\bhref="([^"]+)"[^>]*>|<script\b[^>]*?\bsrc="([^"]+)"|<img\b[^>]*?\bsrc="([^"]+)"')
_FACE = re.compile(r"@font-face\s*{([^}]*)}")
_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)")
_RANGE = re.compile(r"U\+([0-9A-F?]+)(?:-([0-9A-F]+))?", re.I)


def first_page(port: int, language: str) -> dict[str, object]:
    """Bytes of the public front page with styles, scripts, images, and the fonts that hold a sign of its text."""
    page, sent = _get(port, "/", language)
    text = page.decode()
    weights = {"page": sent}
    for match in _LINKED.finditer(text):
        if 'rel="alternate"' in match[0] or 'rel="canonical"' in match[0]:
            continue
        address = next(filter(None, match.groups()))
        content, weights[_short(address)] = _get(port, address, language)
        if ".css" in address:
            for url in _used_by(content.decode(), text):
                if not url.startswith("data:"):
                    weights[_short(url)] = _get(port, urljoin(address, url), language)[1]
    return {"bytes_compressed": sum(weights.values()), "language": language, "parts": weights}


def _short(address: str) -> str:
    return address.rsplit("/", 1)[-1]


def _used_by(css: str, text: str) -> list[str]:
    """Fonts whose range meets the text. Images of a style sheet are counted all: which rule applies is not asked."""
    fonts = [(face[0], _ADDRESS.findall(face[1])) for face in ((m[1], m[1]) for m in _FACE.finditer(css))]
    used = [url for rule, urls in fonts if _meets(rule, text) for url in urls[:1]]
    return list(dict.fromkeys(used + _ADDRESS.findall(_FACE.sub("", css))))


def _meets(rule: str, text: str) -> bool:
    ranges = [
        (int(low.replace("?", "0"), 16), int((high or low).replace("?", "F"), 16)) for low, high in _RANGE.findall(rule)
    ]
    return not ranges or any(low <= ord(sign) <= high for sign in set(text) for low, high in ranges)


def _get(port: int, path: str, language: str) -> tuple[bytes, int]:
    """The content, and how many bytes it took as it was sent."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(
        "GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": language, "Cookie": f"language={language}"}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return (gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body), len(body)
