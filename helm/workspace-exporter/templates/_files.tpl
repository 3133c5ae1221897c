{{/*
The files that the exporter reads, each kind in a folder of its own. Folders and never single files are mounted: the kubelet
swaps a folder's content when a Secret changes, and would leave a file that is mounted by subPath as it was.

Modes are 0444, for only a container that mounts a volume sees it, and in another chart's pod no fsGroup may say whose it is.
*/}}

{{- define "workspace-exporter.hasConfig" -}}
{{- if or .Values.config .Values.existingConfigMap.name }}true{{ end -}}
{{- end -}}

{{- define "workspace-exporter.hasWebConfig" -}}
{{- if or .Values.web.config .Values.web.existingSecret }}true{{ end -}}
{{- end -}}

{{- define "workspace-exporter.hasCa" -}}
{{- if or .Values.ca.existingConfigMap .Values.ca.existingSecret }}true{{ end -}}
{{- end -}}

{{- define "workspace-exporter.configMapName" -}}
{{- if .Values.existingConfigMap.name -}}
{{- .Values.existingConfigMap.name -}}
{{- else -}}
{{- include "workspace-exporter.fullname" . }}{{ if .shard }}{{ .shard.suffix }}{{ end -}}
{{- end -}}
{{- end -}}

{{- define "workspace-exporter.fileArguments" -}}
{{- if include "workspace-exporter.hasConfig" . }}
- --config_file=/etc/workspace-exporter/config/config.yaml
{{- end }}
{{- if include "workspace-exporter.hasWebConfig" . }}
- --web_config_file=/etc/workspace-exporter/web/{{ ternary "web-config.yaml" .Values.web.existingSecretKey (empty .Values.web.existingSecret) }}
{{- end }}
{{- if include "workspace-exporter.hasCa" . }}
- --ca_file=/etc/workspace-exporter/ca/ca.crt
{{- end }}
{{- end -}}

{{- define "workspace-exporter.volumeMounts" -}}
{{- if include "workspace-exporter.hasConfig" . }}
- {name: workspace-exporter-config, mountPath: /etc/workspace-exporter/config, readOnly: true}
{{- end }}
{{- if include "workspace-exporter.signInIsInFiles" . }}
- {name: workspace-exporter-sign-in, mountPath: /etc/workspace-exporter/sign-in, readOnly: true}
{{- end }}
{{- range .Values.secrets }}
- {name: workspace-exporter-secret-{{ .name }}, mountPath: /etc/workspace-exporter/secrets/{{ .name }}, readOnly: true}
{{- end }}
{{- if include "workspace-exporter.hasWebConfig" . }}
- {name: workspace-exporter-web, mountPath: /etc/workspace-exporter/web, readOnly: true}
{{- end }}
{{- if include "workspace-exporter.hasCa" . }}
- {name: workspace-exporter-ca, mountPath: /etc/workspace-exporter/ca, readOnly: true}
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The volumes of the pod that has the container, as items of a list. Takes a chart's context and nothing else. */}}
{{- define "workspace-exporter.volumes" -}}
{{- include "workspace-exporter.volumesInLines" . | trim -}}
{{- end -}}

{{- define "workspace-exporter.volumesInLines" -}}
{{- if include "workspace-exporter.hasConfig" . }}
- name: workspace-exporter-config
  configMap:
    name: {{ include "workspace-exporter.configMapName" . }}
    defaultMode: 0444
    items: [{key: {{ ternary "config.yaml" .Values.existingConfigMap.key (empty .Values.existingConfigMap.name) }}, path: config.yaml}]
{{- end }}
{{- if include "workspace-exporter.signInIsInFiles" . }}
- name: workspace-exporter-sign-in
  {{- include "workspace-exporter.signInVolume" . | nindent 2 }}
{{- end }}
{{- range .Values.secrets }}
- name: workspace-exporter-secret-{{ .name }}
  secret:
    secretName: {{ .secretName }}
    defaultMode: 0444
    {{- with .items }}
    items: {{- toYaml . | nindent 6 }}
    {{- end }}
{{- end }}
{{- if include "workspace-exporter.hasWebConfig" . }}
- name: workspace-exporter-web
  projected:
    defaultMode: 0444
    sources:
      - secret:
          name: {{ default (printf "%s-web" (include "workspace-exporter.fullname" .)) .Values.web.existingSecret }}
      {{- range .Values.web.certificates }}
      - secret:
          name: {{ .secretName }}
          {{- with .items }}
          items: {{- toYaml . | nindent 12 }}
          {{- end }}
      {{- end }}
{{- end }}
{{- if include "workspace-exporter.hasCa" . }}
- name: workspace-exporter-ca
  {{- if .Values.ca.existingSecret }}
  secret:
    secretName: {{ .Values.ca.existingSecret }}
  {{- else }}
  configMap:
    name: {{ .Values.ca.existingConfigMap }}
  {{- end }}
    defaultMode: 0444
    items: [{key: {{ .Values.ca.key }}, path: ca.crt}]
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
