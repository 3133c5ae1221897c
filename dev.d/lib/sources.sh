# shellcheck shell=bash
# What the sources say of themselves.

# In a container the folder may belong to somebody else.
sources_git() { git -c safe.directory="$PWD" "$@"; }

# The version that the program, its packages, the image and the chart have. CMakeLists.txt is its place.
project_version() { sed -n 's/^project(workspace_exporter VERSION \([^ ]*\).*/\1/p' CMakeLists.txt; }

project_revision() { sources_git rev-parse --short=12 HEAD; }

# Of the last commit, in seconds since 1970: the age of all that is made of it, so that two makings are the same.
commit_time() { sources_git log -1 --format=%ct; }
