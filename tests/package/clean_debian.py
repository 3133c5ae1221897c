"""A Debian as it is just after its installation, of the release that this machine has, with systemd as its first process.
Takes root, and the rights to mount and to make groups of processes."""
import os
import platform
import shutil
import subprocess
import tempfile

from programs import wait_until, with_mounts_of_its_own

# A folder of build: it takes a minute to make, and is copied for each use.
BASE = os.environ["CLEAN_DEBIAN"]
BOOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "boot.sh")
ENVIRONMENT = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive",
               *(f"{key}={value}" for key, value in os.environ.items() if key.lower().endswith("_proxy"))]
# What apt, dpkg and systemd write to whatever they do.
CHANGING = ("/dev/", "/tmp/", "/var/cache/", "/var/lib/apt/", "/var/lib/dpkg/", "/var/lib/systemd/", "/var/log/")


def _output_of(*command):
    """Both kinds of it, and the code."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False)
    return done.stdout, done.returncode


def _mirror(codename):
    """Where apt of this machine gets that release from."""
    found, code = _output_of("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Component: main",
                             f"Release: {codename}")
    assert code == 0 and found, f"apt of this machine has no {codename} in its sources: {found}"
    return found.split()[0]


def _make_base():
    """Under another name until it is whole."""
    if os.path.isdir(BASE):
        return
    codename = platform.freedesktop_os_release()["VERSION_CODENAME"]
    shutil.rmtree(BASE + ".new", ignore_errors=True)
    output, code = _output_of("debootstrap", "--variant=minbase", "--include=systemd", codename, BASE + ".new",
                              _mirror(codename))
    assert code == 0, output[-3000:]
    os.rename(BASE + ".new", BASE)


class CleanDebian:
    def __enter__(self):
        _make_base()
        self._folder = tempfile.TemporaryDirectory(prefix="workspace-exporter-test-")
        self.root = os.path.join(self._folder.name, "root")
        self._group = os.path.basename(self._folder.name)
        subprocess.run(["cp", "--archive", "--reflink=auto", BASE, self.root], check=True)
        shutil.copy("/etc/resolv.conf", self.path("/etc/resolv.conf"))
        self._console = open(os.path.join(self._folder.name, "console"), "w+", encoding="utf-8")
        self._process = subprocess.Popen([*with_mounts_of_its_own(), BOOT, self.root, self._group], stdin=subprocess.DEVNULL,
                                         stdout=self._console, stderr=self._console)
        try:
            wait_until(self._has_booted, 60, "systemd running")
            self.run("apt-get", "update")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._console.close()
        wait_until(self._remove_group, 30, "the end of all processes")
        self._folder.cleanup()

    def _remove_group(self):
        """Where it came to be made."""
        remove = 'mount -t cgroup2 none /mnt && if [ -d "/mnt/$0" ]; then find "/mnt/$0" -depth -type d -exec rmdir {} +; fi'
        return _output_of(*with_mounts_of_its_own(), "sh", "-c", remove, self._group)[1] == 0

    def _has_booted(self):
        if self._process.poll() is not None:
            self._console.seek(0)
            raise AssertionError(f"ended with {self._process.returncode}: {self._console.read()}")
        return bool(self._first_process()) and self.try_to_run("systemctl", "is-system-running") == ("running\n", 0)

    def _first_process(self):
        pid = self._process.pid
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return file.read().strip()

    def path(self, inside):
        """On this machine, of a file in there; of a file system that is mounted in there it sees nothing."""
        return self.root + inside

    def read(self, inside):
        with open(self.path(inside), encoding="utf-8") as file:
            return file.read()

    def write(self, inside, text, mode=0o644):
        with open(self.path(inside), "w", encoding="utf-8") as file:
            os.chmod(file.fileno(), mode)
            file.write(text)

    def try_to_run(self, *command):
        """Its output, both kinds, and the code that it ended with."""
        return _output_of("nsenter", f"--target={self._first_process()}", "--mount", "--pid", "--cgroup", "--ipc", "--uts",
                          "--root", "--wd", "env", "-i", *ENVIRONMENT, *command)

    def run(self, *command):
        output, code = self.try_to_run(*command)
        assert code == 0, f"{command} ended with {code}: {output[-3000:]}"
        return output

    def install(self, package):
        """With what it depends on."""
        inside = f"/opt/{os.path.basename(package)}"
        shutil.copy(package, self.path(inside))
        try:
            return self.run("apt-get", "install", "--yes", "--no-install-recommends", inside)
        finally:
            os.remove(self.path(inside))

    def files(self):
        """The paths of all that is there, but for what changes anyway."""
        found = set()
        for folder, folders, files in os.walk(self.root):
            inside = folder[len(self.root):]
            found |= {f"{inside}/{name}" for name in [*folders, *files]}
        return {path for path in found if not path.startswith(CHANGING)}
