#!/usr/bin/env bash
# Telegraf v1.37.2 (plugins/parsers/openmetrics): the fraction of a histogram's OpenMetrics _created is divided by one
# nanosecond, not by one second, so wait_created 1700000000.5 becomes 2200000000, in the year 2039. A whole second is right, and
# so is a test with one. A summary's _created is right with metric_version 1 and wrong with 2, so the setting for the layout
# changes the time as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'MOD'
module finding

go 1.25.5

require github.com/influxdata/telegraf v1.37.2
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"math"
	"net/http"
	"os"

	"github.com/influxdata/telegraf/plugins/parsers/openmetrics"
)

// The start of the family in seconds, as Telegraf passes it on.
func created(kind, time string, version int) (found float64) {
	page := "# TYPE wait " + kind + "\nwait_count 2\nwait_sum 3\nwait_created " + time + "\n"
	if kind == "histogram" {
		page += "wait_bucket{le=\"+Inf\"} 2\n"
	}
	header := http.Header{"Content-Type": {"application/openmetrics-text; version=1.0.0; charset=utf-8"}}
	parser := openmetrics.Parser{MetricVersion: version, Header: header}
	metrics, err := parser.Parse([]byte(page + "# EOF\n"))
	if err != nil {
		fmt.Println(err)
		return 0
	}
	for _, metric := range metrics {
		for _, name := range []string{"created", "wait_created"} {
			if value, ok := metric.GetField(name); ok {
				found = value.(float64)
			}
		}
	}
	fmt.Printf("%-9s created at %s, metric_version %d: %.1f\n", kind, time, version, found)
	return found
}

func main() {
	near := func(value, want float64) bool { return math.Abs(value-want) < 0.01 }
	same := true
	for version := 1; version <= 2; version++ {
		same = near(created("histogram", "1700000000.0", version), 1700000000) && same
		same = near(created("histogram", "1700000000.5", version), 2200000000) && same
	}
	same = near(created("summary", "1700000000.5", 1), 1700000000.5) && same
	same = near(created("summary", "1700000000.5", 2), 2200000000) && same
	if !same {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
GO
go run .
