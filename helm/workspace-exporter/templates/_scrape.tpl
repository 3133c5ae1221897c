{{/*
A ServiceMonitor or PodMonitor, whose endpoint and spec the values may lay any field over. Takes the chart's context as `chart`,
the values of either as `monitor`, their key as `key`, and what they differ in: the list of endpoints as `list`, and the
`selector`.
*/}}
{{- define "workspace-exporter.monitor" -}}
apiVersion: monitoring.coreos.com/v1
kind: {{ title .key }}
{{ include "workspace-exporter.metadata" (dict "chart" .chart "namespace" .monitor.namespace "labels" .monitor.labels "annotations" .monitor.annotations) }}
{{- $spec := dict
  "namespaceSelector" (dict "matchNames" (list (include "workspace-exporter.namespace" .chart)))
  "selector" (dict "matchLabels" .selector)
  .list (list (include "workspace-exporter.endpoint" . | fromJson)) }}
{{- with .monitor.jobLabel }}{{ $_ := set $spec "jobLabel" . }}{{ end }}
spec: {{- mergeOverwrite (deepCopy $spec) (deepCopy .monitor.spec) | toYaml | nindent 2 }}
{{- end -}}

{{/* As JSON. */}}
{{- define "workspace-exporter.endpoint" -}}
{{- $monitor := .monitor -}}
{{- $endpoint := dict
  "port" "metrics"
  "path" (include "workspace-exporter.metricsPath" .chart)
  "scheme" (include "workspace-exporter.scheme" .chart)
  "honorLabels" $monitor.honorLabels -}}
{{- range $key := list "interval" "scrapeTimeout" "tlsConfig" "basicAuth" "relabelings" "metricRelabelings" -}}
{{- with get $monitor $key -}}{{- $_ := set $endpoint $key . -}}{{- end -}}
{{- end -}}
{{- $endpoint = mergeOverwrite (deepCopy $endpoint) (deepCopy $monitor.endpoint) -}}
{{- if eq .chart.Values.mode "sidecar" -}}
{{- /* The application's container may have a port of that name as well. */ -}}
{{- $ours := dict "action" "keep" "sourceLabels" (list "__meta_kubernetes_pod_container_name") "regex" "workspace-exporter" -}}
{{- $_ := set $endpoint "relabelings" (prepend (default list $endpoint.relabelings) $ours) -}}
{{- end -}}
{{- $endpoint | toJson -}}
{{- end -}}

{{/*
Milliseconds of a duration as Prometheus writes it; 0 for an empty one. Values are compared by it, so that 1m30s is 90s.
*/}}
{{- define "workspace-exporter.milliseconds" -}}
{{- $units := dict "y" 31536000000 "w" 604800000 "d" 86400000 "h" 3600000 "m" 60000 "s" 1000 "ms" 1 -}}
{{- $total := 0 -}}
{{- range regexFindAll "[0-9]+[a-z]+" (toString .) -1 -}}
{{- $total = add $total (mul (regexFind "^[0-9]+" . | int64) (get $units (regexFind "[a-z]+$" .))) -}}
{{- end -}}
{{- $total -}}
{{- end -}}
