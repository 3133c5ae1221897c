{{/*
The groups of files/rules, as JSON under `groups`, with what the values of prometheusRule change. The files are data: their
braces are Prometheus' own and never rendered.
*/}}
{{- define "workspace-exporter.ruleGroups" -}}
{{- $values := .Values.prometheusRule -}}
{{- $groups := list -}}
{{- range $path, $_ := .Files.Glob "files/rules/*.yml" -}}
{{- range ($.Files.Get $path | fromYaml).groups -}}
{{- $rules := list -}}
{{- range .rules -}}
{{- if not (has .alert $values.disabled) -}}
{{- $changes := dict -}}
{{- with get $values.settings (default "" .record) -}}{{- $_ := set $changes "expr" . -}}{{- end -}}
{{- if eq (default "" .record) "workspace:runbooks:info" -}}
{{- $_ := set $changes "labels" (dict "base" $values.runbooks) -}}
{{- end -}}
{{- $rules = append $rules (mergeOverwrite (dict) . $changes) -}}
{{- end -}}
{{- end -}}
{{- if $rules -}}{{- $groups = append $groups (mergeOverwrite (dict) . (dict "rules" $rules)) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- dict "groups" $groups | toJson -}}
{{- end -}}

{{/* Of files/rules and files/dashboards, where they cannot be read as what they are. */}}
{{- define "workspace-exporter.filesAreMissing" -}}
this copy of the chart has lost files that it renders; a tool may have left them out, or written links for them. Take the packed chart, or the folder as it stands in the repository
{{- end -}}

{{/* The names that prometheusRule.settings and prometheusRule.disabled may hold: as JSON under `records` and `alerts`. */}}
{{- define "workspace-exporter.ruleNames" -}}
{{- $records := list -}}
{{- $alerts := list -}}
{{- range (.Files.Get "files/rules/settings.yml" | fromYaml).groups -}}
{{- range .rules -}}{{- $records = append $records .record -}}{{- end -}}
{{- end -}}
{{- range $path, $_ := .Files.Glob "files/rules/*.yml" -}}
{{- range ($.Files.Get $path | fromYaml).groups -}}
{{- range .rules -}}{{- with .alert -}}{{- $alerts = append $alerts . -}}{{- end -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- dict "records" $records "alerts" $alerts | toJson -}}
{{- end -}}

{{/* The expression for jobs in workspace:target:up, the first of the settings. */}}
{{- define "workspace-exporter.jobsOfRules" -}}
{{- $group := ($.Files.Get "files/rules/settings.yml" | fromYaml).groups | first -}}
{{- range $group.rules -}}
{{- if eq .record "workspace:target:up" -}}{{- regexFind "\"[^\"]*\"" .expr | trimAll "\"" -}}{{- end -}}
{{- end -}}
{{- end -}}
