# shellcheck shell=bash
# base_image NAME CODENAME: pulls it, or where no registry is reached makes one of that name from Debian's archive.
base_image() {
  local name=$1 codename=$2 root=build/image/$2 mirrors main security
  if buildah inspect --type image "$name" >/dev/null 2>&1 || buildah pull --quiet "$name" >/dev/null 2>&1; then return; fi
  echo "No registry has $name for us: making it with debootstrap"
  # shellcheck disable=SC2016 # apt's variables
  mirrors=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages')
  main=$(awk '$1 == "Debian" { print $2; exit }' <<<"$mirrors")
  security=$(awk '$1 == "Debian-Security" { print $2; exit }' <<<"$mirrors")
  rm -rf "$root"
  mkdir -p "$root"
  debootstrap --variant=minbase "$codename" "$root" "$main" >"$root.log" || {
    tail "$root.log" >&2
    return 1
  }
  # As the image of that name has them, and how this machine reaches the archive.
  rm "$root/etc/apt/sources.list"
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n\n' \
    "$main" "$codename $codename-updates" "${security:-$main}" "$codename-security" >"$root/etc/apt/sources.list.d/debian.sources"
  cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
  tar -C "$root" -c . | podman import --quiet - "$name" >/dev/null
  rm -r "$root"
}
