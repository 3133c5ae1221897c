"""Runs COMMAND as on a machine whose kernel has no IPv6 (ipv6.disable=1): socket(AF_INET6) fails with EAFNOSUPPORT, which a
filter of system calls brings about."""
import ctypes
import errno
import os
import platform
import socket
import struct
import sys

SOCKET = {"x86_64": 41, "aarch64": 198}[platform.machine()]  # the number of the system call
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, FAIL = 0x7fff0000, 0x00050000
# What follows a comparison says how many instructions to pass over if it is equal, and if not.
FILTER = [(LOAD, 0, 0, 0), (IF_EQUAL, 0, 3, SOCKET), (LOAD, 0, 0, 16), (IF_EQUAL, 0, 1, socket.AF_INET6),
          (RETURN, 0, 0, FAIL | errno.EAFNOSUPPORT), (RETURN, 0, 0, ALLOW)]


class Program(ctypes.Structure):
    _fields_ = [("size", ctypes.c_ushort), ("instructions", ctypes.c_char_p)]


def forbid():
    libc = ctypes.CDLL(None, use_errno=True)
    program = Program(len(FILTER), b"".join(struct.pack("=HBBI", *one) for one in FILTER))
    for call in ((PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)):
        if libc.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    forbid()
    os.execv(sys.argv[1], sys.argv[1:])
