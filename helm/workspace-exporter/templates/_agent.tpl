{{/* The Prometheus agent of mode agent: it scrapes the exporter beside it and writes to what agent.remoteWrite names. */}}

{{- define "workspace-exporter.agentConfiguration" -}}
{{- $instance := printf "%s/%s" (include "workspace-exporter.namespace" .) (include "workspace-exporter.fullname" .) -}}
{{- $scrape := dict
  "job_name" "workspace-exporter"
  "scheme" (include "workspace-exporter.scheme" .)
  "metrics_path" (include "workspace-exporter.metricsPath" .)
  "static_configs" (list (dict "targets" (list "localhost:10110") "labels" (dict "instance" $instance))) -}}
{{- $global := dict -}}
{{- range $name, $value := dict
  "scrape_interval" .Values.agent.scrapeInterval
  "scrape_timeout" .Values.agent.scrapeTimeout
  "external_labels" .Values.agent.externalLabels -}}
{{- with $value -}}{{- $_ := set $global $name . -}}{{- end -}}
{{- end -}}
{{- with $global -}}
global: {{- toYaml . | nindent 2 }}
{{ end -}}
scrape_configs:
  {{- mergeOverwrite (dict "honor_labels" true) .Values.agent.scrapeConfig $scrape | list | toYaml | nindent 2 }}
remote_write:
  {{- toYaml .Values.agent.remoteWrite | nindent 2 }}
{{- end -}}

{{- define "workspace-exporter.agentContainer" -}}
- name: prometheus-agent
  image: {{ include "workspace-exporter.image" (dict "chart" . "image" .Values.agent.image) }}
  imagePullPolicy: {{ .Values.agent.image.pullPolicy }}
  args:
    - --agent
    - --config.file=/etc/prometheus/config/prometheus.yaml
    # A change of the configuration is followed without a restart, as the exporter follows its own.
    - --enable-feature=auto-reload-config
    - --storage.agent.path=/prometheus
    # When it is stopped it sends what waits, for nearly as long as the kubelet lets it.
    - --storage.remote.flush-deadline={{ max 1 (sub .Values.terminationGracePeriodSeconds 2) }}s
    - --web.listen-address=:9090
  ports:
    - {name: agent, containerPort: 9090}
  livenessProbe:
    httpGet: {path: /-/healthy, port: agent}
    {{- toYaml .Values.probes.liveness | nindent 4 }}
  readinessProbe:
    httpGet: {path: /-/ready, port: agent}
    {{- toYaml .Values.probes.readiness | nindent 4 }}
  volumeMounts:
    - {name: agent-config, mountPath: /etc/prometheus/config, readOnly: true}
    - {name: agent-storage, mountPath: /prometheus}
    {{- if .Values.agent.existingSecret }}
    - {name: agent-secrets, mountPath: /etc/prometheus/secrets, readOnly: true}
    {{- end }}
  {{- with include "workspace-exporter.agentResources" . | fromJson }}
  resources: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- include "workspace-exporter.containerSecurity" . | nindent 2 }}
{{- end -}}

{{/* As JSON. */}}
{{- define "workspace-exporter.agentResources" -}}
{{- $defaults := dict "requests" (dict "cpu" "20m" "memory" "64Mi") "limits" (dict "memory" "256Mi") -}}
{{- include "workspace-exporter.replacing" (list .Values.agent.resources $defaults) -}}
{{- end -}}

{{- define "workspace-exporter.agentVolumes" -}}
- name: agent-config
  configMap:
    name: {{ include "workspace-exporter.fullname" . }}-agent
    defaultMode: 0444
- name: agent-storage
  emptyDir: {sizeLimit: {{ .Values.agent.storage }}}
{{- with .Values.agent.existingSecret }}
- name: agent-secrets
  secret:
    secretName: {{ . }}
    defaultMode: 0444
{{- end }}
{{- end -}}
