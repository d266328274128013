"""The README as the page of the project at a package index, where links into the repository lead nowhere.

Hatchling calls this when it builds: what is linked by its place in the repository gets its address there.
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

REPOSITORY = "https://github.com/runstrong/runstrong"
PAGES, PICTURES = f"{REPOSITORY}/blob/main/", f"{REPOSITORY}/raw/main/"
LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)\s]+)\)")


def project_page(readme: str) -> str:
    """Return the README with whole addresses for everything that it links."""
    return LINK.sub(lambda one: f"{one[1]}[{one[2]}]({PICTURES if one[1] else PAGES}{one[3]})", readme)


class ProjectPage(MetadataHookInterface):
    """Gives the built package its page."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the text of the page."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": project_page(text)}
