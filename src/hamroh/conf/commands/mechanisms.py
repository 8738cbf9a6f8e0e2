"""`hamroh mechanism …`"""

from __future__ import annotations

import argparse

from hamroh.conf import database
from hamroh.conf.commands.setup import installation, say


def load(arguments: argparse.Namespace) -> int:
    """Read and check the pack first; touch the database only when nothing stands in the way."""
    from hamroh.mechanism.editions.pack import PackRefused, read_pack

    try:
        pack, warnings = read_pack(arguments.path)
    except PackRefused as refused:
        for finding in refused.findings:
            say(str(finding))
        say(f"{len(refused.findings)} findings. Nothing was loaded.")
        return 1
    for finding in warnings:
        say(str(finding))
    with installation(database.OWNER):
        from hamroh.kernel import clock
        from hamroh.kernel.actor import system_actor
        from hamroh.mechanism.editions.actions import load_mechanism

        number, new = load_mechanism(system_actor("mechanism-load"), pack=pack, now=clock.now())
    say(f"Edition {number} is published." if new else f"Edition {number} is the same already: nothing changed.")
    return 0
