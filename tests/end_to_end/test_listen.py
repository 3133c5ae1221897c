"""Where the exporter listens on machines without IPv6: the kernel's, and one where it is switched off."""
import os
import re
import sys
import unittest

from programs import EXPORTER, Exporter, Simulator, request, run_once, with_mounts_of_its_own

HERE = os.path.dirname(os.path.abspath(__file__))
WITHOUT_IPV6 = (sys.executable, os.path.join(HERE, "without_ipv6.py"), EXPORTER)
# With a network of its own, in which IPv6 is off, and names as on any machine.
UNSHARE, *MOUNTS = with_mounts_of_its_own()
SWITCH_OFF = """
    ip link set lo up
    echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
    hosts=$(mktemp)
    printf '127.0.0.1 localhost\\n::1 localhost\\n' >"$hosts"
    mount --bind "$hosts" /etc/hosts
    rm "$hosts"
    exec "$@"
"""
SWITCHED_OFF = [UNSHARE, "--net", *MOUNTS, "sh", "-e", "-c", SWITCH_OFF, "sh", EXPORTER]


def hosts(program):
    return re.findall(r"msg=listening address=(\S+):\d+", program.err())


class WithoutIpv6(unittest.TestCase):
    def test_a_kernel_without_it_serves_every_address_that_there_is(self):
        for address, bound in ((":0", "0.0.0.0"), ("[::]:0", "0.0.0.0"), ("localhost:0", "127.0.0.1")):
            with self.subTest(address), Simulator(sessions=10) as simulator, \
                    Exporter(simulator, started_by=WITHOUT_IPV6, web_listen_address=address) as exporter:
                self.assertEqual(hosts(exporter), [bound])
                port = exporter.address.rpartition(":")[2]
                self.assertEqual(request("127.0.0.1:" + port, "/-/ready").status, 200)
                self.assertEqual(exporter.scrape().up, 1)

    def test_where_it_is_switched_off_the_rest_of_a_name_is_served(self):
        for address in (":0", "[::]:0", "localhost:0", "[::]:0,127.0.0.1:0"):
            with self.subTest(address), Simulator(sessions=10) as simulator, \
                    Exporter(simulator, started_by=SWITCHED_OFF, web_listen_address=address) as exporter:
                self.assertEqual(len(hosts(exporter)), len(address.split(",")))
                self.assertNotIn("[::1]", hosts(exporter))

    def test_an_address_of_it_alone_is_an_error(self):
        with Simulator(sessions=10) as simulator, self.assertRaisesRegex(AssertionError, r"(?s)ended with 1: .*cannot listen on \[::1\]:0"):
            Exporter(simulator, started_by=WITHOUT_IPV6, web_listen_address="[::1]:0")

    def test_an_address_of_ipv4_in_ipv6_is_that_of_ipv4(self):
        for started_by in ({}, {"started_by": SWITCHED_OFF}):
            with Simulator(sessions=10) as simulator, Exporter(simulator, web_listen_address="[::ffff:127.0.0.1]:0", **started_by) as exporter:
                self.assertEqual(hosts(exporter), ["127.0.0.1"])
                if not started_by:
                    self.assertEqual(request(exporter.address, "/-/ready").status, 200)

    def test_what_cannot_be_listened_on_is_refused_with_the_flag(self):
        for address in ("127.0.0.1:", "[fe80::1]:0", "[fe80::1%lo]:0", "[ff02::1]:0", ":1,127.0.0.1:1"):
            with self.subTest(address), Simulator(sessions=10) as simulator:
                code, _, err = run_once(simulator, web_listen_address=address)
                self.assertEqual((code, err.count("\n")), (2, 1), err)
                self.assertTrue(err.startswith("--web_listen_address: ") and address.split(",")[-1] in err, err)

    def test_both_families_are_served_where_there_are_both(self):
        with Simulator(sessions=10) as simulator, Exporter(simulator, web_listen_address=":0") as exporter:
            self.assertEqual(hosts(exporter), ["[::]"])
            port = exporter.address.rpartition(":")[2]
            for host in ("127.0.0.1", "[::1]"):
                self.assertEqual(request(f"{host}:{port}", "/-/ready").status, 200)


if __name__ == "__main__":
    unittest.main()
