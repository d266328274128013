"""FIT files as three decoders read them: ours, and two that other people wrote, all in the same plain form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import fitdecode
from fit_tool.fit_file import FitFile

from runstrong.fit.reader import read_fit

Plain = int | float | str | tuple[int | float | None, ...]
Key = TypeVar("Key", int, str)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A message: its number, stored values by field number, and developer values by name."""

    number: int
    fields: Mapping[int, Plain]
    developer_fields: Mapping[str, Plain]


def by_us(octets: bytes) -> list[Decoded]:
    messages = read_fit(octets, Path("made.fit"))
    return [Decoded(one.number, _all_plain(one.fields), _all_plain(one.developer_fields)) for one in messages]


def by_fitdecode(octets: bytes) -> list[Decoded]:
    """Every error that it can find is raised."""
    decoded = []
    strict = {"check_crc": fitdecode.CrcCheck.RAISE, "error_handling": fitdecode.ErrorHandling.RAISE}
    with fitdecode.FitReader(octets, **strict) as reader:
        for frame in reader:
            if frame.frame_type != fitdecode.FIT_FRAME_DATA:
                continue
            named: dict[str, Plain] = {}
            fields: dict[int, Plain] = {}
            for field in frame.fields:
                value = _plain(field.raw_value)
                if value is None or field.is_expanded:
                    continue
                if hasattr(field.field_def, "dev_data_index"):
                    named[field.name] = value
                else:
                    fields[field.def_num] = value
            decoded.append(Decoded(frame.global_mesg_num, fields, named))
    return decoded


def by_fit_tool(octets: bytes) -> list[Decoded]:
    """The file's checksum is checked."""
    decoded = []
    for record in FitFile.from_bytes(octets, check_crc=True).records:
        message = record.message
        if record.is_definition:
            continue
        fields = {
            field.field_id: _plain(field.encoded_values)
            for field in message.fields
            if field.size and field.is_valid() and not field.is_expanded_field
        }
        named = {field.name: _plain(field.encoded_values) for field in message.developer_fields if field.is_valid()}
        decoded.append(Decoded(message.global_id, fields, named))
    return decoded


DECODERS: Mapping[str, Callable[[bytes], list[Decoded]]] = {"fitdecode": by_fitdecode, "fit-tool": by_fit_tool}


def _all_plain(values: Mapping[Key, object]) -> dict[Key, Plain]:
    return {key: plain for key, value in values.items() if (plain := _plain(value)) is not None}


def _plain(value: object) -> Plain | None:
    """Return a value with bytes as numbers, and one number by itself."""
    if isinstance(value, list | tuple | bytes):
        return value[0] if len(value) == 1 else tuple(value)
    return value  # type: ignore[return-value]
