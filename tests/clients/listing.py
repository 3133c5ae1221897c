"""What an official SDK has to list of the simulator: its own control interface says."""
import contextlib
import datetime
import json
import os
import subprocess
import tempfile

from programs import PROJECT_ID, Simulator, request

KEY, SECRET = "AKEXAMPLE", "example-secret-key"
# More than 30 pages, and as many rows as two of them do not hold evenly.
SESSIONS = 3017


@contextlib.contextmanager
def simulator():
    """One that knows a permanent key."""
    with tempfile.TemporaryDirectory(prefix="workspace-exporter-test-") as folder:
        secret = os.path.join(folder, "secret")
        with open(secret, "w", encoding="utf-8") as file:
            file.write(SECRET)
        with Simulator({"access_key": KEY, "secret_key_file": secret}, sessions=SESSIONS) as started:
            yield started


def window():
    """Begin and end of all that there is, as the API's documents write times."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return [f"{now + datetime.timedelta(days=days):%Y-%m-%dT%H:%M:%S}.000Z" for days in (-8, 1)]


def listed_by(program, of, **keys):
    """(id, state) of each row of all pages, sorted, from a program that is told on stdin what to list."""
    begin, end = window()
    order = json.dumps({"endpoint": of.base, "project": PROJECT_ID, "begin": begin, "end": end, **keys})
    done = subprocess.run(program, input=order, text=True, capture_output=True, timeout=120, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return sorted((name, state) for name, state in json.loads(done.stdout))


def temporary_key(of):
    """As the metadata service issues it, before there were tokens for that."""
    of.configure(metadata_version=1)
    issued = json.loads(request(of.address, "/openstack/latest/securitykey").body)["credential"]
    of.configure(metadata_version=2)
    return {"key": issued["access"], "secret": issued["secret"], "token": issued["securitytoken"]}


def truth(of):
    """(id, state) of each session, sorted."""
    sessions = sorted((x["id"], x["state_sent"]) for x in of.sessions())
    assert len(sessions) == SESSIONS
    return sessions


def signed_by(of):
    """The access keys that signed a request for sessions."""
    return {x["access_key"] for x in of.requests()}


class ByAProgram:
    """The tests of an SDK that `program` uses, a command: for a TestCase."""

    def setUp(self):
        self.simulator = self.enterContext(simulator())

    def listed(self, **keys):
        return listed_by(self.program, self.simulator, **keys)

    def test_permanent_key(self):
        self.assertEqual(self.listed(key=KEY, secret=SECRET), truth(self.simulator))
        self.assertEqual(signed_by(self.simulator), {KEY})

    def test_temporary_key(self):
        key = temporary_key(self.simulator)
        self.assertEqual(self.listed(**key), truth(self.simulator))
        self.assertEqual(signed_by(self.simulator), {key["key"]})

    def test_temporary_key_without_its_token_is_refused(self):
        key = temporary_key(self.simulator)
        with self.assertRaisesRegex(RuntimeError, "APIGW.0301"):
            self.listed(key=key["key"], secret=key["secret"])
