// Telegraf with the plugins that the tests of its scrapes need, and no others: telegraf CONFIG runs until it is stopped.
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"

	"github.com/influxdata/telegraf/agent"
	"github.com/influxdata/telegraf/config"
	_ "github.com/influxdata/telegraf/plugins/inputs/prometheus"
	_ "github.com/influxdata/telegraf/plugins/outputs/file"
	_ "github.com/influxdata/telegraf/plugins/serializers/json"
)

func main() {
	settings := config.NewConfig()
	if err := settings.LoadConfig(os.Args[1]); err != nil {
		log.Fatal(err)
	}
	stopped, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()
	if err := agent.NewAgent(settings).Run(stopped); err != nil {
		log.Fatal(err)
	}
}
