"""What the exporter has to show of a population, computed from the simulator's own truth about it."""
import collections

LIVE = ("Active", "Disconnected", "AppcInit")
STATES = (*LIVE, "SignedOut", "InitFail")
DAY = 24 * 3600 * 1000


def cut(text):
    """At most 128 bytes, on a character's boundary."""
    return text.encode("utf-8")[:128].decode("utf-8", "ignore")


def counts_from(session, now):
    return next((session[x] for x in ("start", "pre_conn") if session[x] is not None), now)


def counted(sessions, now, lookback=DAY, live_lookback=7 * DAY):
    """Those that the API lists (it knows a start even where the row does not tell it) and that count by their row."""
    def begin(session):
        return now - (live_lookback if session["state"] in LIVE else lookback)
    return [x for x in sessions if min(x["window_start"], counts_from(x, now)) >= begin(x)]


def group_names(sessions):
    """The newest name of each id."""
    newest = {}
    for x in sessions:
        key = x["last_update"] if x["last_update"] is not None else float("-inf")
        if x["group_name"] and (x["group_id"] not in newest or key >= newest[x["group_id"]][0]):
            newest[x["group_id"]] = (key, x["group_name"])
    return {group: name for group, (_, name) in newest.items()}


def labels(project, state, group, group_id, client_type, failed_code):
    pairs = {"project": project, "session_state": state, "server_group": group, "server_group_id": group_id,
             "client_type": client_type, "failed_code": failed_code}
    return frozenset((key, value) for key, value in pairs.items() if value)


def sessions_gauge(sessions, now, project="demo", **lookbacks):
    """{labels: value} of the sessions gauge of a fresh exporter."""
    shown = counted(sessions, now, **lookbacks)
    names = group_names(shown)
    gauge = collections.Counter()
    for x in shown:
        group_id = cut(x["group_id"])
        group = cut(names.get(x["group_id"], x["group_name"]) if x["group_id"] else x["group_name"])
        client = cut(x["client_type"])
        for state in STATES:
            gauge[labels(project, state, group, group_id, client, "")] += 0
        gauge[labels(project, x["state"], group, group_id, client, cut(x["failed_code"]))] += 1
    return dict(gauge)
