"""The packages that ./dev package --test has made, and what programs of this machine say of them."""
import os
import subprocess

PACKAGE = os.environ["PACKAGE"]
AGAIN = os.environ["PACKAGE_AGAIN"]
NEWER = os.environ["PACKAGE_NEWER"]


def output_of(*command):
    """Both kinds of it; the command has to end with 0."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}: {done.stdout[-3000:]}"
    return done.stdout


def field(name, package=PACKAGE):
    return output_of("dpkg-deb", "--field", package, name).strip()
