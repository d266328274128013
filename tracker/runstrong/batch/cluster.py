"""Work on many things on a Dask cluster: the same outcomes as with processes on this machine."""

from collections.abc import Callable, Generator, Sequence
from typing import Any, TypeVar

from runstrong.errors import MissingExtra, RunstrongError, printable

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")

CONNECT_S = 10.0


class NoCluster(RunstrongError):
    """The cluster that was named does not answer."""


def over_cluster(
    work: Callable[[Thing], Outcome],
    things: Sequence[Thing],
    address: str,
    broken: Callable[[Thing], Outcome],
) -> Generator[tuple[int, Outcome], None, None]:
    """Yield the index and the outcome of each thing as it is done on the scheduler at ``address``.

    Its workers need this program installed, and must see the files under the same paths.
    """
    distributed = _distributed()
    with _client(distributed, address) as client:
        futures = client.map(work, things, pure=False)
        index_of = {future.key: index for index, future in enumerate(futures)}
        for future in distributed.as_completed(futures):
            index = index_of[future.key]
            if future.status == "finished":
                yield index, future.result()
            else:  # the work itself never raises: its worker died, as often as the scheduler allows
                yield index, broken(things[index])
            future.release()


def _distributed() -> Any:  # noqa: ANN401
    """Return the library, which has no types of its own."""
    try:
        import distributed
    except ImportError as missing:
        what = "a cluster needs Dask, which is not installed"
        raise MissingExtra(what, remedy="install it with: pip install 'runstrong[dask]'") from missing
    return distributed


def _client(distributed: Any, address: str) -> Any:  # noqa: ANN401
    try:
        return distributed.Client(address, timeout=CONNECT_S)
    except (OSError, ValueError, TypeError) as failure:
        what = f"no Dask scheduler answers at {printable(address, longest=80)!r}"
        raise NoCluster(what, remedy="give its address, such as tcp://127.0.0.1:8786") from failure
