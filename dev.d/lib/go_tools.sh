# shellcheck shell=bash
# Programs written in Go, each with a module of its own in dev.d/tools: go.mod pins its version, go.sum all that it is
# made of. One module for all of them would build each with versions that its authors never tried.

# Enough for all of the modules. A Go that is older, as Debian's is, gets this one as the module that Go is published as.
readonly go_version=1.26.8

# The folder of that module. A module's files cannot be executed, and no folder in it can hold a go.mod: that is mended here,
# as a newer go command does by itself.
go_of_our_own() {
  local module found folder
  module=golang.org/toolchain@v0.0.1-go$go_version.$(go env GOOS)-$(go env GOARCH)
  if ! found=$(go mod download -json "$module"); then
    echo "Go $go_version cannot be had: $found" >&2
    return 1
  fi
  folder=$(sed -n 's/^\t"Dir": "\(.*\)",$/\1/p' <<<"$found")
  if [[ ! -f ${folder:?}/src/go.mod ]]; then
    chmod -R u+w,a+X "$folder/bin" "$folder/pkg/tool" "$folder/src"
    find "$folder/bin" "$folder/pkg/tool" -type f -exec chmod a+x {} +
    cp "$folder/src/_go.mod" "$folder/src/go.mod"
  fi
  echo "$folder"
}

# Puts a Go that is new enough first on the PATH.
use_go() {
  local found folder
  found=$(go env GOVERSION)
  export GOTOOLCHAIN=local CGO_ENABLED=0
  if [[ $(printf '%s\n' "$go_version" "${found#go}" | sort -V | head -n 1) == "$go_version" ]]; then return; fi
  folder=$(go_of_our_own)
  export PATH=$folder/bin:$PATH
}

# go_tool NAME [MODULE [OPTION...]]: builds build/tools/NAME from dev.d/tools/MODULE, by default NAME, where it is older than its
# module. Of a module's tools it is the one of that name, or the only one.
go_tool() {
  local module=dev.d/tools/${2-$1} program=build/tools/$1 tools
  if [[ $program -nt $module/go.mod && $program -nt $module/go.sum ]]; then return; fi
  echo "Building $1"
  mkdir -p build/tools
  tools=$(go list -C "$module" tool)
  go build -C "$module" -p "$CMAKE_BUILD_PARALLEL_LEVEL" "${@:3}" -o "$PWD/$program" "$(grep "/$1\$" <<<"$tools" || echo "$tools")"
}

# go_prometheus NAME: prometheus or promtool of the newest version 3. Without the finders of targets in clouds, which are most of the
# code, and without the pages of its user interface, which the module does not have: they would need the tag builtinassets.
go_prometheus() {
  go_tool "$1" prometheus -tags=remove_all_sd
}
