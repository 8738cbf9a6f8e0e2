"""What ODK Collect reads from a QR code: its settings as JSON, packed with zlib, as base64."""

import base64
import json
import zlib


def settings_code(*, server_url: str, project: str) -> str:
    """The content of the code. It keeps the collector from changing the server, and sends and updates by itself.

    What was sent is deleted from the telephone: the fewer answers it holds, the less is lost with it.
    """
    settings = {
        "general": {
            "protocol": "odk_default",
            "server_url": server_url,
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
            "delete_send": True,
            "analytics": False,
        },
        "admin": {"change_server": False, "change_project_display": False, "analytics": False},
        "project": {"name": project},
    }
    packed = zlib.compress(json.dumps(settings, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return base64.b64encode(packed).decode()
