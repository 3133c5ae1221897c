// Says what the exporter toolkit thinks of each web configuration whose name it reads: the file, and what is wrong with it.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"

	"github.com/prometheus/exporter-toolkit/web"
)

type verdict struct {
	File  string `json:"file"`
	Fault string `json:"fault,omitempty"`
}

func main() {
	names, verdicts := bufio.NewScanner(os.Stdin), json.NewEncoder(os.Stdout)
	for names.Scan() {
		told := verdict{File: names.Text()}
		if err := web.Validate(told.File); err != nil {
			told.Fault = err.Error()
		}
		if err := verdicts.Encode(told); err != nil {
			log.Fatal(err)
		}
	}
}
