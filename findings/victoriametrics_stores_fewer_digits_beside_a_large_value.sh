#!/usr/bin/env bash
# VictoriaMetrics v1.151.0 stores the values of a series block by block as whole numbers with one power of ten for all of them
# (lib/decimal, called by lib/storage). So what a sample keeps depends on the largest value of its block, unlike Prometheus,
# which keeps each float64 as it is: 0.000123456789123 is kept beside small values and is 0.00012345 beside 12345678901; beside
# 1e+18 a 0.25 is stored as 0. So a gauge that says "never" with a huge number, or that has changed its unit, loses the digits of
# its small values for good.
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

	"github.com/VictoriaMetrics/VictoriaMetrics/lib/decimal"
)

// The block as it comes back from the storage.
func stored(block ...float64) string {
	whole, exponent := decimal.AppendFloatToDecimal(nil, block)
	back := fmt.Sprint(decimal.AppendDecimalToFloat(nil, whole, exponent))
	fmt.Println(block, "is stored as", back)
	return back
}

func main() {
	alone := stored(0.000123456789123, 0.5)
	beside := stored(0.000123456789123, 12345678901)
	lost := stored(0.25, 1e18)
	if alone != "[0.000123456789123 0.5]" || beside != "[0.00012345 1.2345678901e+10]" || lost != "[0 1e+18]" {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
GO
go run .
