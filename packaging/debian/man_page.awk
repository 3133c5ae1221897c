# The manual page, from what `workspace_exporter --help` prints and from workspace_exporter.1.in:
# awk -v version=0.1.0 -f man_page.awk HELP workspace_exporter.1.in
# The usage in the help is the synopsis, and what follows it the options: after a blank line, a line that ends with a
# colon is a heading; one behind two spaces is a flag, and any other is text.

# A hyphen that somebody copies has to be one, and nothing may be taken for a request of roff.
function as_text(line) {
  gsub(/\\/, "\\e", line)
  gsub(/-/, "\\-", line)
  return line ~ /^[.']/ ? "\\&" line : line
}

# NAME, NAME=VALUE or NAME=VALUE (default WHAT), with the name in bold and the value's place in italics.
function as_flag(line,    equals) {
  equals = index(line, "=VALUE")
  if (!equals) return ".B " as_text(line)
  return ".BI " as_text(substr(line, 1, equals)) " VALUE" as_default(substr(line, equals + length("=VALUE")))
}

function as_default(line) {
  sub(/^ +/, "", line)
  return line == "" ? "" : " \"\\fR " as_text(line) "\\fP\""
}

FNR == NR && sub(/^(Usage:|      ) workspace_exporter /, "") {
  synopsis = synopsis (synopsis ? ".br\n" : "") ".B workspace_exporter\n" as_text($0) "\n"
  next
}
FNR == NR && synopsis {
  if (after_blank && /^[^ ].*:$/) options = options ".SS " as_text(substr($0, 1, length($0) - 1)) "\n"
  else if (/^  --/) options = options ".TP\n" as_flag(substr($0, 3)) "\n"
  else if (sub(/^ */, "") && $0 != "") options = options as_text($0) "\n"
  after_blank = $0 == ""
}
FNR == NR { next }

$0 == "@SYNOPSIS@" { printf "%s", synopsis; next }
$0 == "@OPTIONS@" { printf "%s", options; next }
{ sub(/@VERSION@/, version); print }
