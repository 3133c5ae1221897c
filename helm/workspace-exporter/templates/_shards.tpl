{{/*
The exporters of this release, as JSON under `shards`: one, or as many as sharding.instances has projects for. Each has the
suffix of its names, its number where there are several, and its projects. All projects of an identity fall to one exporter,
since the quota that they share is counted in it. The program takes no file without projects, so a shard without is left out.
*/}}
{{- define "workspace-exporter.shards" -}}
{{- $instances := int .Values.sharding.instances -}}
{{- $shards := list -}}
{{- if eq $instances 1 -}}
{{- $shards = list (dict "suffix" "" "number" "" "projects" .Values.config.projects) -}}
{{- else -}}
{{- range $number := until $instances -}}
{{- $projects := list -}}
{{- range $.Values.config.projects -}}
{{- $hash := default .name .identity | sha256sum | trunc 12 | printf "0x%s" | int64 -}}
{{- if eq (mod $hash $instances) (int64 $number) -}}{{- $projects = append $projects . -}}{{- end -}}
{{- end -}}
{{- if $projects -}}
{{- $shards = append $shards (dict "suffix" (printf "-%d" $number) "number" (toString $number) "projects" $projects) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- dict "shards" $shards | toJson -}}
{{- end -}}
