"""The radio's own thread: supervisors run in it, so that neither painting nor computing can delay a time stamp."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from runstrong.ble.errors import LinkFailure
from runstrong.ble.inbox import Inbox
from runstrong.ble.messages import Message
from runstrong.ble.radio import Radio
from runstrong.ble.supervisor import Assignment, Claims, Supervisor

END_LIMIT_S = 12.0
"""Longest time for all sensors to be stopped and all connections to be closed."""

OpenRadio = Callable[[], AbstractAsyncContextManager[Radio]]
NewSupervisor = Callable[[Assignment, Radio, Callable[[Message], None], Claims], Supervisor]


class Background:
    """Runs one supervisor a sensor until ``stop``; use it as a context manager.

    Parameters
    ----------
    open_radio
        Opens the radio, in the thread.
    """

    def __init__(
        self,
        open_radio: OpenRadio,
        assignments: Sequence[Assignment],
        *,
        inbox: Inbox | None = None,
        new_supervisor: NewSupervisor = Supervisor,
    ) -> None:
        self._open_radio = open_radio
        self._assignments = assignments
        self._inbox = inbox or Inbox()
        self._new_supervisor = new_supervisor
        self._loop: asyncio.AbstractEventLoop | None = None
        self._work: asyncio.Task[None] | None = None
        self._begun = threading.Event()
        self._broken: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="runstrong-radio", daemon=True)

    def __enter__(self) -> "Background":
        self._thread.start()
        self._begun.wait()
        return self

    def __exit__(self, *_raised: object) -> None:
        self.stop()

    def take(self, wait_s: float = 0.0) -> tuple[Message, ...]:
        """Return the messages that have come, waiting up to ``wait_s`` for the first.

        Raises
        ------
        Exception
            What ended the thread, once its last messages were taken.
        """
        messages = self._inbox.take(wait_s)
        if not messages and self._broken is not None:
            raise self._broken
        return messages

    def stop(self) -> None:
        """Stop all sensors and let go of the radio; returns once that is done, or after a limit."""
        if self._loop is not None and self._work is not None:
            with contextlib.suppress(RuntimeError):  # the loop is closed already
                self._loop.call_soon_threadsafe(self._work.cancel)
        self._thread.join(END_LIMIT_S)

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except asyncio.CancelledError:
            pass
        except LinkFailure as failed:
            self._broken = failed.failure.error()
        except BaseException as broken:  # it is raised again in the thread that takes the messages
            self._broken = broken
        finally:
            self._begun.set()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._work = asyncio.current_task()
        self._begun.set()
        claims = Claims()
        async with self._open_radio() as radio, asyncio.TaskGroup() as group:
            for assignment in self._assignments:
                supervisor = self._new_supervisor(assignment, radio, self._inbox.put, claims)
                group.create_task(supervisor.run())
