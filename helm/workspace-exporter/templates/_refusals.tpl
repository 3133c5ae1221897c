{{/*
What values.schema.json cannot see: values that are each right by themselves and wrong together. A line each, that begins with
the key to change. What may come from the environment instead is only missed in NOTES.txt.
*/}}
{{- define "workspace-exporter.refusals" -}}
{{- include "workspace-exporter.refusalsOfProjects" . }}
{{- include "workspace-exporter.refusalsOfSignIn" . }}
{{- include "workspace-exporter.refusalsOfFiles" . }}
{{- include "workspace-exporter.refusalsOfModes" . }}
{{- include "workspace-exporter.refusalsOfScrapes" . }}
{{- include "workspace-exporter.refusalsOfRules" . }}
{{- end -}}

{{- define "workspace-exporter.refusalsOfProjects" -}}
{{- $values := .Values -}}
{{- if and $values.config $values.existingConfigMap.name }}
existingConfigMap.name: config is given as well; one of the two
{{- end }}
{{- if and (include "workspace-exporter.hasConfig" .) (hasKey $values.settings "project") }}
settings.project: a project of the configuration file has its name there
{{- end }}
{{- $names := dict }}
{{- range $values.config.projects }}
{{- if hasKey $names .name }}
config.projects: the name {{ .name }} is given twice
{{- end }}
{{- $_ := set $names .name true }}
{{- end }}
{{- if gt (int $values.sharding.instances) 1 }}
{{- if not $values.config }}
sharding.instances: only the projects of config can be spread; a single project, or a ConfigMap of your own, is not split
{{- end }}
{{- if ne $values.mode "deployment" }}
sharding.instances: goes together with mode deployment alone, not with {{ $values.mode }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "workspace-exporter.refusalsOfSignIn" -}}
{{- $signIn := .Values.signIn -}}
{{- $method := $signIn.method -}}
{{- $takesSecrets := has $method (list "token" "password" "keys") -}}
{{- $hasSecrets := or $signIn.existingSecret $signIn.projected -}}
{{- if and $hasSecrets (not $method) }}
signIn.method: which of token, password and keys is the Secret for?
{{- end }}
{{- if and $hasSecrets (has $method (list "metadata" "podIdentity" "oidc")) }}
signIn.method: {{ $method }} takes no Secret; leave out signIn.existingSecret and signIn.projected
{{- end }}
{{- if and (eq $method "podIdentity") (ne (empty $signIn.podIdentity.uri) (empty $signIn.podIdentity.audience)) }}
signIn.podIdentity: uri and audience go together; leave both empty where CCE puts them into the pod itself
{{- end }}
{{- if and (eq $method "oidc") (not $signIn.oidc.idpId) }}
signIn.oidc.idpId: required with signIn.method oidc
{{- end }}
{{- if and $takesSecrets (not $hasSecrets) }}
signIn.existingSecret: required with signIn.method {{ $method }}, or signIn.projected
{{- end }}
{{- if and $signIn.existingSecret $signIn.projected }}
signIn.projected: signIn.existingSecret is given as well; one of the two
{{- end }}
{{- if and $method (hasKey .Values.settings "auth") }}
settings.auth: signIn.method sets it
{{- end }}
{{- if eq $signIn.through "environment" }}
{{- if eq $method "token" }}
signIn.through: a token is read from a file alone, so that a new one is seen; set it to files
{{- end }}
{{- if $signIn.projected }}
signIn.through: signIn.projected gives files, not variables; set it to files
{{- end }}
{{- end }}
{{- if eq $method "password" }}
{{- range $key, $flag := dict "user" "iam_user" "domain" "iam_domain" }}
{{- if get $signIn.keys $key }}
{{- if $signIn.projected }}
signIn.keys.{{ $key }}: a projected volume gives files, and this is no file; set settings.{{ $flag }}
{{- end }}
{{- if hasKey $.Values.settings $flag }}
settings.{{ $flag }}: signIn.keys.{{ $key }} takes it from the Secret; one of the two
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $key := dict "token" (list "token") "password" (list "password") "keys" (list "accessKey" "secretKey") | dig $method list }}
{{- if not (get $signIn.keys $key) }}
signIn.keys.{{ $key }}: required with signIn.method {{ $method }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "workspace-exporter.refusalsOfFiles" -}}
{{- $web := .Values.web -}}
{{- if and $web.config $web.existingSecret }}
web.existingSecret: web.config is given as well; one of the two
{{- end }}
{{- range $key := list "tls" "clientCertificates" }}
{{- if and (get $web $key) (not $web.existingSecret) }}
web.{{ $key }}: is for web.existingSecret, which the chart cannot look into; web.config says it itself
{{- end }}
{{- end }}
{{- if and $web.clientCertificates (not $web.tls) }}
web.clientCertificates: certificates of clients need web.tls
{{- end }}
{{- if and $web.certificates (not (include "workspace-exporter.hasWebConfig" .)) }}
web.certificates: nothing uses them without web.config or web.existingSecret
{{- end }}
{{- if and .Values.ca.existingConfigMap .Values.ca.existingSecret }}
ca.existingSecret: ca.existingConfigMap is given as well; one of the two
{{- end }}
{{- $names := dict }}
{{- range .Values.secrets }}
{{- if hasKey $names .name }}
secrets: the name {{ .name }} is given twice
{{- end }}
{{- $_ := set $names .name true }}
{{- end }}
{{- end -}}

{{- define "workspace-exporter.refusalsOfModes" -}}
{{- $values := .Values -}}
{{- if semverCompare "<1.25.0-0" .Capabilities.KubeVersion.Version }}
Kubernetes: the chart needs 1.25 and this is {{ .Capabilities.KubeVersion.Version }}; where no cluster is asked, as in helm template, name yours by --kube-version
{{- end }}
{{- if and $values.serviceMonitor.enabled $values.podMonitor.enabled }}
podMonitor.enabled: serviceMonitor is enabled as well, and every session would be counted twice
{{- end }}
{{- if and $values.serviceMonitor.enabled (eq $values.mode "deployment") (not $values.service.enabled) }}
serviceMonitor.enabled: needs service.enabled; without a Service, podMonitor
{{- end }}
{{- if eq $values.mode "sidecar" }}
{{- if and $values.sidecar.native (semverCompare "<1.29.0-0" .Capabilities.KubeVersion.Version) }}
sidecar.native: needs Kubernetes 1.29 and this is {{ .Capabilities.KubeVersion.Version }}; set it to false, or where no cluster is asked, as in helm template, name yours by --kube-version
{{- end }}
{{- if $values.serviceMonitor.enabled }}
serviceMonitor.enabled: in mode sidecar there is no Service of ours; use podMonitor
{{- end }}
{{- range $key := list "podMonitor" "networkPolicy" }}
{{- if and (get $values $key).enabled (not $values.sidecar.podLabels) }}
sidecar.podLabels: required for {{ $key }}, which has to find the pods that carry the container
{{- end }}
{{- end }}
{{- if $values.podDisruptionBudget.enabled }}
podDisruptionBudget.enabled: in mode sidecar the pod is another chart's
{{- end }}
{{- end }}
{{- if eq $values.mode "agent" }}
{{- if not $values.agent.remoteWrite }}
agent.remoteWrite: required in mode agent: where to write
{{- end }}
{{- range $key := list "serviceMonitor" "podMonitor" }}
{{- if (get $values $key).enabled }}
{{ $key }}.enabled: in mode agent the agent scrapes, and every session would be counted twice
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* A scrape that may take longer than until the next one is none to Prometheus: it takes no part of that configuration. */}}
{{- define "workspace-exporter.refusalsOfScrapes" -}}
{{- range $key, $list := dict "serviceMonitor" "endpoints" "podMonitor" "podMetricsEndpoints" }}
{{- $monitor := get $.Values $key }}
{{- $endpoint := include "workspace-exporter.endpoint" (dict "chart" $ "monitor" $monitor) | fromJson }}
{{- include "workspace-exporter.refusalOfTimes" (dict "key" $key "interval" "interval" "timeout" "scrapeTimeout" "of" $endpoint) }}
{{- if hasKey $monitor.spec $list }}
{{ $key }}.spec.{{ $list }}: the chart has the one that there is; what {{ $key }}.endpoint says is laid over it
{{- end }}
{{- end }}
{{- $agent := .Values.agent }}
{{- include "workspace-exporter.refusalOfTimes" (dict "key" "agent" "interval" "scrapeInterval" "timeout" "scrapeTimeout" "of" $agent) }}
{{- $job := dict "scrape_interval" (default $agent.scrapeInterval $agent.scrapeConfig.scrape_interval) "scrape_timeout" (default "" $agent.scrapeConfig.scrape_timeout) }}
{{- include "workspace-exporter.refusalOfTimes" (dict "key" "agent.scrapeConfig" "interval" "scrape_interval" "timeout" "scrape_timeout" "of" $job) }}
{{- end -}}

{{- define "workspace-exporter.refusalOfTimes" -}}
{{- $interval := get .of .interval }}
{{- $timeout := get .of .timeout }}
{{- if and $interval $timeout (lt (include "workspace-exporter.milliseconds" $interval | int64) (include "workspace-exporter.milliseconds" $timeout | int64)) }}
{{ .key }}.{{ .interval }}: {{ $interval }} is below {{ .key }}.{{ .timeout }}, which is {{ $timeout }}
{{- end }}
{{- end -}}

{{- define "workspace-exporter.refusalsOfRules" -}}
{{- if .Values.prometheusRule.enabled }}
{{- $files := .Files.Glob "files/rules/*.yml" }}
{{- if not $files }}
files/rules: {{ include "workspace-exporter.filesAreMissing" . }}
{{- end }}
{{- range $path, $content := $files }}
{{- if not (kindIs "slice" (toString $content | fromYaml).groups) }}
{{ $path }}: {{ include "workspace-exporter.filesAreMissing" $ }}
{{- end }}
{{- end }}
{{- end }}
{{- if .Values.dashboards.enabled }}
{{- $files := .Files.Glob "files/dashboards/*.json" }}
{{- if not $files }}
files/dashboards: {{ include "workspace-exporter.filesAreMissing" . }}
{{- end }}
{{- range $path, $content := $files }}
{{- if not (toString $content | fromJson).uid }}
{{ $path }}: {{ include "workspace-exporter.filesAreMissing" $ }}
{{- end }}
{{- end }}
{{- end }}
{{- $known := include "workspace-exporter.ruleNames" . | fromJson -}}
{{- if $known.records }}
{{- range $record, $_ := .Values.prometheusRule.settings }}
{{- if not (has $record $known.records) }}
prometheusRule.settings: {{ $record }} is none of {{ join ", " $known.records }}
{{- end }}
{{- end }}
{{- range .Values.prometheusRule.disabled }}
{{- if not (has . $known.alerts) }}
prometheusRule.disabled: {{ . }} is none of {{ join ", " $known.alerts }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
