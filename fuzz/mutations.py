"""Damage to bytes and texts: bits, cuts, copies, joins of two, numbers at the edges, and words of the grammar."""

import random
import re
from collections.abc import Callable, Sequence

LONGEST_BYTES = 200_000
MOST_AT_ONCE = 6
EDGE_NUMBERS = (
    b"0", b"-1", b"1", b"1e999", b"-0", b"NaN", b"Infinity", b"null", b"1.5", b"255", b"65536", b"2147483648",
    b"9223372036854775807", b"9223372036854775808", b"1e308", b"1e-308", b"99999999999999999999999999", b"true", b'""',
    b"[]", b"{}", b"[[[[[[", b"0x10", b"1_000", "٣".encode(),
)  # fmt: skip
EDGE_BYTES = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"\r",
    b"\n",
    b"\t",
    b'"',
    b"\\u0000",
)
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")

Mutation = Callable[[bytes, Sequence[bytes], random.Random], bytes]


def mutated(seeds: Sequence[bytes], words: Sequence[bytes], rng: random.Random) -> bytes:
    """Return one of the seeds with a few kinds of damage.

    Parameters
    ----------
    words
        What means something to the reader, to be put where it was not meant.
    """
    data = rng.choice(seeds)
    for _ in range(rng.randint(1, MOST_AT_ONCE)):
        data = rng.choice(MUTATIONS)(data, (*words, *seeds), rng)
    return data[:LONGEST_BYTES]


def _span(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    longest = rng.choice((1, 2, 8, 64, len(data)))
    return start, min(len(data), start + rng.randint(0, longest))


def _flip(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes((data[at] ^ 1 << rng.randrange(8),)) + data[at + 1 :]


def _cut(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    start, stop = _span(data, rng)
    return data[:start] + data[stop:]


def _double(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    start, stop = _span(data, rng)
    return data[:stop] + data[start:stop] * rng.choice((1, 2, 30)) + data[stop:]


def _insert(data: bytes, words: Sequence[bytes], rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    piece = rng.choice((rng.choice(words), rng.choice(EDGE_BYTES), rng.randbytes(rng.randint(1, 9))))
    return data[:at] + piece + data[at:]


def _join(data: bytes, words: Sequence[bytes], rng: random.Random) -> bytes:
    other = rng.choice(words)
    return data[: _span(data, rng)[0]] + other[_span(other, rng)[0] :]


def _number(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    found = list(NUMBER.finditer(data[:LONGEST_BYTES]))
    if not found:
        return data
    one = rng.choice(found[: rng.choice((5, 50, len(found)))])
    return data[: one.start()] + rng.choice(EDGE_NUMBERS) + data[one.end() :]


def _swap_lines(data: bytes, _: Sequence[bytes], rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    a, b = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"".join(lines)


MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _double, _insert, _join, _number, _number, _swap_lines)
