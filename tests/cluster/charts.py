"""The modules of tests/chart, which build the example chart and render every ci file of ours."""
import sys

from release import ROOT

sys.path.append(str(ROOT / "tests" / "chart"))
import chart  # noqa: E402, F401
import example  # noqa: E402, F401
