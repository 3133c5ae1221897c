#!/usr/bin/env bash
# Sprig v3.3.0 (github.com/Masterminds/sprig/v3), the functions of Helm's templates: merge and mergeOverwrite change their first
# argument, so one gives them an empty dict to fill: merge (dict) .global .first. Yet the maps within .global are not copied but
# shared with the new dict, and .first is merged into them: a label of one object shows up in every template that is rendered
# later. deepCopy .global as the first argument keeps it as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'MOD'
module finding

go 1.23

require github.com/Masterminds/sprig/v3 v3.3.0
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"
)

// What .global is after the call.
func after(call string) string {
	values := map[string]any{
		"global": map[string]any{"labels": map[string]any{"tier": "web"}},
		"first":  map[string]any{"labels": map[string]any{"job": "import"}},
	}
	page := template.Must(template.New("").Funcs(sprig.FuncMap()).Parse("{{ $_ := " + call + " }}{{ toJson .global }}"))
	var out strings.Builder
	if err := page.Execute(&out, values); err != nil {
		return err.Error()
	}
	fmt.Printf("%-36s leaves .global as %s\n", call, &out)
	return out.String()
}

func main() {
	const untouched, touched = `{"labels":{"tier":"web"}}`, `{"labels":{"job":"import","tier":"web"}}`
	if after("merge (dict) .global .first") != touched || after("mergeOverwrite (dict) .global .first") != touched ||
		after("merge (deepCopy .global) .first") != untouched {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
GO
go run .
