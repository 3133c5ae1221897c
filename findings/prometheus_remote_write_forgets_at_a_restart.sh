#!/usr/bin/env bash
# Prometheus 3.16.0 (github.com/prometheus/prometheus v0.316.0, tsdb/wlog), server and agent: remote write reads the write-ahead
# log, and so catches up on what was scraped while the receiver was away. A restart in the meantime ends that: the reader that
# starts anew reads the whole log but passes on only the samples that are later than its own start. The older ones stay in the
# log and are never sent; an agent, which has no storage of its own, has lost them. So restart no agent in order to mend its
# remote write.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOFLAGS=-mod=mod
cat >go.mod <<'MOD'
module finding

go 1.26.7

require github.com/prometheus/prometheus v0.316.0
MOD
cat >main.go <<'GO'
package main

import (
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/tsdb/record"
	"github.com/prometheus/prometheus/tsdb/wlog"
	"github.com/prometheus/prometheus/util/compression"
)

// The queue of remote write, which keeps what it is to send.
type queue struct {
	lock   sync.Mutex
	values []float64
}

func (q *queue) Append(samples []record.RefSample) bool {
	q.lock.Lock()
	defer q.lock.Unlock()
	for _, sample := range samples {
		q.values = append(q.values, sample.V)
	}
	return true
}

func (q *queue) got() string {
	q.lock.Lock()
	defer q.lock.Unlock()
	return fmt.Sprint(q.values)
}

func (*queue) AppendExemplars([]record.RefExemplar) bool                   { return true }
func (*queue) AppendHistograms([]record.RefHistogramSample) bool           { return true }
func (*queue) AppendFloatHistograms([]record.RefFloatHistogramSample) bool { return true }
func (*queue) StoreSeries([]record.RefSeries, int)                         {}
func (*queue) StoreMetadata([]record.RefMetadata)                          {}
func (*queue) UpdateSeriesSegment([]record.RefSeries, int)                 {}
func (*queue) SeriesReset(int)                                             {}

func must(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

func watch(to *queue, name string) *wlog.Watcher {
	quiet := slog.New(slog.DiscardHandler)
	metrics, reads := wlog.NewWatcherMetrics(nil), wlog.NewLiveReaderMetrics(nil)
	watcher := wlog.NewWatcher(metrics, reads, quiet, name, to, ".", false, false, false, nil)
	watcher.Start()
	time.Sleep(time.Second)
	return watcher
}

func main() {
	wal, err := wlog.New(slog.New(slog.DiscardHandler), nil, "wal", compression.None)
	must(err)
	var encoder record.Encoder
	scrape := func(value float64) {
		sample := record.RefSample{Ref: 1, T: time.Now().UnixMilli(), V: value}
		must(wal.Log(encoder.Samples([]record.RefSample{sample}, nil)))
		time.Sleep(time.Second)
	}
	must(wal.Log(encoder.Series([]record.RefSeries{{Ref: 1, Labels: labels.FromStrings("__name__", "up")}}, nil)))
	var stayed, restarted queue
	first := watch(&stayed, "stayed")
	scrape(1)
	scrape(2)
	second := watch(&restarted, "restarted")
	scrape(3)
	for range 40 {
		first.Notify()
		second.Notify()
		time.Sleep(250 * time.Millisecond)
		if stayed.got() == "[1 2 3]" && restarted.got() != "[]" {
			break
		}
	}
	fmt.Println("scraped 1 and 2, started another reader of the log, scraped 3")
	fmt.Println("the reader that stayed passes on", stayed.got(), "- the one that started", restarted.got())
	if stayed.got() != "[1 2 3]" || restarted.got() != "[3]" {
		fmt.Println("CHANGED")
		os.Exit(1)
	}
}
GO
go run .
