"""Compiles the translations and brings the pack along before the package is built; all else stands in pyproject.toml."""

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "tools"))


class BuildWhole(build_py):
    def run(self) -> None:
        from compile_messages import compile_all  # noqa: PLC0415  (of the folder put on the path above)

        compile_all()
        super().run()
        if not self.editable_mode:  # a checkout has its packs beside the code
            shutil.copytree(HERE / "mechanisms", Path(self.build_lib) / "hamroh" / "mechanisms", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWhole})
