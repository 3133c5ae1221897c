"""Runs the cases of the modules named, and prints a line a case: how it ended and after how many seconds, with
what was set up for it and for its class."""
import sys
import time
import unittest


class Table(unittest.TextTestResult):
    _since = time.monotonic()

    def stopTest(self, test):
        super().stopTest(test)
        went_wrong = any(test is getattr(failed, "test_case", failed) for failed, _ in [*self.failures, *self.errors])
        now = time.monotonic()
        print(f"{'FAILED' if went_wrong else 'ok':6} {now - self._since:6.1f} s  {test.id()}", flush=True)
        self._since = now


suite = unittest.defaultTestLoader.loadTestsFromNames(sys.argv[1:])
result = unittest.TextTestRunner(resultclass=Table, verbosity=0).run(suite)
sys.exit(not result.wasSuccessful())
