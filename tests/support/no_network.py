"""Runs the program so that it can reach no network: any attempt ends it, and says which.

``python tests/support/no_network.py demo --plain`` is ``runstrong demo --plain`` in such a process.
"""

import os
import runpy
import socket
import sys

EXIT_ATTEMPT = 99
INTERNET = (socket.AF_INET, socket.AF_INET6)
NAME_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")


def refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """End the process at once: nothing that catches exceptions can hide an attempt."""
    makes_one = event == "socket.__new__" and len(arguments) > 1 and arguments[1] in INTERNET
    if makes_one or event in NAME_LOOK_UPS:
        os.write(2, f"NETWORK: {event} {arguments[1:]}\n".encode())
        os._exit(EXIT_ATTEMPT)


if __name__ == "__main__":
    sys.addaudithook(refuse_the_network)
    runpy.run_module("runstrong", run_name="__main__")
