# shellcheck shell=bash
# npm_packages FOLDER: what its package-lock.json names, where that is not installed yet.
npm_packages() {
  if [[ ! $1/node_modules/.package-lock.json -nt $1/package-lock.json ]]; then npm ci --prefix "$1" --no-progress; fi
}
