#!/usr/bin/env bash
# VictoriaMetrics v1.151.0 (lib/protoparser/prometheus, by which vmagent and the server read a scraped page): a sample without
# labels that carries an OpenMetrics exemplar, requests_total 5 # {trace_id="abc"} 1.0 1700000000.5, is read as a series called
# "requests_total 5 #" with the labels, the value and the time of the exemplar. The counter is gone; no line counts as invalid.
# With a label on the sample the same line is read right, and so most pages never show it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'MOD'
module finding

go 1.26

require github.com/VictoriaMetrics/VictoriaMetrics v1.151.0
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/VictoriaMetrics/VictoriaMetrics/lib/protoparser/prometheus"
)

func read(sample string) (found string) {
	line := sample + ` # {trace_id="abc"} 1.0 1700000000.5`
	var rows prometheus.Rows
	rows.UnmarshalWithErrLogger(line+"\n", func(problem string) { found = "error: " + problem })
	for _, row := range rows.Rows {
		found += fmt.Sprintf("%q %v %v at %d", row.Metric, row.Tags, row.Value, row.Timestamp)
	}
	fmt.Printf("%s\n  is read as %s\n", line, found)
	return found
}

func main() {
	bare, labelled := read("requests_total 5"), read(`requests_total{code="200"} 5`)
	if bare != `"requests_total 5 #" [{trace_id abc}] 1 at 1700000000500` || labelled != `"requests_total" [{code 200}] 5 at 0` {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
GO
go run .
