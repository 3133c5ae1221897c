{{/* Whom the exporter, and an agent beside it, call: found in all places where values may say it. */}}

{{/*
Maps of settings by the flags' names, as JSON under `all`: the flags, the configuration file's defaults and projects, the
arguments, and variables that stand in for a flag. What a ConfigMap or a Secret of the user's holds is not seen.
*/}}
{{- define "workspace-exporter.allSettings" -}}
{{- $all := list .Values.settings (default dict .Values.config.defaults) (dict "auth" .Values.signIn.method) -}}
{{- with (include "workspace-exporter.projectedToken" . | default "{}" | fromJson).uri -}}
{{- $all = append $all (dict "hc_container_credentials_full_uri" .) -}}
{{- end -}}
{{- range .Values.config.projects -}}{{- $all = append $all . -}}{{- end -}}
{{- range .Values.extraArgs -}}
{{- $all = append $all (dict (regexFind "[a-z_]+" .) (regexReplaceAll "^[^=]*=" . "")) -}}
{{- end -}}
{{- range .Values.extraEnv -}}
{{- $flag := trimPrefix "workspace_exporter_" (lower .name) -}}
{{- $all = append $all (dict (ternary "proxy" $flag (eq $flag "https_proxy")) (default "" .value)) -}}
{{- end -}}
{{- dict "all" $all | toJson -}}
{{- end -}}

{{/* The address of a URL as JSON, `host` and `port`; an empty map where it is none. */}}
{{- define "workspace-exporter.address" -}}
{{- $address := dict -}}
{{- with regexFind "^https?://[^/?#]+" (toString .) -}}
{{- $authority := regexReplaceAll "^https?://([^@]*@)?" . "" -}}
{{- $port := regexFind ":[0-9]+$" $authority -}}
{{- $_ := set $address "host" (trimSuffix $port $authority | trimPrefix "[" | trimSuffix "]") -}}
{{- $_ := set $address "port" (default (ternary "443" "80" (hasPrefix "https" .)) (trimPrefix ":" $port) | int) -}}
{{- end -}}
{{- toJson $address -}}
{{- end -}}

{{/*
The ports, the metadata services and the agents of pod identities, as JSON: `ports` beside 443, and `metadata`, a list of addresses
with `cidr` and `port`. One that goes by a name is among the ports alone, for a policy has no names.
*/}}
{{- define "workspace-exporter.egress" -}}
{{- $ports := list 443 -}}
{{- $metadata := list -}}
{{- $urls := list -}}
{{- $usesMetadata := false -}}
{{- $endpoints := list -}}
{{- $agents := list -}}
{{- range (include "workspace-exporter.allSettings" . | fromJson).all -}}
{{- $urls = concat $urls (list .endpoint .iam_endpoint .proxy) -}}
{{- if eq (toString .auth) "metadata" -}}{{- $usesMetadata = true -}}{{- end -}}
{{- with .metadata_endpoint -}}{{- $endpoints = append $endpoints . -}}{{- end -}}
{{- with .hc_container_credentials_full_uri -}}{{- $agents = append $agents . -}}{{- end -}}
{{- end -}}
{{- if eq .Values.mode "agent" -}}
{{- range .Values.agent.remoteWrite -}}
{{- $urls = concat $urls (list .url .proxy_url (dig "oauth2" "token_url" "" .) (dig "oauth2" "proxy_url" "" .)) -}}
{{- end -}}
{{- end -}}
{{- if $usesMetadata -}}{{- $agents = concat (default (list "http://169.254.169.254") $endpoints) $agents -}}{{- end -}}
{{- range uniq $agents -}}
{{- $address := include "workspace-exporter.address" . | fromJson -}}
{{- if regexMatch "^[0-9.]+$|:" (toString $address.host) -}}
{{- $bits := ternary "128" "32" (contains ":" $address.host) -}}
{{- $metadata = append $metadata (dict "cidr" (printf "%s/%s" $address.host $bits) "port" $address.port) -}}
{{- else -}}
{{- $urls = append $urls . -}}
{{- end -}}
{{- end -}}
{{- range $urls -}}
{{- with (include "workspace-exporter.address" . | fromJson).port -}}{{- $ports = append $ports (int .) -}}{{- end -}}
{{- end -}}
{{- dict "ports" (uniq $ports) "metadata" $metadata | toJson -}}
{{- end -}}
