#!/usr/bin/env bash
# Huawei Cloud's SDK for Go v0.1.207 (github.com/huaweicloud/huaweicloud-sdk-go-v3), core/sdktime:
# SdkTime takes "2024-03-13T11:12:47+08:00" without an error, as 11:12:47 UTC: eight hours late.
# Other offsets, +07:00 and +09:00, are read right, so a test in another zone does not show it.
# A service in China that answers with its own offset is the very case.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'END'
module finding

go 1.19

require github.com/huaweicloud/huaweicloud-sdk-go-v3 v0.1.207
END
cat >main.go <<'END'
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdktime"
)

func read(text string) string {
	var at sdktime.SdkTime
	if err := json.Unmarshal([]byte(`"`+text+`"`), &at); err != nil {
		return err.Error()
	}
	return time.Time(at).UTC().Format(time.RFC3339)
}

func main() {
	right := map[string]string{"+07:00": "2024-03-13T04:12:47Z", "+08:00": "2024-03-13T03:12:47Z", "+09:00": "2024-03-13T02:12:47Z"}
	seen := map[string]bool{}
	for offset, want := range right {
		got := read("2024-03-13T11:12:47" + offset)
		seen[offset] = got == want
		fmt.Printf("2024-03-13T11:12:47%s is %s, read as %s\n", offset, want, got)
	}
	if seen["+08:00"] || !seen["+07:00"] || !seen["+09:00"] {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
END
go run .
