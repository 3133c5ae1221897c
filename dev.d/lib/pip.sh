# shellcheck shell=bash
# python_with REQUIREMENTS FOLDER: in FOLDER a Python of its own that has what the file names, where it has not yet.
python_with() {
  if [[ $2/installed -nt $1 ]]; then return; fi
  rm -rf "$2"
  python3 -m venv "$2"
  "$2/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$1"
  touch "$2/installed"
}
