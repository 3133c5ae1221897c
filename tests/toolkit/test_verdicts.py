"""The exporter's verdict on a web configuration is the exporter toolkit's: on the toolkit's own files, which Go fetches with
its module, and on those of web_config_files.py."""
import json
import os
import subprocess
import tempfile
import unittest

from programs import EXPORTER, PROJECT_ID
from web_config import Pki, run
from web_config_files import all_files

TOOL = os.environ["TOOLKIT_VERDICTS"]
MODULE = os.environ["TOOLKIT_MODULE"]


def toolkit_verdicts(folder, names):
    """ok or bad, and why, by name."""
    done = subprocess.run([TOOL], input="\n".join(names), cwd=folder, capture_output=True, text=True, check=True)
    return {line["file"]: ("bad" if line.get("fault") else "ok", line.get("fault", "")) for line in map(json.loads, done.stdout.splitlines())}


def our_verdict(folder, name, token):
    """--check reads everything and then asks an API that nobody serves: 1 where what it read is right, 2 where it is not."""
    done = subprocess.run([EXPORTER, "--check", "--endpoint=http://127.0.0.1:1", "--retries=0", f"--project_id={PROJECT_ID}",
                           f"--token_file={token}", f"--web_config_file={name}"],
                          cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return {1: "ok", 2: "bad"}.get(done.returncode, f"ended with {done.returncode}"), done.stderr


class Verdicts(unittest.TestCase):
    def compare(self, folder, names):
        theirs = toolkit_verdicts(folder, names)
        self.assertEqual(set(theirs), set(names))
        with tempfile.NamedTemporaryFile("w", prefix="workspace-exporter-test-") as token:
            token.write("token")
            token.flush()
            for name in names:
                with self.subTest(name):
                    verdict, said = our_verdict(folder, name, token.name)
                    self.assertEqual(verdict, theirs[name][0], f"ours: {said}\ntheirs: {theirs[name][1]}")
                    if verdict == "bad":
                        self.assertRegex(said, r"\A(.*\S: .+\n)+\Z", "faults, each on its line")
        return theirs

    def test_of_the_toolkits_own_files(self):
        folder = os.path.join(MODULE, "web", "testdata")
        names = sorted(name for name in os.listdir(folder) if name.endswith((".yml", ".yaml")))
        self.assertGreater(len(names), 40)
        # Those of its documentation name certificates that are not there.
        for name in ("docs/web-config.yml", "web/web-config.yml"):
            if os.path.exists(os.path.join(MODULE, name)):
                names.append(os.path.join("..", "..", name))
        verdicts = [verdict for verdict, _ in self.compare(folder, names).values()]
        self.assertGreater(min(verdicts.count("ok"), verdicts.count("bad")), 15)

    def test_of_files_of_our_own(self):
        with tempfile.TemporaryDirectory(prefix="workspace-exporter-test-") as folder:
            files = all_files(certificates(folder))
            names = {}
            for number, (name, text) in enumerate(files.items()):
                path = f"{number:03} {name}".replace("/", "_")[:120] + ".yml"
                with open(os.path.join(folder, path), "w", encoding="utf-8", newline="") as file:
                    file.write(text)
                names[path] = name
            verdicts = [verdict for verdict, _ in self.compare(folder, list(names)).values()]
            self.assertGreater(min(verdicts.count("ok"), verdicts.count("bad")), 50)


def certificates(folder):
    """The files that the configurations name; the text of each, by name."""
    pki = Pki(folder)
    pki.certificate("server", "DNS:localhost")
    pki.certificate("client", "DNS:client")
    pki.certificate("small", "DNS:localhost", key=("rsa:1024",))
    for name, *more in (("sha1", "-sha1"), ("locked",)):
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", f"/CN={name}", *more,
            "-CA", pki.path("ca.crt"), "-CAkey", pki.path("ca.key"), "-keyout", pki.path(f"{name}.key"), "-out", pki.path(f"{name}.crt"))
    run("openssl", "pkey", "-in", pki.path("locked.key"), "-aes256", "-passout", "pass:secret", "-out", pki.path("locked.key.new"))
    os.replace(pki.path("locked.key.new"), pki.path("locked.key"))
    run("openssl", "req", "-new", "-key", pki.path("server.key"), "-subj", "/CN=expired", "-out", pki.path("expired.csr"))
    run("openssl", "x509", "-req", "-in", pki.path("expired.csr"), "-days", "-1", "-signkey", pki.path("server.key"), "-out", pki.path("expired.crt"))
    texts = {}
    for name in ("server.crt", "server.key", "client.key", "ca.crt"):
        with open(pki.path(name), encoding="utf-8") as file:
            texts[name] = file.read()
    pki.write("expired.key", texts["server.key"])
    pki.write("both.pem", texts["server.crt"] + texts["server.key"])
    pki.write("empty", "")
    return texts


if __name__ == "__main__":
    unittest.main()
