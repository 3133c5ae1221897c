#!/usr/bin/env bash
# Helm v3.21.3 as a Go module (helm.sh/helm/v3), in a program of one's own or by go install: the capabilities that a render
# without a cluster gets are those of Kubernetes 1.20, though the module brings client-go of 1.36. Only the linker flags of
# Helm's own release set the version. So a chart with kubeVersion ">=1.21.0-0" is refused and every "semverCompare" of a template
# takes its branch for 1.20, while .Capabilities.APIVersions has the newest APIs: a mix that no cluster ever had. The KubeVersion
# has to be given each time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'MOD'
module finding

go 1.26

require helm.sh/helm/v3 v3.21.3
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"helm.sh/helm/v3/pkg/chartutil"
)

func main() {
	defaults := chartutil.DefaultCapabilities
	version := defaults.KubeVersion.Version
	taken := chartutil.IsCompatibleRange(">=1.21.0-0", version)
	// Kubernetes has this API since 1.34.
	newest := defaults.APIVersions.Has("resource.k8s.io/v1")
	fmt.Printf("KubeVersion %s; >=1.21.0-0 is met: %v; has resource.k8s.io/v1, of 1.34: %v\n", version, taken, newest)
	if version != "v1.20.0" || taken || !newest {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
GO
go run .
