{{/* The pods of this chart: the Deployments' and the test's. */}}

{{/* Where a pod runs, as whom, and in which network; without its containers and volumes. */}}
{{- define "workspace-exporter.podSettings" -}}
serviceAccountName: {{ include "workspace-exporter.serviceAccountName" . }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  {{- with .Values.securityContext.fsGroup }}
  fsGroup: {{ int64 . }}
  {{- end }}
  seccompProfile: {type: RuntimeDefault}
{{- range $key := list
  "imagePullSecrets" "nodeSelector" "tolerations" "affinity" "topologySpreadConstraints" "priorityClassName"
  "runtimeClassName" "hostAliases" "dnsPolicy" "dnsConfig" }}
{{- with get $.Values $key }}
{{ dict $key . | toYaml }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "workspace-exporter.podTemplate" -}}
metadata:
  labels: {{- mergeOverwrite (dict) .Values.commonLabels .Values.podLabels (include "workspace-exporter.podSelector" . | fromYaml) | toYaml | nindent 4 }}
  {{- with mergeOverwrite (dict) .Values.commonAnnotations .Values.podAnnotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- include "workspace-exporter.podSettings" . | nindent 2 }}
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  {{- with .Values.extraInitContainers }}
  initContainers: {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    {{- include "workspace-exporter.container" . | nindent 4 }}
    {{- if eq .Values.mode "agent" }}
    {{- include "workspace-exporter.agentContainer" . | nindent 4 }}
    {{- end }}
    {{- with .Values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- $volumes := include "workspace-exporter.volumes" . }}
  {{- if or $volumes (eq .Values.mode "agent") }}
  volumes:
    {{- with $volumes }}{{ . | nindent 4 }}{{ end }}
    {{- if eq .Values.mode "agent" }}
    {{- include "workspace-exporter.agentVolumes" . | nindent 4 }}
    {{- end }}
  {{- end }}
{{- end -}}
