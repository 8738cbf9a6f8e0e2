"""Where the pack lies that comes along with Hamroh."""

from pathlib import Path

import hamroh

NAME = "tajikistan"


def shipped_pack(name: str = NAME) -> Path:
    """Inside an installed package, else in the checkout that this code runs from."""
    package = Path(hamroh.__file__).parent
    for folder in (package / "mechanisms" / name, package.parents[1] / "mechanisms" / name):
        if (folder / "mechanism.yaml").exists():
            return folder
    raise FileNotFoundError(f"This installation has lost its pack “{name}”: install Hamroh again.")
