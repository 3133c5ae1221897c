# shellcheck shell=bash
# Builds exporter and simulator, and says where they and their helpers are to tests in Python that are
# not ctest's.
build_programs() {
  ./dev build release --target workspace_simulator workspace_exporter
  export WORKSPACE_EXPORTER=$PWD/build/release/workspace_exporter WORKSPACE_SIMULATOR=$PWD/build/release/workspace_simulator
  export PYTHONPATH=$PWD/tests/end_to_end
}
