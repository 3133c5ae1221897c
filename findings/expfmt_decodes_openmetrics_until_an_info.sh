#!/usr/bin/env bash
# Prometheus's expfmt for Go (github.com/prometheus/common v0.74.0) takes an OpenMetrics Content-Type and decodes counters and
# gauges of such a page; a counter's family is called by its sample, requests_total, not by its TYPE line, requests.
# A valid "# TYPE build info" or "# TYPE mode stateset" ends it with "unsupported metric type", and the families before it are
# lost too. So a reader that works on today's pages stops when a target adds an info metric.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'END'
module finding

go 1.25

require github.com/prometheus/common v0.74.0
END
cat >main.go <<'END'
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
)

func decode(page string) (found string) {
	header := http.Header{"Content-Type": {"application/openmetrics-text; version=1.0.0; charset=utf-8"}}
	decoder := expfmt.NewDecoder(strings.NewReader(page), expfmt.ResponseFormat(header))
	for {
		var family dto.MetricFamily
		if err := decoder.Decode(&family); err == io.EOF {
			return
		} else if err != nil {
			return found + "error: " + err.Error()
		}
		found += family.GetName() + " " + family.GetType().String() + "; "
	}
}

func main() {
	counter := "# TYPE requests counter\nrequests_total 5\n"
	plain := decode(counter + "# EOF\n")
	info := decode(counter + "# TYPE build info\nbuild_info{version=\"1\"} 1\n# EOF\n")
	states := decode(counter + "# TYPE mode stateset\nmode{mode=\"on\"} 1\nmode{mode=\"off\"} 0\n# EOF\n")
	fmt.Println("a counter:              ", plain)
	fmt.Println("a counter and an info:  ", info)
	fmt.Println("a counter, a stateset:  ", states)
	if plain != "requests_total COUNTER; " || strings.Contains(plain, "error") ||
		!strings.HasPrefix(info, "error") || !strings.HasPrefix(states, "error") {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
END
go run .
