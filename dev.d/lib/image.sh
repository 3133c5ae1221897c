# shellcheck shell=bash
# The container image, built without an engine. Needs the packages of ./dev setup image, and root.
source dev.d/lib/base_image.sh
source dev.d/lib/version.sh

# One commit for all that a run builds, whatever is committed meanwhile. Files of the image are as old as it is.
revision=$(git -c safe.directory="$PWD" rev-parse --short=12 HEAD)
commit_time=$(git -c safe.directory="$PWD" log -1 --format=%ct)

# build_image NAME [OPTION...]
build_image() {
  local name=$1 log=build/image/build.log base=docker.io/library/debian:trixie-slim
  shift
  mkdir -p build/image
  base_image "$base" trixie
  buildah bud --isolation chroot --pull=never --storage-driver overlay --layers --timestamp "$commit_time" \
    --build-arg DEBIAN_IMAGE="$base" --build-arg VERSION="$(project_version)" --build-arg REVISION="$revision" \
    "$@" --tag "$name" . >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    return 1
  }
}
