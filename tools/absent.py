"""Say what the tests would like to use and cannot find here. In CI an absence is a failure, elsewhere a sentence."""

import os
import shutil
import sys

WANTED = {
    "chromium": ("the walks in a real browser", "apt install chromium"),
    "java": ("ODK Validate, which judges the forms that phones are given", "apt install default-jre-headless"),
}


def main() -> int:
    absent = {name: why for name, why in WANTED.items() if not shutil.which(name)}
    for name, (what, remedy) in absent.items():
        print(f"absent: {name} — {what} will not run ({remedy})", file=sys.stderr)
    return 1 if absent and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
