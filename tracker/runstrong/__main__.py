"""``python -m runstrong``."""

from runstrong.cli import main

main()
