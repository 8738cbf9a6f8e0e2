"""Compiles the translations before the package is built; everything else stands in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).parent / "tools"))


class BuildWithMessages(build_py):
    def run(self) -> None:
        from compile_messages import compile_all

        compile_all()
        super().run()


setup(cmdclass={"build_py": BuildWithMessages})
