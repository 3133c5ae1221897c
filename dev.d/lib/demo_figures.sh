# shellcheck shell=bash disable=SC2034
# The programs of ./dev demo that show the exporter's figures: Prometheus with the rules, Grafana with the dashboards.
# Each function writes what it needs into the folder given, starts its program in the background, and leaves the process
# in a variable of its name and where it listens in another, for the script that sources this.

free_address() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print("127.0.0.1:%d" % s.getsockname()[1])'
}

# start_prometheus FOLDER EXPORTER: with the rules, scraping that address, its data in the folder.
start_prometheus() {
  local scratch=$1
  prometheus_address=$(free_address)
  cat >"$scratch/prometheus.yml" <<END
global: {scrape_interval: 5s, evaluation_interval: 5s}
rule_files: ['$PWD/dashboards/rules/*.yml']
scrape_configs:
  - job_name: workspace-exporter
    honor_labels: true
    static_configs: [{targets: ['$2']}]
END
  env -i HOME="$scratch" PATH="$PATH" prometheus --config.file="$scratch/prometheus.yml" \
    --storage.tsdb.path="$scratch/prometheus" --web.listen-address="$prometheus_address" \
    >"$scratch/prometheus.log" 2>&1 &
  prometheus=$!
}

# prometheus_knows QUERY: whether it returns anything.
prometheus_knows() {
  curl --noproxy '*' --fail --silent --get --data-urlencode "query=$1" "http://$prometheus_address/api/v1/query" |
    grep -q '"value":'
}

# start_grafana FOLDER: with the dashboards, reading from that Prometheus; everybody on this machine may look.
start_grafana() {
  local scratch=$1 folder=$1/grafana
  grafana_address=$(free_address)
  mkdir -p "$folder/provisioning/datasources" "$folder/provisioning/dashboards"
  cat >"$folder/provisioning/datasources/prometheus.yml" <<END
apiVersion: 1
datasources:
  - {name: Prometheus, type: prometheus, access: proxy, url: 'http://$prometheus_address', isDefault: true}
END
  cat >"$folder/provisioning/dashboards/workspace.yml" <<END
apiVersion: 1
providers:
  - {name: workspace, type: file, options: {path: '$PWD/dashboards/grafana/provisioning'}}
END
  env -i HOME="$scratch" PATH="$PATH" GF_PATHS_DATA="$folder" GF_PATHS_LOGS="$folder" \
    GF_PATHS_PROVISIONING="$folder/provisioning" GF_SERVER_HTTP_ADDR="${grafana_address%:*}" \
    GF_SERVER_HTTP_PORT="${grafana_address#*:}" GF_AUTH_ANONYMOUS_ENABLED=true GF_AUTH_ANONYMOUS_ORG_ROLE=Admin \
    GF_ANALYTICS_REPORTING_ENABLED=false GF_ANALYTICS_CHECK_FOR_UPDATES=false \
    grafana-server --homepath=/usr/share/grafana >"$scratch/grafana.log" 2>&1 &
  grafana=$!
}
