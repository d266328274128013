"""Work on many things in several processes; a thing that ends its process is an outcome too."""

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Outcome = TypeVar("Outcome")

WAITING_PER_PROCESS = 4
"""Things handed over ahead of their turn, so that no process ever waits for the next one."""

LOOK_AGAIN_S = 0.5
"""How soon Ctrl-C is noticed while nothing is done."""


def over_processes(
    work: Callable[[Thing], Outcome],
    things: Sequence[Thing],
    jobs: int,
    broken: Callable[[Thing], Outcome],
) -> Generator[tuple[int, Outcome], None, None]:
    """Yield the index and the outcome of each thing as it is done; close it to stop early.

    Parameters
    ----------
    broken
        What to yield for a thing that ends the process that works on it, whatever that process had left to do.
    """
    if jobs == 1:
        yield from ((index, work(thing)) for index, thing in enumerate(things))
        return
    with ctrl_c_noted() as pressed:
        try:
            yield from _Pool(work, things, jobs, broken, pressed).outcomes()
        except BrokenProcessPool:
            if pressed.is_set():
                raise KeyboardInterrupt from None
            raise


class _Pool(Generic[Thing, Outcome]):
    """Hands out a few things at a time; after a process died, those that were out are tried one by one, alone."""

    def __init__(
        self,
        work: Callable[[Thing], Outcome],
        things: Sequence[Thing],
        jobs: int,
        broken: Callable[[Thing], Outcome],
        pressed: threading.Event,
    ) -> None:
        self._work = work
        self._things = things
        self._jobs = jobs
        self._broken = broken
        self._pressed = pressed
        self._next = iter(range(len(things)))
        self._out: dict[Future[Outcome], int] = {}

    def outcomes(self) -> Iterator[tuple[int, Outcome]]:
        while True:
            suspects: list[int] = []
            with _executor(self._jobs) as executor:
                for index, outcome in self._through(executor):
                    if outcome is None:
                        suspects.append(index)
                    else:
                        yield index, outcome[0]
            if not suspects:
                return
            yield from self._alone(sorted(suspects))

    def _through(self, executor: ProcessPoolExecutor) -> Iterator[tuple[int, tuple[Outcome] | None]]:
        """Yield what comes out of one executor until all is done or it is broken; None: out when it broke."""
        self._fill(executor)
        while self._out:
            done, _ = wait(self._out, timeout=LOOK_AGAIN_S, return_when=FIRST_COMPLETED)
            if self._pressed.is_set():
                raise KeyboardInterrupt
            is_broken = False
            for future in done:
                index = self._out.pop(future)
                try:
                    yield index, (future.result(),)
                except BrokenProcessPool:
                    is_broken = True
                    yield index, None
            if is_broken:
                yield from ((index, None) for index in self._out.values())
                self._out.clear()
                return
            self._fill(executor)

    def _fill(self, executor: ProcessPoolExecutor) -> None:
        while len(self._out) < self._jobs * WAITING_PER_PROCESS and (index := next(self._next, None)) is not None:
            self._out[executor.submit(self._work, self._things[index])] = index

    def _alone(self, suspects: Sequence[int]) -> Iterator[tuple[int, Outcome]]:
        for index in suspects:
            if self._pressed.is_set():
                raise KeyboardInterrupt
            with _executor(1) as executor:
                try:
                    yield index, executor.submit(self._work, self._things[index]).result()
                except BrokenProcessPool:
                    yield index, self._broken(self._things[index])


@contextmanager
def _executor(jobs: int) -> Iterator[ProcessPoolExecutor]:
    executor = ProcessPoolExecutor(jobs, initializer=end_with_the_parent)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def ctrl_c_noted() -> Iterator[threading.Event]:
    """Note Ctrl-C instead of raising it: in the middle of the pool's own work it would leave children behind."""
    pressed = threading.Event()
    before = signal.signal(signal.SIGINT, lambda _number, _frame: pressed.set())
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def end_with_the_parent() -> None:
    """Let a child end at once and silently, at Ctrl-C, which a terminal sends to it too, and when its parent dies."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
