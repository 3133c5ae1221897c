#!/bin/sh
# boot.sh ROOT NAME: becomes a process whose only child is systemd, as the first process of the Debian in that folder. It
# has the network, and the devices that debootstrap made; its groups of processes are below one of that name. All ends
# with the process that this one becomes. To be run with mounts of its own.
set -eu
root=$1
mount -t cgroup2 none /mnt
mkdir "/mnt/$2"
echo $$ >"/mnt/$2/cgroup.procs"
umount /mnt

# systemd makes /dev anew, of all devices of this machine, where it is not a mount. Where mounts are not shared, the files
# of LoadCredential stay with the process that copied them.
# shellcheck disable=SC2016  # expanded by the shell that is started
exec unshare --cgroup --pid --ipc --uts --fork --kill-child sh -euc '
  mount --bind "$0" "$0"
  cd "$0"
  mount --bind dev dev
  mount -t proc proc proc
  mount -t sysfs -o ro sysfs sys
  mount -t cgroup2 cgroup2 sys/fs/cgroup
  mount -t tmpfs -o mode=755 tmpfs run
  mount --move . /
  exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . \
    /bin/sh -c "mount --make-rshared / && exec /lib/systemd/systemd --unit=basic.target"
' "$root"
