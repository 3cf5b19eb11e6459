{{/* Secrets reach pods as files only, and each component sees only its own. */}}

{{- define "tributary.secretName" -}}
{{- .Values.secrets.existingSecret | default (printf "%s-secrets" (include "tributary.fullname" .)) -}}
{{- end -}}

{{/*
The data of the Secret that the chart makes, as YAML: what the cluster holds already stays. Made once for each rendering,
so that the Secret and the checksum of it agree; hence the dictionary in .Values, which all templates share.
*/}}
{{- define "tributary.madeSecrets" -}}
{{- if not (hasKey .Values "madeSecrets") -}}
{{- $held := (lookup "v1" "Secret" .Release.Namespace (include "tributary.secretName" .)).data | default dict -}}
{{- $new := dict
  "internal-secret" (randAlphaNum 48 | b64enc)
  "signing-key" (genPrivateKey "ed25519" | b64enc)
  "admin-password" (randAlphaNum 24 | b64enc) -}}
{{- range $name, $value := $new }}
{{- $key := get $.Values.secrets.keys $name }}
{{- $_ := set $.Values "madeSecrets" (merge (dict $key (get $held $key | default $value)) ($.Values.madeSecrets | default dict)) }}
{{- end -}}
{{- end -}}
{{- toYaml .Values.madeSecrets -}}
{{- end -}}

{{/* Whether a component reads a queue's URL. */}}
{{- define "tributary.onBus" -}}
{{- if and .c.bus .root.Values.bus.existingSecret }}true{{ end -}}
{{- end -}}

{{/* Sources of a projected volume: the URLs of the component's database and queue. */}}
{{- define "tributary.storageSecrets" -}}
{{- if include "tributary.onPostgres" .root }}
- secret:
    name: {{ .root.Values.database.postgres.existingSecret }}
    items:
      - {key: {{ get .root.Values.database.postgres.keys .c.name | quote }}, path: database-url}
{{- end }}
{{- if include "tributary.onBus" . }}
- secret:
    name: {{ .root.Values.bus.existingSecret }}
    items:
      - {key: {{ .root.Values.bus.key | quote }}, path: bus-url}
{{- end }}
{{- end -}}

{{/* Sources of a projected volume: everything secret that a component's servers read. */}}
{{- define "tributary.secretSources" -}}
- secret:
    name: {{ include "tributary.secretName" .root }}
    items:
      {{- range $file, $setting := .c.secrets }}
      - {key: {{ get $.root.Values.secrets.keys $file | quote }}, path: {{ $file }}}
      {{- end }}
{{- include "tributary.storageSecrets" . }}
{{- end -}}
