{{/* The command line of the exporter, without commands such as --check. */}}

{{/*
A flag's value as text: lists and maps in the flag's own form, numbers without an exponent, and each $ twice, for Kubernetes
takes $(NAME) in an argument for a variable.
*/}}
{{- define "workspace-exporter.flagText" -}}
{{- if kindIs "slice" . -}}
{{- join "," . -}}
{{- else if kindIs "map" . -}}
{{- $pairs := list -}}
{{- range $key, $value := . -}}{{- $pairs = append $pairs (printf "%s=%v" $key $value) -}}{{- end -}}
{{- join "," $pairs -}}
{{- else if kindIs "float64" . -}}
{{- int64 . -}}
{{- else -}}
{{- toString . -}}
{{- end -}}
{{- end -}}

{{- define "workspace-exporter.arguments" -}}
- --web_listen_address=:10110
{{- include "workspace-exporter.fileArguments" . }}
{{- include "workspace-exporter.signInArguments" . }}
{{- range $flag, $value := .Values.settings }}
- {{ printf "--%s=%s" $flag (include "workspace-exporter.flagText" $value | replace "$" "$$") | quote }}
{{- end }}
{{- range .Values.extraArgs }}
- {{ . | quote }}
{{- end }}
{{- end -}}
