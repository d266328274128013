"""Serves a radio over TCP: whoever connects gets a Bluetooth controller of its own on the simulated sensor's link.

HCI has no authentication, so it listens on the address that it is given and on no other.
"""

import asyncio

from bumble.link import LocalLink
from bumble.transport.common import StreamPacketSink, StreamPacketSource

from runstrong.bumble_radio.virtual_controller import VirtualController


class HciServer:
    """A listening socket; ``close`` ends it and every controller behind it."""

    def __init__(self, server: asyncio.Server) -> None:
        self._server = server

    @classmethod
    async def listen(cls, link: LocalLink, host: str, port: int) -> "HciServer":
        """Listen; OSError if the address is taken or is none. Port 0 takes any that is free."""
        loop = asyncio.get_running_loop()
        return cls(await loop.create_server(lambda: _Guest(link), host, port))

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Stop listening."""
        self._server.close()
        await asyncio.sleep(0)


class _Guest(StreamPacketSource):
    """One program that uses the radio; when it goes, its controller vanishes from the link."""

    def __init__(self, link: LocalLink) -> None:
        super().__init__()
        self._controller = VirtualController("guest", link=link)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._controller.set_packet_sink(StreamPacketSink(transport))
        self.set_packet_sink(self._controller)

    def connection_lost(self, _error: Exception | None) -> None:
        self._controller.vanish()
