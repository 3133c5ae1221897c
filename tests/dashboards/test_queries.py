"""Every query of every panel, variable and annotation, on a real Prometheus that scrapes 200 server groups."""
import time
import unittest

import dashboards
from fleet import SECONDS, fleet
from programs import SLOWDOWN

LIMIT = 0.2 * SLOWDOWN
RATE_INTERVAL = "12s"  # as Grafana reckons: four scrapes, at least

# By title of the panel, or name of the annotation: why there may be nothing to show.
MAY_BE_EMPTY = {
    "Alerts that fire": "nothing has been wrong for long enough",
    "Alerts": "the same",
    "Collections that failed": "none has failed",
    "Progress of collections": "none was under way when Prometheus asked",
}
# And with a single server group.
MAY_BE_EMPTY_IN_A_GROUP = {
    "Failed sessions by code": "no session of the group has failed lately",
    "Failure codes of the range": "the same",
    "Failed within lookback": "the same",
    "Failed, last half hour": "none was started",
    "Share that fails, by server group": "the same",
    "Longest in AppcInit": "no session of the group is being started",
    "Longest in Disconnected": "none is Disconnected",
}


def choices(dashboard, groups):
    """The values of the variables: all, one and several, as the variable boxes would have them."""
    one = {"job": ["workspace"], "project": ["demo"], "server_group": groups[:1]}
    several = {"job": ["workspace", "other"], "project": ["demo", "other.(project)"], "server_group": groups[:30]}
    every = {"job": ".+", "project": ".+", "server_group": ".*"}
    variables = dashboards.variables(dashboard)
    if "server_group" in variables and not variables["server_group"].get("multi"):
        return {"one": one, "all, one group": {**every, "server_group": one["server_group"]}}
    return {"all": every, "one": one, "several": several}


class Queries(unittest.TestCase):
    def ask(self, path, **query):
        """What was answered; the time of the fastest of up to five tries, since others use the machine, too."""
        times = []
        while len(times) < 5 and (not times or min(times) > LIMIT):
            began = time.monotonic()
            found = self.prometheus.api(path, **query)
            times.append(time.monotonic() - began)
            self.assertIsNotNone(found, f"not understood: {query}")
        self.assertLess(min(times), LIMIT, query)
        return found, min(times)

    def check_query(self, query, values, one_group):
        expr = dashboards.fill(query.expr, values, RATE_INTERVAL, f"{SECONDS}s")
        if query.points is None:
            found, seconds = self.ask("query", query=expr, time=self.now)
        else:
            found, seconds = self.ask("query_range", query=expr, start=self.now - SECONDS, end=self.now, step=SECONDS / query.points)
        self.times.append((seconds, query.where))
        title = query.where.split(" / ")[1]
        if query.where.endswith("distribution / B"):
            self.assertEqual(found["result"], [], "native histograms where there are buckets")
            return
        if title not in MAY_BE_EMPTY and not (one_group and title in MAY_BE_EMPTY_IN_A_GROUP):
            self.assertTrue(found["result"], f"nothing: {expr}")

    def check_variable(self, name, variable, values):
        metric, label = variable["query"]["query"].removeprefix("label_values(").removesuffix(")").rsplit(", ", 1)
        found, seconds = self.ask(f"label/{label}/values", **{"match[]": dashboards.fill(metric, values, "", "")})
        self.times.append((seconds, f"variable {name}"))
        self.assertEqual(len(found), 200 if name == "server_group" else 1, found)

    def test_each_is_understood_has_series_and_is_fast(self):
        self.times = []
        with fleet() as (self.prometheus, names, self.now):
            count = self.prometheus.query(f"count(huaweicloud_workspace_sessions @ {self.now})")[frozenset()]
            self.assertGreater(count, 5000)
            for dashboard in dashboards.load().values():
                for choice, values in choices(dashboard, sorted(names.values())).items():
                    for query in dashboards.queries(dashboard):
                        with self.subTest(query.where, choice=choice):
                            self.check_query(query, values, "one" in choice)
                for name, variable in dashboards.variables(dashboard).items():
                    if variable["type"] == "query":
                        with self.subTest(dashboard["title"], variable=name):
                            self.check_variable(name, variable, {"job": ".+", "project": ".+"})
        print(f"{len(self.times)} queries, {count:.0f} series of sessions; the slowest:")
        for seconds, where in sorted(self.times, reverse=True)[:8]:
            print(f"  {1000 * seconds:.0f} ms  {where}")


if __name__ == "__main__":
    unittest.main()
