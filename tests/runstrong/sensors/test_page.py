"""The page about sensors says what the table of families says, and its sketches send what the driver reads."""

import ast
import re
from pathlib import Path

import pytest

from runstrong.sensors import FAMILIES, StreamConfig
from runstrong.sensors.family import TESTED_BY_BYTES
from runstrong.sensors.nordic_uart import NOTIFY_UUID, SERVICE_UUID
from runstrong.sensors.page import END, renewed
from runstrong.sensors.text_lines import parse_line
from runstrong.sensors.text_units import guess_unit

PAGE = Path(__file__).resolve().parents[3] / "docs" / "sensors.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def sketch(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_tables_are_those_of_the_program(page: str) -> None:
    assert renewed(page) == page, "run: python -m runstrong.sensors.page docs/sensors.md"


def test_every_family_is_on_it_and_none_claims_hardware(page: str) -> None:
    for family in FAMILIES.values():
        assert f"`{family.driver_id}`" in page
        assert family.tested == TESTED_BY_BYTES
    assert "no hardware yet" in TESTED_BY_BYTES


def test_a_page_without_its_marks_is_not_written() -> None:
    with pytest.raises(ValueError, match="marks"):
        renewed(f"nothing here {END}")


@pytest.mark.parametrize(
    ("language", "values", "unit"),
    [("cpp", (1000, 7, 12, -34, 2040), "raw counts, 2048 a g"), ("python", (1000, 7, 0.12, -0.34, 9.79), "m/s2")],
)
def test_the_sketches_send_lines_that_are_read(page: str, language: str, values: tuple[float, ...], unit: str) -> None:
    pattern = re.search(r'"(%l?[ud][^"]*)\\n"', sketch(page, language).replace("\\r", ""))
    assert pattern is not None
    sample = parse_line((pattern.group(1).replace("%lu", "%d") % values).encode())
    assert sample is not None
    assert (sample.t_ms, sample.number) == (1000, 7)
    guessed = guess_unit([sample.acc])
    assert guessed is not None
    assert guessed.name == unit
    FAMILIES["nus_text"].driver(StreamConfig(50.0, factor=guessed.g_per_unit))


def test_the_sketches_are_short_and_whole(page: str) -> None:
    arduino, circuit_python = sketch(page, "cpp"), sketch(page, "python")
    assert SERVICE_UUID in arduino
    assert NOTIFY_UUID in arduino
    assert arduino.count("{") == arduino.count("}")
    ast.parse(circuit_python)
    assert len(arduino.strip().splitlines()) <= 35
    assert len(circuit_python.strip().splitlines()) <= 35
