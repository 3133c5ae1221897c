#!/bin/sh
# make_root.sh PROGRAM LIBRARIES ROOT: the image's file system, made of the program, the shared libraries that it loads,
# the certificates to trust, and the licences of all that is in it. LIBRARIES names the packages, NAME=VERSION a line.
set -eu
program=$1 libraries=$2 root=$3

install -D -m 755 -s "$program" "$root/usr/bin/workspace_exporter"

# Debian's lib and lib64 are links to folders of /usr.
mkdir -p "$root/usr/lib" "$root/usr/lib64"
ln -s usr/lib "$root/lib"
ln -s usr/lib64 "$root/lib64"
shared=$(ldd "$program" | grep -o '/[^ ]*')
for library in $shared; do
  install -D -m 755 "$(readlink -f "$library")" "$root/usr/${library#/}"
done

# By the hashes of their names, so that only those are read that are asked for: a bundle is a megabyte of memory.
for certificate in /etc/ssl/certs/*.0; do
  install -D -m 644 "$(readlink -f "$certificate")" "$root/etc/ssl/certs/${certificate##*/}"
done
echo 'workspace_exporter:x:65532:65532::/nonexistent:/sbin/nologin' >"$root/etc/passwd"
echo 'workspace_exporter:x:65532:' >"$root/etc/group"

# dpkg knows a shared library by the path that it was installed under, which may be the one without /usr.
packages=$({
  sed 's/=.*//' "$libraries"
  for library in $shared; do
    file=$(readlink -f "$library")
    dpkg-query -S "$file" 2>/dev/null || dpkg-query -S "${file#/usr}"
  done | sed 's/:.*//'
} | sort -u)
# Scanners for vulnerabilities, and the bill of materials, read status.d where dpkg itself is not.
mkdir -p "$root/var/lib/dpkg/status.d"
for package in $packages; do
  install -D -m 644 "/usr/share/doc/$package/copyright" "$root/usr/share/doc/$package/copyright"
  dpkg-query --status "$package" >"$root/var/lib/dpkg/status.d/$package"
done
