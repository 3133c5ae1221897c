# shellcheck shell=bash
# Runs commands one after another, all of them whatever becomes of each, and tells at the end which failed.
failed_steps=()

# step COMMAND...: the heading says how many seconds the run has taken so far.
step() {
  echo "=== [$SECONDS s] $*"
  "$@" || failed_steps+=("$*")
}

# Says nothing where all is well, so that the last step's own output closes the run.
finish_steps() {
  ((${#failed_steps[@]})) || return 0
  printf 'FAILED: %s\n' "${failed_steps[@]}" >&2
  return 1
}
