# shellcheck shell=bash
# project_version: the one that the program, its packages, the image and the chart have. CMakeLists.txt is its place.
project_version() {
  sed -n 's/^project(workspace_exporter VERSION \([^ ]*\).*/\1/p' CMakeLists.txt
}
