{{/*
What ServiceMonitor and PodMonitor say alike of the endpoint, as an item of a list. Takes the chart's context as `chart` and
the values of either as `monitor`.
*/}}
{{- define "workspace-exporter.endpoint" -}}
- port: metrics
  path: {{ include "workspace-exporter.metricsPath" .chart }}
  scheme: {{ include "workspace-exporter.scheme" .chart }}
  {{- $monitor := .monitor }}
  {{- range $key := list "interval" "scrapeTimeout" "tlsConfig" "basicAuth" "relabelings" "metricRelabelings" }}
  {{- with get $monitor $key }}
  {{- dict $key . | toYaml | nindent 2 }}
  {{- end }}
  {{- end }}
{{- end -}}
