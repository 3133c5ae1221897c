{{/*
The exporter's container, as an item of a list of containers. Takes a chart's context and nothing else: another chart that
has this one as a dependency passes `(index .Subcharts "workspace-exporter")`, and includes "workspace-exporter.volumes" of
the same context under its pod's volumes. The native form belongs under initContainers, the plain one under containers.
*/}}
{{- define "workspace-exporter.container" -}}
{{- $probes := .Values.probes -}}
- name: workspace-exporter
  {{- if and (eq .Values.mode "sidecar") .Values.sidecar.native }}
  restartPolicy: Always
  {{- end }}
  {{- include "workspace-exporter.process" . | nindent 2 }}
  args: {{- include "workspace-exporter.arguments" . | nindent 4 }}
  ports:
    - {name: metrics, containerPort: 10110}
  startupProbe: {{- include "workspace-exporter.probe" (dict "chart" . "path" "/-/ready" "timing" $probes.startup) | nindent 4 }}
  livenessProbe: {{- include "workspace-exporter.probe" (dict "chart" . "path" "/-/healthy" "timing" $probes.liveness) | nindent 4 }}
  readinessProbe: {{- include "workspace-exporter.probe" (dict "chart" . "path" "/-/ready" "timing" $probes.readiness) | nindent 4 }}
{{- end -}}

{{/* What the container and the test's have in common: all but what the program is told to do. */}}
{{- define "workspace-exporter.process" -}}
image: {{ include "workspace-exporter.image" (dict "chart" . "image" .Values.image "tag" .Chart.AppVersion) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- $environment := include "workspace-exporter.signInEnvironment" . | trim }}
{{- if or $environment .Values.extraEnv }}
env:
  {{- with $environment }}{{ . | nindent 2 }}{{ end }}
  {{- with .Values.extraEnv }}{{ toYaml . | nindent 2 }}{{ end }}
{{- end }}
{{- with .Values.extraEnvFrom }}
envFrom: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with include "workspace-exporter.volumeMounts" . | trim }}
volumeMounts: {{- . | nindent 2 }}
{{- end }}
{{- with include "workspace-exporter.resources" . | fromJson }}
resources: {{- toYaml . | nindent 2 }}
{{- end }}
{{ include "workspace-exporter.containerSecurity" . }}
{{- end -}}

{{/*
The exporter's resources, as JSON. What the values give replaces the defaults, which are therefore here: helm merges maps, and
what stands in values.yaml could be added to and not left out. The kubelet holds a limit of ephemeral storage against all that
the pod has written, other containers and volumes included: a pod with more than the exporter has to bring its own.
*/}}
{{- define "workspace-exporter.resources" -}}
{{- $requests := dict "cpu" "10m" "memory" "32Mi" "ephemeral-storage" "64Mi" -}}
{{- $limits := dict "memory" "128Mi" -}}
{{- if and (eq .Values.mode "deployment") (not (or .Values.extraContainers .Values.extraInitContainers .Values.extraVolumes)) -}}
{{- $_ := set $limits "ephemeral-storage" "64Mi" -}}
{{- end -}}
{{- include "workspace-exporter.replacing" (list .Values.resources (dict "requests" $requests "limits" $limits)) -}}
{{- end -}}

{{/* Takes a list of the values and their defaults, two maps: those of the values, and defaults for keys that they leave out. As JSON. */}}
{{- define "workspace-exporter.replacing" -}}
{{- $result := dict -}}
{{- range $map := list (last .) (first .) -}}
{{- range $key, $value := $map -}}{{- $_ := set $result $key $value -}}{{- end -}}
{{- end -}}
{{- range $key, $value := $result -}}{{- if not $value -}}{{- $result = omit $result $key -}}{{- end -}}{{- end -}}
{{- $result | toJson -}}
{{- end -}}

{{/* Pod Security's `restricted`, whole in each container: in another chart's pod nothing else may say it. */}}
{{- define "workspace-exporter.containerSecurity" -}}
securityContext:
  runAsNonRoot: true
  {{- with .Values.securityContext.runAsUser }}
  runAsUser: {{ int64 . }}
  {{- end }}
  {{- with .Values.securityContext.runAsGroup }}
  runAsGroup: {{ int64 . }}
  {{- end }}
  readOnlyRootFilesystem: true
  allowPrivilegeEscalation: false
  capabilities: {drop: [ALL]}
  seccompProfile: {type: RuntimeDefault}
{{- end -}}
