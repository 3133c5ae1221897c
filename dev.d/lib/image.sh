# shellcheck shell=bash
# The container image, built without an engine. Needs the packages of ./dev setup image, and root.
source dev.d/lib/base_image.sh
source dev.d/lib/sources.sh

# One commit for all that a run builds, whatever is committed meanwhile.
image_revision=$(project_revision)
image_time=$(commit_time)

# build_image NAME [OPTION...]
build_image() {
  local name=$1 log=build/image/build.log base=docker.io/library/debian:trixie-slim
  shift
  mkdir -p build/image
  base_image "$base" trixie
  buildah bud --isolation chroot --pull=never --storage-driver overlay --layers --timestamp "$image_time" \
    --build-arg DEBIAN_IMAGE="$base" --build-arg VERSION="$(project_version)" --build-arg REVISION="$image_revision" \
    "$@" --tag "$name" . >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    return 1
  }
}
