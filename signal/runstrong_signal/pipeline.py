"""The pipeline: sample blocks in, signal events out, for the task in force."""

from runstrong_signal.events import SignalEvent
from runstrong_signal.samples import SampleBlock
from runstrong_signal.tasks import Task


class Pipeline:
    """Feed blocks in order of time; identical events come out however the samples are cut into blocks."""

    def assign(self, task: Task) -> None:
        """Watch for ``task`` from now on; samples since ``task.since_s`` that are still remembered count for it."""
        raise NotImplementedError

    def feed(self, block: SampleBlock) -> tuple[SignalEvent, ...]:
        """Take samples and return what became known by them, in order."""
        raise NotImplementedError

    def finish(self) -> tuple[SignalEvent, ...]:
        """Return what is still to be said once no more samples come."""
        raise NotImplementedError
