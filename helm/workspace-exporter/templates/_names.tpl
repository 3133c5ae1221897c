{{/* What things are called, and by which labels they are found. */}}

{{- define "workspace-exporter.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The longest name that a Service may have is 63, and a shard's Deployment and the pods of the test add to it. */}}
{{- define "workspace-exporter.fullname" -}}
{{- $name := include "workspace-exporter.name" . -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- default $full .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "workspace-exporter.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{/* Of all that this release has. */}}
{{- define "workspace-exporter.releaseLabels" -}}
app.kubernetes.io/name: {{ include "workspace-exporter.name" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* Of the exporters' pods, and not of the test's; with a shard in the context, of its pod alone. */}}
{{- define "workspace-exporter.podSelector" -}}
{{ include "workspace-exporter.releaseLabels" . }}
app.kubernetes.io/component: exporter
{{- if .shard }}{{ with .shard.number }}
workspace-exporter-shard: {{ . | quote }}
{{- end }}{{ end }}
{{- end -}}

{{- define "workspace-exporter.labels" -}}
{{- $release := include "workspace-exporter.releaseLabels" . | fromYaml -}}
{{- $chart := dict
  "app.kubernetes.io/version" .Chart.AppVersion
  "app.kubernetes.io/managed-by" .Release.Service
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_") -}}
{{- mergeOverwrite (dict) .Values.commonLabels $chart $release | toYaml -}}
{{- end -}}

{{/*
The metadata of an object. Takes the chart's context as `chart`, and where they differ from the release's: `suffix` of the
name, `namespace`, and `labels` and `annotations` beside the common ones.
*/}}
{{- define "workspace-exporter.metadata" -}}
{{- $labels := include "workspace-exporter.labels" .chart | fromYaml -}}
{{- $annotations := mergeOverwrite (dict) .chart.Values.commonAnnotations (default dict .annotations) -}}
metadata:
  name: {{ include "workspace-exporter.fullname" .chart }}{{ .suffix }}
  namespace: {{ default (include "workspace-exporter.namespace" .chart) .namespace }}
  labels: {{- mergeOverwrite (dict) (default dict .labels) $labels | toYaml | nindent 4 }}
  {{- with $annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "workspace-exporter.serviceAccountName" -}}
{{- $created := and .Values.serviceAccount.create (ne .Values.mode "sidecar") -}}
{{- default (ternary (include "workspace-exporter.fullname" .) "default" $created) .Values.serviceAccount.name -}}
{{- end -}}

{{/* Takes an image's values as `image`, the chart's context as `chart`, and `tag` for where the values give none. */}}
{{- define "workspace-exporter.image" -}}
{{- $global := default dict .chart.Values.global -}}
{{- with default .image.registry $global.imageRegistry }}{{ . }}/{{ end -}}
{{- .image.repository -}}
{{- if .image.digest }}@{{ .image.digest }}{{ else }}:{{ default .tag .image.tag }}{{ end -}}
{{- end -}}
