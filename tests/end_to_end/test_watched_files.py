"""Files that change while the program runs, and those that cannot; and what a sign-in that was refused waits for."""
import os
import signal
import tempfile
import unittest

from cloud import NO_PASSWORD
from config_file import Config, exporter_of
from page import Page
from programs import EXPORTER, Exporter, Simulator, wait_until, with_mounts_of_its_own
from web_config import OTHER, RIGHT, TLS, Pki, Served, basic, users

NOTHING_NEW, LOADED = "configuration read again, nothing in it is new", "msg=\"configuration loaded again\""
WEB_LOADED, REFUSED = "web configuration loaded again", "msg=\"configuration refused, the old one stays\""
UNLINKED = "a watched file was replaced or deleted elsewhere"


def write(path, text):
    """Replaces it at once, as a careful administrator does."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(path + ".new", path)
    return path


def seeing_only(path, at):
    """An exporter for which the one file `path` is mounted `at` another, as a container engine does it: what replaces it
    does not get there."""
    with open(at, "w", encoding="ascii"):
        pass
    return [*with_mounts_of_its_own(), "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"', path, at, EXPORTER]


def reads_again(exporter, line):
    """A signal, and the line that tells what came of it."""
    seen = exporter.err().count(line)
    exporter.process.send_signal(signal.SIGHUP)
    wait_until(lambda: exporter.err().count(line) > seen, what=line)


class OneFileMounted(unittest.TestCase):
    def warned(self, exporter, path):
        wait_until(lambda: UNLINKED in exporter.err(), what="the warning")
        self.assertRegex(exporter.err(), rf'level=warn msg="{UNLINKED}[^\n]*file={path} ')

    def test_a_token_that_was_replaced_is_warned_of_once_and_by_name(self):
        with Simulator(sessions=50) as simulator, tempfile.TemporaryDirectory() as folder:
            path, inside = write(os.path.join(folder, "token"), "one"), os.path.join(folder, "inside")
            simulator.control("iam", {"token": "one"})
            with Exporter(simulator, started_by=seeing_only(path, inside), token_file=inside, **NO_PASSWORD) as exporter:
                self.assertEqual(exporter.scrape().up, 1)
                self.assertNotIn(UNLINKED, exporter.err())
                write(path, "two")
                self.warned(exporter, inside)
                reads_again(exporter, NOTHING_NEW)
                reads_again(exporter, NOTHING_NEW)
                self.assertEqual(exporter.err().count(UNLINKED), 1)

    def test_a_configuration_that_was_replaced_is_not_said_to_be_loaded_again(self):
        with Config() as config, Simulator(sessions=50) as simulator:
            config.write({"old": (simulator, {})})
            inside = os.path.join(config.folder.name, "inside.yaml")
            with exporter_of(config, simulator, started_by=seeing_only(config.path, inside), config_file=inside) as exporter:
                loaded = "workspace_exporter_config_last_reload_success_timestamp_seconds"
                before = exporter.scrape().value(loaded)
                config.write({"new": (simulator, {})})
                self.warned(exporter, inside)
                reads_again(exporter, NOTHING_NEW)
                self.assertNotIn(LOADED, exporter.err())
                page = Page(exporter.get("/metrics?collect=exporter").body)
                self.assertEqual(page.value(loaded), before)
                self.assertEqual(page.value("workspace_exporter_config_last_reload_successful"), 1)

    def test_a_certificate_that_was_replaced_is_not_said_to_be_loaded_again(self):
        with Simulator(sessions=50) as simulator, tempfile.TemporaryDirectory() as folder:
            pki = Pki(folder)
            pki.certificate("server", "IP:127.0.0.1", serial=1)
            web, inside = pki.write("web.yaml", TLS.replace("server.crt", "inside.crt")), pki.path("inside.crt")
            with Exporter(simulator, started_by=seeing_only(pki.path("server.crt"), inside), web_config_file=web) as exporter:
                pki.certificate("server", "IP:127.0.0.1", serial=2)
                self.warned(exporter, inside)
                self.assertNotIn(WEB_LOADED, exporter.err())
                self.assertEqual(pki.serial(exporter.address), 1)


class WrittenAgain(unittest.TestCase):
    def test_only_what_holds_something_new_is_said_to_be_loaded_again(self):
        with Config() as config, Simulator(sessions=50) as simulator:
            config.write({"a": (simulator, {})})
            with open(config.path, encoding="utf-8") as file:
                text = file.read()
            web = os.path.join(config.folder.name, "web.yaml")
            write(web, users(prometheus="example-password"))
            with exporter_of(config, simulator, web_config_file=web) as exporter:
                config.write_text(text)  # followed by itself
                wait_until(lambda: NOTHING_NEW in exporter.err(), what="the look at the file")
                write(web, users(prometheus="example-password"))
                reads_again(exporter, NOTHING_NEW)
                reads_again(exporter, NOTHING_NEW)  # what follows the web configuration has looked since the first
                self.assertNotIn("loaded again", exporter.err())
                config.write_text(text + "# a remark\n")
                wait_until(lambda: LOADED in exporter.err(), what="the reload")
                write(web, users(prometheus="another-password"))
                wait_until(lambda: WEB_LOADED in exporter.err(), what="the reload of the web configuration")
                self.assertEqual((exporter.err().count(LOADED), exporter.err().count(WEB_LOADED)), (1, 1))

    def test_what_was_in_force_is_loaded_again_after_something_that_was_refused(self):
        with Config() as config, Simulator(sessions=50) as simulator:
            config.write({"a": (simulator, {})})
            with open(config.path, encoding="utf-8") as file:
                text = file.read()
            with exporter_of(config, simulator) as exporter:
                config.write_text("projects: [")
                wait_until(lambda: "configuration refused" in exporter.err(), what="the refusal")
                config.write_text(text)
                wait_until(lambda: LOADED in exporter.err(), what="the reload")


class AWebConfiguration(unittest.TestCase):
    """Is told of by its own lines, and by the metric of all reloads."""

    def reloads(self, served, password=RIGHT):
        """Whether the last one was taken, and when one was."""
        answer = served.exporter.get("/metrics?collect=exporter", headers=basic("prometheus", password))
        return [Page(answer.body).value("workspace_exporter_config_last_reload_success" + end) for end in ("ful", "_timestamp_seconds")]

    def wait_until_taken(self, served, password=RIGHT):
        wait_until(lambda: self.reloads(served, password)[0] == 1, what="the metric of a configuration that was taken")

    def test_taken_on_a_signal_it_alone_is_said_to_be_loaded_again(self):
        with Served(users(prometheus=RIGHT)) as served:
            before = self.reloads(served)[1]
            served.pki.write("web.yaml", users(prometheus=OTHER))
            reads_again(served.exporter, WEB_LOADED)
            self.assertEqual(self.reloads(served, OTHER)[0], 1)
            self.assertGreater(self.reloads(served, OTHER)[1], before)
            reads_again(served.exporter, NOTHING_NEW)
            reads_again(served.exporter, NOTHING_NEW)  # what follows the web configuration has looked since the first
            self.assertEqual((served.exporter.err().count(WEB_LOADED), served.exporter.err().count(LOADED)), (1, 0))

    def test_refused_it_shows_until_it_is_in_order(self):
        with Served(users(prometheus=RIGHT)) as served:
            before = self.reloads(served)
            self.assertEqual(before[0], 1)
            for good in (users(prometheus=RIGHT, grafana=OTHER), users(prometheus=RIGHT, grafana=OTHER)):
                served.pki.write("web.yaml", "basic_auth_users: {prometheus: x}\n")  # followed by itself
                wait_until(lambda: self.reloads(served)[0] == 0, what="the metric of a refusal")
                served.pki.write("web.yaml", good)
                self.wait_until_taken(served)
            self.assertGreater(self.reloads(served)[1], before[1])

    def test_refused_with_everything_on_a_signal_everything_is_read_once_it_is_in_order(self):
        with Served(users(prometheus=RIGHT)) as served:
            for how in ("signal", "request"):
                served.pki.write("web.yaml", "basic_auth_users: {prometheus: x}\n")
                if how == "signal":
                    reads_again(served.exporter, REFUSED)
                else:
                    self.assertEqual(served.status("/-/reload", method="POST", user="prometheus"), 500)
                self.assertEqual(self.reloads(served)[0], 0)
                served.pki.write("web.yaml", served.text)
                self.wait_until_taken(served)

    def test_refused_for_a_certificate_that_is_not_there_yet_it_is_taken_with_that(self):
        with Served(TLS) as served:
            os.rename(served.pki.path("client.crt"), served.pki.path("kept.crt"))
            served.pki.write("web.yaml", TLS.replace("server.", "client."))
            served.logged("web configuration refused, the old one stays")
            os.rename(served.pki.path("kept.crt"), served.pki.path("client.crt"))
            served.logged(WEB_LOADED)


class Refused(unittest.TestCase):
    """A sign-in that IAM refuses for a while through no fault of the password."""

    def refused(self, simulator, exporter, operation, sent):
        self.assertEqual([exporter.scrape().up, exporter.scrape().up], [0, 0])
        self.assertEqual(len(simulator.requests(operation)), sent)

    def test_a_password_is_tried_again_after_a_signal_or_when_its_file_is_touched(self):
        with Simulator(sessions=50) as simulator, tempfile.TemporaryDirectory() as folder:
            path = write(os.path.join(folder, "password"), "example-password")
            simulator.fault(operation="sign_in", kind="status", status=401)
            with Exporter(simulator, iam_password_file=path) as exporter:
                self.refused(simulator, exporter, "sign_in", 1)
                os.utime(path)
                self.refused(simulator, exporter, "sign_in", 2)
                reads_again(exporter, NOTHING_NEW)
                self.refused(simulator, exporter, "sign_in", 3)
                simulator.mend()
                reads_again(exporter, NOTHING_NEW)
                self.assertEqual(exporter.scrape().up, 1, exporter.err())

    def test_a_password_of_the_environment_is_tried_again_after_a_signal(self):
        with Simulator(sessions=50) as simulator:
            simulator.fault(operation="sign_in", kind="status", status=403)
            with Exporter(simulator, {"HW_USER_PASSWORD": "\ufeffexample-password\r\n"}, iam_password_file=None) as exporter:
                self.refused(simulator, exporter, "sign_in", 1)
                simulator.mend()
                self.assertEqual(exporter.scrape().up, 0)
                reads_again(exporter, NOTHING_NEW)
                self.assertEqual(exporter.scrape().up, 1, exporter.err())

    def test_a_token_is_tried_again_after_a_signal_or_when_its_file_is_touched(self):
        with Simulator(sessions=50) as simulator, tempfile.TemporaryDirectory() as folder:
            simulator.control("iam", {"token": "token"})
            path = write(os.path.join(folder, "token"), "token")
            simulator.fault(operation="list_sessions", kind="status", status=401)
            with Exporter(simulator, token_file=path, **NO_PASSWORD) as exporter:
                self.refused(simulator, exporter, "list_sessions", 1)
                os.utime(path)
                self.refused(simulator, exporter, "list_sessions", 2)
                simulator.mend()
                reads_again(exporter, NOTHING_NEW)
                self.assertEqual(exporter.scrape().up, 1, exporter.err())


if __name__ == "__main__":
    unittest.main()
