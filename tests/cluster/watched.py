"""What the cluster's Prometheus got from the exporters of a namespace in a span of time."""
import time

from cluster import ask_prometheus
from programs import wait_until


class Watched:
    """From now on. `labels`, everywhere: further ones, in the form of a selector."""

    def __init__(self, namespace, labels=""):
        self._of_all, self._began = f'namespace="{namespace}"{labels and "," + labels}', time.time()

    def over(self, function, name, labels=""):
        """A query."""
        return f'{function}({name}{{{self._of_all}{labels and "," + labels}}}[{max(1, int(time.time() - self._began))}s])'

    def over_time(self, function, name, labels=""):
        return self.over(f"{function}_over_time", name, labels)

    def wait_for(self, scrapes):
        """So many of each target."""
        wait_until(lambda: min(ask_prometheus(self.over_time("count", "up")).values(), default=0) >= scrapes or time.sleep(0.3),
                   90, f"{scrapes} scrapes")

    def check(self, test, targets, labels=""):
        """No scrape of so many targets failed, and each brought every figure, as it was before. `labels`: of the figures."""
        scrapes = self.over_time("count", "up")
        counts = ask_prometheus(scrapes).values()
        test.assertEqual(len(counts), targets)
        test.assertGreater(min(counts), (time.time() - self._began) / 10)
        figures = self.over_time("count", "huaweicloud_workspace_sessions", labels)
        least, most = (self.over_time(of, "huaweicloud_workspace_sessions", labels) for of in ("min", "max"))
        for fault, query in (("scrapes that failed", f'{self.over_time("min", "up")} < 1'),
                             # One query, so that both sides see the same scrapes.
                             ("figures that a scrape lacked", f"{figures} != on (pod) group_left {scrapes}"),
                             ("figures that changed", f"{least} != {most}")):
            found = ask_prometheus(query)
            test.assertEqual(len(found), 0, f"{fault}, of which {[dict(labels) for labels in found][:2]}")
        test.assertGreater(len(ask_prometheus(figures)), targets)
        print(f"\nscrapes without a fault: {sum(counts):.0f} of {targets} exporters")
