"""A store that has each series and each record twice, under a label of its own, answers every query of every panel as one that has them once."""
import unittest

import small


class Copies(unittest.TestCase):
    def assert_equal(self, once, twice):
        self.assertEqual(set(once), set(twice))
        for labels, values in once.items():
            pairs = zip(values, twice[labels]) if isinstance(values[0], list) else [(values, twice[labels])]
            for (at, value), (other_at, other) in pairs:
                self.assertEqual(at, other_at)
                if isinstance(value, str):
                    self.assertTrue(value == other or abs(float(value) - float(other)) <= 1e-9 * abs(float(value)), (value, other))
                else:
                    self.assertEqual(value, other)

    def test_each_query_answers_the_same(self):
        with small.exporter() as (stack, exporter, names):
            copies = [{"url": "http://%s/api/v1/write", "queue_config": {"batch_send_deadline": "1s"},
                       "write_relabel_configs": [{"target_label": "prometheus_replica", "replacement": replica}]} for replica in "ab"]
            store = small.started(stack, lambda _: "{}", flags=["--web.enable-remote-write-receiver"])
            for copy in copies:
                copy["url"] %= store.address
            one = small.started(stack, lambda folder: small.config(folder, exporter.address, root={"remote_write": copies}))
            now = small.wait_for_now()
            self.assertEqual(store.api("query", query="count(huaweicloud_workspace_up)", time=now)["result"][0]["value"][1], "2")
            filled = 0
            for where, expr, points in small.queries(names):
                with self.subTest(where):
                    once = small.answer(one, expr, points, now)
                    filled += bool(once)
                    self.assert_equal(once, small.answer(store, expr, points, now))
            self.assertGreater(filled, 80)


if __name__ == "__main__":
    unittest.main()
