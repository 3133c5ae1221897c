{{/* How the exporter signs in: arguments, variables and a folder, from the values under signIn. */}}

{{/*
What a method is in the program, and the parts of a credential that it takes: the key of the values with the name of the
Secret's key, the file in our folder with its flag, and the variable. A part whose key is empty is not taken.
*/}}
{{- define "workspace-exporter.signInMethods" -}}
token:
  auth: token_file
  parts:
    - {key: token, file: token, flag: token_file}
password:
  auth: password
  parts:
    - {key: password, file: password, flag: iam_password_file, variable: HW_USER_PASSWORD}
    - {key: user, variable: HW_USER_NAME}
    - {key: domain, variable: HW_DOMAIN_NAME}
keys:
  auth: aksk
  parts:
    - {key: accessKey, file: access-key, flag: access_key_file, variable: HUAWEICLOUD_SDK_AK}
    - {key: secretKey, file: secret-key, flag: secret_key_file, variable: HUAWEICLOUD_SDK_SK}
    - {key: securityToken, file: security-token, flag: security_token_file, variable: HUAWEICLOUD_SDK_SECURITY_TOKEN}
metadata:
  auth: metadata
  parts: []
podIdentity:
  auth: pod_identity
  parts: []
oidc:
  auth: oidc
  parts: []
{{- end -}}

{{/* The service account's token that the method wants, as JSON: `audience`, `expirationSeconds`, and `variables`; else empty. */}}
{{- define "workspace-exporter.projectedToken" -}}
{{- $signIn := .Values.signIn -}}
{{- $file := "/etc/workspace-exporter/sign-in/token" -}}
{{- if and (eq $signIn.method "podIdentity") $signIn.podIdentity.uri -}}
{{- $variables := dict "HC_CONTAINER_CREDENTIALS_FULL_URI" $signIn.podIdentity.uri "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE" $file -}}
{{- merge (dict "variables" $variables) $signIn.podIdentity | toJson -}}
{{- else if eq $signIn.method "oidc" -}}
{{- $variables := dict "HUAWEICLOUD_SDK_IDP_ID" $signIn.oidc.idpId "HUAWEICLOUD_SDK_ID_TOKEN_FILE" $file -}}
{{- merge (dict "variables" $variables) $signIn.oidc | toJson -}}
{{- end -}}
{{- end -}}

{{/* The parts that the method has and the values name, each with its key: as JSON under `files` and `variables`. */}}
{{- define "workspace-exporter.signInParts" -}}
{{- $method := get (include "workspace-exporter.signInMethods" . | fromYaml) .Values.signIn.method | default dict -}}
{{- $files := list -}}
{{- $variables := list -}}
{{- range $method.parts -}}
{{- $key := get $.Values.signIn.keys .key -}}
{{- if $key -}}
{{- $part := merge (dict "key" $key) . -}}
{{- if and .file (eq $.Values.signIn.through "files") -}}
{{- $files = append $files $part -}}
{{- else -}}
{{- $variables = append $variables $part -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- dict "auth" $method.auth "files" $files "variables" $variables | toJson -}}
{{- end -}}

{{- define "workspace-exporter.signInIsInFiles" -}}
{{- if or (include "workspace-exporter.signInParts" . | fromJson).files (include "workspace-exporter.projectedToken" .) }}true{{ end -}}
{{- end -}}

{{- define "workspace-exporter.signInArguments" -}}
{{- $parts := include "workspace-exporter.signInParts" . | fromJson -}}
{{- with $parts.auth }}
- --auth={{ . }}
{{- end }}
{{- range $parts.files }}
- --{{ .flag }}=/etc/workspace-exporter/sign-in/{{ .file }}
{{- end }}
{{- end -}}

{{- define "workspace-exporter.signInEnvironment" -}}
{{- range (include "workspace-exporter.signInParts" . | fromJson).variables }}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef: {name: {{ $.Values.signIn.existingSecret }}, key: {{ .key }}}
{{- end }}
{{- with include "workspace-exporter.projectedToken" . }}
{{- range $name, $value := (fromJson .).variables }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "workspace-exporter.signInVolume" -}}
{{- $token := include "workspace-exporter.projectedToken" . | default "{}" | fromJson -}}
{{- if $token.variables -}}
projected:
  defaultMode: 0444
  sources:
    - serviceAccountToken:
        {{- with $token.audience }}
        audience: {{ . | quote }}
        {{- end }}
        expirationSeconds: {{ int64 $token.expirationSeconds }}
        path: token
{{- else if .Values.signIn.projected -}}
projected:
  defaultMode: 0444
  sources: {{- toYaml .Values.signIn.projected | nindent 4 }}
{{- else -}}
secret:
  secretName: {{ .Values.signIn.existingSecret }}
  defaultMode: 0444
  items:
    {{- range (include "workspace-exporter.signInParts" . | fromJson).files }}
    - {key: {{ .key }}, path: {{ .file }}}
    {{- end }}
{{- end -}}
{{- end -}}
