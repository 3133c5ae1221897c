"""Sessions that come, go and fail for as long as a soak takes, as many at its end as at its beginning."""
import collections

# By the clock and not by the scrape, so that there are as many on a slow machine as on a quick one.
STARTS_PER_SECOND = 3
LIVE = 40
GROUPS, CLIENTS, CODES = 6, ("Windows 10", "Mac", "Linux", "Android"), ("WKS.00010231", "WKS.00180021", "WKS.00020402")
# How long ended sessions count, and how long they are kept by the simulator.
LOOKBACK_SECONDS = 60
FORGOTTEN_AFTER_SECONDS = 3 * LOOKBACK_SECONDS


class Population:
    """`random` decides everything. Times are milliseconds since 1970."""

    def __init__(self, simulator, random, now):
        self._simulator, self._random = simulator, random
        self._live, self._ended = collections.OrderedDict(), collections.deque()
        self._number, self._last_start = 0, now
        changed = [self._start(now - 1000) for _ in range(LIVE)]
        for second in range(LOOKBACK_SECONDS):
            changed += [self._end(self._start(now - 1000 * second - 900), now - 1000 * second)
                        for _ in range(STARTS_PER_SECOND)]
        simulator.control("sessions", changed)

    def tick(self, now):
        """Some start, of which some fail; the oldest but for chance end; long-ended ones are forgotten."""
        changed = []
        while self._last_start + 1000 / STARTS_PER_SECOND <= now:
            self._last_start += 1000 / STARTS_PER_SECOND
            changed.append(self._start(int(self._last_start)))
        for session in self._random.sample(list(self._live.values()), 5):
            changed.append(self._move(session, self._random.choice(("Active", "Disconnected", "AppcInit")), now))
        while len(self._live) > LIVE:
            oldest = list(self._live.values())[:4]
            changed.append(self._end(self._random.choice(oldest), now))
        self._simulator.control("sessions", changed)
        while self._ended and self._ended[0]["end"] < now - 1000 * FORGOTTEN_AFTER_SECONDS:
            self._simulator.control(f"sessions?id={self._ended.popleft()['id']}", method="DELETE")

    def _start(self, now):
        self._number += 1
        group = self._random.randrange(GROUPS)
        session = {"id": f"session-{self._number}", "state": "Active", "group_id": f"group-{group}",
                   "group_name": f"Group {group}", "client_type": self._random.choice(CLIENTS), "failed_code": "",
                   "user": f"user{self._random.randrange(500)}@example.com", "machine": f"APS-{self._random.randrange(30)}",
                   "start": now, "pre_conn": now - self._random.randrange(30_000), "end": None, "last_update": now}
        if self._random.random() < 0.1:
            session.update(state="InitFail", failed_code=self._random.choice(CODES), end=now)
            self._ended.append(session)
        else:
            self._live[session["id"]] = session
        return session

    def _move(self, session, state, now):
        session.update(state=state, last_update=now)
        return session

    def _end(self, session, now):
        if self._live.pop(session["id"], None):
            session.update(state="SignedOut", end=now, last_update=now)
            self._ended.append(session)
        return session
