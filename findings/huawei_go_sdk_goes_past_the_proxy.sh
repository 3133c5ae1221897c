#!/usr/bin/env bash
# Huawei Cloud's SDK for Go v0.1.207 (github.com/huaweicloud/huaweicloud-sdk-go-v3/core): HTTP_PROXY, HTTPS_PROXY and NO_PROXY
# are not looked at, though Go's own http.Get in the same program follows them; the SDK has a transport of its own, whose proxy
# is in its HttpConfig alone. Where the way out is a proxy, the program asks the DNS for the service's name and says "no such
# host".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'MOD'
module finding

go 1.19

require github.com/huaweicloud/huaweicloud-sdk-go-v3 v0.1.207
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/def"
)

type list struct {
	HttpStatusCode int `json:"-"`
}

func main() {
	asked := 0
	proxy := httptest.NewServer(http.HandlerFunc(func(answer http.ResponseWriter, _ *http.Request) {
		asked++
		fmt.Fprint(answer, "{}")
	}))
	// Before the first request: net/http reads the environment once.
	os.Setenv("HTTP_PROXY", proxy.URL)
	_, err := http.Get("http://workspace.invalid/v1/project/session")
	plain := asked == 1 && err == nil
	fmt.Println("http.Get by the proxy:", plain)

	key := basic.NewCredentialsBuilder().WithAk("ak").WithSk("sk").WithProjectId("project").Build()
	client := core.NewHcHttpClientBuilder().WithCredential(key).WithEndpoint("http://workspace.invalid").Build()
	call := def.NewHttpRequestDefBuilder().WithMethod(http.MethodGet).WithPath("/v1/{project_id}/session").WithResponse(new(list)).Build()
	_, err = client.Sync(&struct{}{}, call)
	fmt.Printf("the SDK by the proxy: %v (%v)\n", asked == 2, err)
	if !plain || asked != 1 || err == nil {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
GO
go run .
