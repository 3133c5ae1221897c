"""Reads the generated dashboards, and fills in a query's variables as Grafana does."""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
FORMS = ("provisioning", "import")


def load(form="provisioning"):
    """{uid: dashboard}."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((ROOT / "dashboards" / "grafana" / form).glob("*.json"))}


def panels(dashboard):
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def variables(dashboard):
    return {variable["name"]: variable for variable in dashboard["templating"]["list"]}


class Query:
    """One query; `where` names it for people. `points`: of a range, None for a query of one moment."""

    def __init__(self, where, expr, points=None):
        self.where, self.expr, self.points = where, expr, points


def queries(dashboard):
    """Of all panels and annotations."""
    for panel in panels(dashboard):
        for target in panel["targets"]:
            yield Query(f"{dashboard['title']} / {panel['title']} / {target['refId']}", target["expr"],
                        None if target.get("instant") else panel["maxDataPoints"])
    for annotation in dashboard["annotations"]["list"]:
        yield Query(f"{dashboard['title']} / {annotation['name']}", annotation["expr"], 400)


def escape(value, regex):
    """As Grafana's Prometheus data source does, for a text within quotes."""
    if regex:
        value = re.sub(r"[$^*{}\[\]'+?.()|]", lambda found: "\\\\" + found[0], value.replace("\\", "\\\\\\\\"))
    else:
        value = value.replace("\\", "\\\\")
    return value.replace('"', '\\"')


def fill(expr, values, rate_interval, whole_range):
    """`values`: {variable: list of values, or the text that All stands for}."""
    expr = expr.replace("$__rate_interval", rate_interval).replace("$__range", whole_range)
    for name, chosen in values.items():
        if isinstance(chosen, str):
            text = {True: chosen, False: chosen}
        else:
            escaped = [escape(value, True) for value in chosen]
            text = {True: escaped[0] if len(escaped) == 1 else f"({'|'.join(escaped)})", False: escape(chosen[0], False)}
        expr = re.sub(rf'(=~?)"\${name}\b', lambda found: f'{found[1]}"{text[found[1] == "=~"]}', expr)
    if "$" in re.sub(r"\\\\\$", "", expr):
        raise AssertionError(f"a variable is left in {expr}")
    return expr
