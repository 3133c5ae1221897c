package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	limit   = 100
	workers = 8
	live    = "Active,Disconnected,AppcInit"
)

// Workspace reads the sessions of one project.
type Workspace struct {
	endpoint, iamEndpoint, projectID, domain, user, passwordFile string

	client *http.Client
	mutex  sync.Mutex
	token  string
}

// Page is an answer of list-sessions, as far as it is counted.
type Page struct {
	Count int `json:"count"`
	Items []struct {
		ID         string `json:"id"`
		State      string `json:"session_state"`
		Group      string `json:"app_server_group_name"`
		GroupID    string `json:"app_server_group_id"`
		ClientType string `json:"client_type"`
		FailedCode string `json:"failed_code"`
	} `json:"items"`
}

// newClient keeps a connection for each worker; by default net/http keeps two.
func newClient() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = workers
	return &http.Client{Transport: transport, Timeout: 10 * time.Second}
}

// signIn returns the token that is held, or fetches one.
func (w *Workspace) signIn() (string, error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.token != "" {
		return w.token, nil
	}
	password, err := os.ReadFile(w.passwordFile)
	if err != nil {
		return "", err
	}
	type object = map[string]any
	user := object{"name": w.user, "password": strings.TrimSpace(string(password)), "domain": object{"name": w.domain}}
	body, err := json.Marshal(object{"auth": object{
		"identity": object{"methods": []string{"password"}, "password": object{"user": user}},
		"scope":    object{"project": object{"id": w.projectID}},
	}})
	if err != nil {
		return "", err
	}
	answer, err := w.client.Post(w.iamEndpoint+"/v3/auth/tokens?nocatalog=true", "application/json;charset=utf8",
		bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusCreated {
		return "", fmt.Errorf("signing in: %s", answer.Status)
	}
	w.token = answer.Header.Get("X-Subject-Token")
	return w.token, nil
}

func (w *Workspace) page(token string, query url.Values, offset int) (*Page, error) {
	parameters := query.Encode() + "&limit=" + strconv.Itoa(limit) + "&offset=" + strconv.Itoa(offset)
	request, err := http.NewRequest("GET", w.endpoint+"/v1/"+w.projectID+"/session/list-sessions?"+parameters, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("X-Auth-Token", token)
	answer, err := w.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode == http.StatusUnauthorized {
		w.mutex.Lock()
		w.token = ""
		w.mutex.Unlock()
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("listing: %s", answer.Status)
	}
	page := new(Page)
	return page, json.Unmarshal(data, page)
}

// listing adds the rows of all pages: as many as the first one's count says.
func (w *Workspace) listing(token string, query url.Values, sessions map[string]Labels) error {
	first, err := w.page(token, query, 0)
	if err != nil {
		return err
	}
	add(first, sessions)
	offsets := make(chan int)
	var group sync.WaitGroup
	var mutex sync.Mutex
	var failure error
	for i := 0; i < workers; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for offset := range offsets {
				page, err := w.page(token, query, offset)
				mutex.Lock()
				if err != nil {
					failure = err
				} else {
					add(page, sessions)
				}
				mutex.Unlock()
			}
		}()
	}
	for offset := limit; offset < first.Count; offset += limit {
		offsets <- offset
	}
	close(offsets)
	group.Wait()
	return failure
}

func add(page *Page, sessions map[string]Labels) {
	for _, row := range page.Items {
		code := row.FailedCode
		if code == "WKS.00000000" || code == "success" {
			code = ""
		}
		sessions[row.ID] = Labels{row.State, row.Group, row.GroupID, row.ClientType, code}
	}
}

func (w *Workspace) sessions() (map[string]Labels, error) {
	token, err := w.signIn()
	if err != nil {
		return nil, err
	}
	const layout = "2006-01-02T15:04:05.000Z"
	now := time.Now().UTC()
	end := []string{now.Format(layout)}
	sessions := map[string]Labels{}
	week := url.Values{"query_begin_time": {now.AddDate(0, 0, -7).Format(layout)}, "query_end_time": end,
		"session_state": {live}}
	if err := w.listing(token, week, sessions); err != nil {
		return nil, err
	}
	day := url.Values{"query_begin_time": {now.Add(-24 * time.Hour).Format(layout)}, "query_end_time": end}
	return sessions, w.listing(token, day, sessions)
}
