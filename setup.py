"""Add the page's look to the wheel; everything else about the build is in pyproject.toml.

Streamlit reads ``.streamlit/config.toml`` beside its script.  A folder that starts with a dot
cannot be a package, so no package-data entry reaches it, and without it an installed Onrecord
would show readers tracebacks and send usage statistics.
"""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CONFIG = Path(".streamlit") / "config.toml"


class BuildWithConfig(build_py):
    """Copy the configuration beside ``streamlit_app.py``."""

    def run(self) -> None:
        """Build the packages, then place the one file they cannot carry."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / CONFIG
            self.mkpath(str(target.parent))
            self.copy_file(str(CONFIG), str(target))


setup(cmdclass={"build_py": BuildWithConfig})
