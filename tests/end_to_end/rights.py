"""What a contained process may do, read from the kernel."""


def check_that_there_are_none(test, status, mounts):
    """Of the texts of its /proc/PID/status and mountinfo: no root, no capability, nothing to gain, a filter of system calls, and a
    root that cannot be written."""
    of_process = {name: value.strip() for name, _, value in (line.partition(":") for line in status.splitlines())}
    test.assertEqual(set(of_process["Uid"].split() + of_process["Gid"].split()), {"65532"})
    test.assertEqual({of_process[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}, {"0" * 16})
    test.assertEqual((of_process["NoNewPrivs"], of_process["Seccomp"]), ("1", "2"))
    root = next(fields for fields in map(str.split, mounts.splitlines()) if fields[4] == "/")
    test.assertIn("ro", root[5].split(","))
