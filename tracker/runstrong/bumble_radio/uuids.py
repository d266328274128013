"""UUIDs as bleak writes them: 128 bits in lower case, with hyphens."""

from bleak.uuids import normalize_uuid_str
from bumble.core import UUID


def text_of(uuid: UUID) -> str:
    """Return a UUID of Bumble's, of any width, as bleak writes it."""
    return normalize_uuid_str(uuid.to_hex_str("-"))
