"""Jobs that wait for a worker, callers in turn."""

from collections import OrderedDict, deque

from newsassay.server.worker_link import Job


class Lane:
    """A queue in which each connection has its own: whoever has many jobs there holds up only himself."""

    def __init__(self) -> None:
        self._queues: OrderedDict[str, deque[Job]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        """The number of jobs, those included that nobody waits for any more."""
        return self._count

    def append(self, job: Job) -> None:
        """Add a job behind the others of its connection."""
        self._queues.setdefault(job.work.peer, deque()).append(job)
        self._count += 1

    def put_back(self, jobs: list[Job]) -> None:
        """Put jobs before all others, in their order."""
        for job in reversed(jobs):
            self._queues.setdefault(job.work.peer, deque()).appendleft(job)
            self._queues.move_to_end(job.work.peer, last=False)
            self._count += 1

    def first(self) -> Job | None:
        """The job whose turn it is; None if nobody waits for any. Jobs that nobody waits for are dropped."""
        while self._queues:
            peer, jobs = next(iter(self._queues.items()))
            while jobs and jobs[0].future.done():
                jobs.popleft()
                self._count -= 1
            if jobs:
                return jobs[0]
            del self._queues[peer]
        return None

    def take(self) -> Job:
        """Remove the first job; the next connection's turn comes."""
        peer, jobs = next(iter(self._queues.items()))
        self._count -= 1
        job = jobs.popleft()
        if jobs:
            self._queues.move_to_end(peer)
        else:
            del self._queues[peer]
        return job
