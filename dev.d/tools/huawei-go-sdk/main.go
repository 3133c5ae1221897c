// Lists the sessions of a project with Huawei Cloud's SDK: what to ask, and with which keys, is a JSON object on stdin;
// stdout gets a list of [id, state], in the order of the answers.
package main

import (
	"context"
	"encoding/json"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/provider"
	workspaceapp "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/workspaceapp/v1"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/workspaceapp/v1/model"
)

type order struct {
	Endpoint, Project, Begin, End string
	Key, Secret, Token            string // of the environment's kind: permanent, or temporary with a token
	Metadata                      string // host and port that stand for the service at 169.254.169.254
}

// The address is fixed in the SDK, which asks through Go's default transport: only the dialling is turned elsewhere.
func metadataAt(address string) {
	http.DefaultTransport.(*http.Transport).DialContext = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
}

func credentials(wanted order) (auth.ICredential, error) {
	if wanted.Metadata != "" {
		metadataAt(wanted.Metadata)
		source := provider.BasicCredentialMetadataProvider()
		source.ProjectId = wanted.Project
		return source.GetCredentials()
	}
	builder := basic.NewCredentialsBuilder().WithAk(wanted.Key).WithSk(wanted.Secret).WithProjectId(wanted.Project)
	if wanted.Token != "" {
		builder.WithSecurityToken(wanted.Token)
	}
	return builder.SafeBuild()
}

func list(client *workspaceapp.WorkspaceAppClient, wanted order) ([][2]string, error) {
	found, limit := [][2]string{}, int32(100)
	for {
		offset := int32(len(found))
		page, err := client.ListSessions(&model.ListSessionsRequest{
			Limit: &limit, Offset: &offset, QueryBeginTime: wanted.Begin, QueryEndTime: wanted.End})
		if err != nil {
			return nil, err
		}
		for _, session := range *page.Items {
			found = append(found, [2]string{*session.Id, *session.SessionState})
		}
		if len(*page.Items) == 0 || len(found) >= int(*page.Count) {
			return found, nil
		}
	}
}

func main() {
	var wanted order
	if err := json.NewDecoder(os.Stdin).Decode(&wanted); err != nil {
		log.Fatal(err)
	}
	keys, err := credentials(wanted)
	if err != nil {
		log.Fatal(err)
	}
	http, err := core.NewHcHttpClientBuilder().WithEndpoint(wanted.Endpoint).WithCredential(keys).SafeBuild()
	if err != nil {
		log.Fatal(err)
	}
	found, err := list(workspaceapp.NewWorkspaceAppClient(http), wanted)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		log.Fatal(err)
	}
}
