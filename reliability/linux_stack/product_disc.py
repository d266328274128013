"""The second disc of the guest: the product's wheel and what it needs, for the Python there, and the scenarios."""

import compileall
import shutil
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

from debian_guest import make_disc, run

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
IN_THE_GUEST = ("air.py", "product.py", "program.py", "scenarios.py", "guest.py")
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64")
ARGUMENTS = "arguments"


def product_disc(folder: Path, python: str, arguments: str = "") -> Path:
    """Build the wheel, put it on a disc for a Python such as 3.11, and return the disc."""
    content = folder / "product"
    packages, wheels = content / "packages", folder / "wheels"
    for old in (content, wheels):
        shutil.rmtree(old, ignore_errors=True)
    run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", wheels])
    (wheel,) = wheels.glob("*.whl")
    foreign = [word for name in PLATFORMS for word in ("--platform", name)]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pinned = ["--only-binary", ":all:", "--python-version", python, "--constraint", ROOT / "constraints.txt"]
    run([*pip, *pinned, *foreign, "--target", packages, f"{wheel}[sim]"])
    if python == f"{sys.version_info.major}.{sys.version_info.minor}":
        compileall.compile_dir(packages, quiet=2, workers=0, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    (content / "scenarios").mkdir()
    for name in IN_THE_GUEST:
        shutil.copy(HERE / name, content / "scenarios")
    (content / ARGUMENTS).write_text(arguments, encoding="utf-8")
    disc = folder / "product.img"
    make_disc(content, disc)
    return disc
