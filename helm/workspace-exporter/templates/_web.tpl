{{/* What the exporter's port asks of those who call it. Each is `true` or empty. */}}

{{- define "workspace-exporter.hasTls" -}}
{{- if or .Values.web.tls .Values.web.config.tls_server_config }}true{{ end -}}
{{- end -}}

{{- define "workspace-exporter.asksForCertificates" -}}
{{- $own := default dict .Values.web.config.tls_server_config -}}
{{- $auth := default "NoClientCert" $own.client_auth_type -}}
{{- $required := or (hasPrefix "Require" $auth) (and $own.client_allowed_sans (ne $auth "NoClientCert")) -}}
{{- if or .Values.web.clientCertificates $required }}true{{ end -}}
{{- end -}}

{{- define "workspace-exporter.scheme" -}}
{{- ternary "https" "http" (eq (include "workspace-exporter.hasTls" .) "true") -}}
{{- end -}}

{{- define "workspace-exporter.metricsPath" -}}
{{- default "/metrics" .Values.settings.web_telemetry_path -}}
{{- end -}}

{{/* Takes the chart's context as `chart`, a `path`, and `timing`. */}}
{{- define "workspace-exporter.probe" -}}
{{ if include "workspace-exporter.asksForCertificates" .chart -}}
tcpSocket: {port: metrics}
{{- else -}}
httpGet: {path: {{ .path }}, port: metrics, scheme: {{ include "workspace-exporter.scheme" .chart | upper }}}
{{- end }}
{{ toYaml .timing }}
{{- end -}}
