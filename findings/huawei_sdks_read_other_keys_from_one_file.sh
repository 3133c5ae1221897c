#!/usr/bin/env bash
# Huawei Cloud's SDKs for Python 3.1.219 and for Go v0.1.207 share the file ~/.huaweicloud/credentials, but not its grammar. Go
# takes quotes and what is behind a # or a ; off a value, also in the midst of a word; Python keeps them as a part of the key.
# Python takes [DEFAULT] for every section; Go does not, and without project_id it asks for one. Neither says a word: the service
# refuses the key.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod HUAWEICLOUD_SDK_CREDENTIALS_FILE=$folder/credentials
cat >credentials <<'INI'
[DEFAULT]
project_id = project

[basic]
ak = "key"
sk = secret ; of the console
security_token = token#1
INI
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check huaweicloudsdkcore==3.1.219
cat >read.py <<'PY'
from huaweicloudsdkcore.auth.provider import ProfileCredentialProvider

found = ProfileCredentialProvider.get_basic_credential_profile_provider().get_credentials()
print(f"<{found.ak}> <{found.sk}> <{found.security_token}> <{found.project_id}>")
PY
cat >go.mod <<'MOD'
module finding

go 1.19

require github.com/huaweicloud/huaweicloud-sdk-go-v3 v0.1.207
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/provider"
)

func main() {
	found, err := provider.BasicCredentialProfileProvider().GetCredentials()
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	key := found.(*basic.Credentials)
	fmt.Printf("<%s> <%s> <%s> <%s>\n", key.AK, key.SK, key.SecurityToken, key.ProjectId)
}
GO
python=$(python/bin/python3 read.py)
go=$(go run .)
printf 'ak, sk, security_token, project_id\nPython: %s\nGo:     %s\n' "$python" "$go"
[[ $python == '<"key"> <secret ; of the console> <token#1> <project>' && $go == '<key> <secret> <token> <>' ]] ||
  { echo CHANGED; exit 1; }
