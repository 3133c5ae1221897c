// What a user would write in Go: the sessions gauge, read whole at each scrape, with the standard library alone.
//
// It reads every page once, eight at a time over connections that are kept, and counts each id once. It does not
// notice rows that move from page to page while it reads.
package main

import (
	"flag"
	"fmt"
	"log"
	"net"
	"net/http"
	"strings"
)

// Labels is what a session is counted by.
type Labels struct{ state, group, groupID, clientType, failedCode string }

var escape = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`).Replace

func exposition(sessions map[string]Labels) string {
	counts := map[Labels]int{}
	for _, labels := range sessions {
		counts[labels]++
	}
	var out strings.Builder
	out.WriteString("# HELP huaweicloud_workspace_sessions " +
		"Sessions: live ones of seven days, ended and failed ones of a day.\n" +
		"# TYPE huaweicloud_workspace_sessions gauge\n")
	for l, count := range counts {
		fmt.Fprintf(&out, "huaweicloud_workspace_sessions{session_state=\"%s\",server_group=\"%s\","+
			"server_group_id=\"%s\",client_type=\"%s\",failed_code=\"%s\"} %d\n",
			escape(l.state), escape(l.group), escape(l.groupID), escape(l.clientType), escape(l.failedCode), count)
	}
	return out.String()
}

func main() {
	var workspace Workspace
	flag.StringVar(&workspace.endpoint, "endpoint", "", "base URL of the Workspace API")
	flag.StringVar(&workspace.iamEndpoint, "iam_endpoint", "", "base URL of IAM")
	flag.StringVar(&workspace.projectID, "project_id", "", "the project")
	flag.StringVar(&workspace.domain, "iam_domain", "", "account name")
	flag.StringVar(&workspace.user, "iam_user", "", "IAM user name")
	flag.StringVar(&workspace.passwordFile, "iam_password_file", "", "file with the password")
	address := flag.String("web_listen_address", "127.0.0.1:10110", "where to listen")
	flag.Parse()
	workspace.client = newClient()

	http.HandleFunc("/metrics", func(writer http.ResponseWriter, _ *http.Request) {
		sessions, err := workspace.sessions()
		if err != nil {
			http.Error(writer, err.Error(), http.StatusInternalServerError)
			return
		}
		writer.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		fmt.Fprint(writer, exposition(sessions))
	})
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("listening address=%s\n", listener.Addr())
	log.Fatal(http.Serve(listener, nil))
}
