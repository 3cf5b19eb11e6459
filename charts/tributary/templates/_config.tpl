{{/* Settings. The ConfigMap of a component is a folder with a file for each, which TRIBUTARY_CONFIG_DIR names. */}}

{{- define "tributary.configDir" -}}/etc/tributary/config{{- end -}}
{{- define "tributary.secretDir" -}}/run/secrets/tributary{{- end -}}
{{- define "tributary.home" -}}/var/lib/tributary{{- end -}}

{{/* What settings there are, generated from the product: type, default, whether secret, which components read it. */}}
{{- define "tributary.knownSettings" -}}
{{- .Files.Get "files/settings.json" -}}
{{- end -}}

{{/* A value as the product reads it. Helm holds numbers as floats, which it would print like 1.5e+07. */}}
{{- define "tributary.text" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) }}{{ int64 . }}{{ else }}{{ . }}{{ end -}}
{{- end -}}

{{/* The settings of a component as YAML: the chart's, then the common ones that it reads, then its own. */}}
{{- define "tributary.settings" -}}
{{- $known := include "tributary.knownSettings" .root | fromJson -}}
{{- $settings := deepCopy .c.chartSettings -}}
{{- range $name, $value := .root.Values.settings }}
{{- if has $.c.name (get $known $name).components }}
{{- $_ := set $settings $name $value }}
{{- end }}
{{- end }}
{{- range $name, $value := .c.settings }}
{{- $_ := set $settings $name $value }}
{{- end }}
{{- range $name, $value := $settings }}
{{ $name }}: {{ include "tributary.text" $value | quote }}
{{- end }}
{{- end -}}

{{/* A setting of a component: what the values or the chart say, or the product's default. Takes `setting` besides. */}}
{{- define "tributary.setting" -}}
{{- $known := include "tributary.knownSettings" .root | fromJson -}}
{{- $given := include "tributary.settings" . | fromYaml -}}
{{- get $given .setting | default (get $known .setting).default -}}
{{- end -}}

{{/* What a component's servers and its migrations read. */}}
{{- define "tributary.storageConfig" -}}
TRIBUTARY_HOME: {{ include "tributary.home" . }}
{{ .c.migrateOnStart }}: {{ eq (include "tributary.migrations" .root) "start" | quote }}
{{- if include "tributary.onPostgres" .root }}
{{ .c.databaseUrl }}: {{ include "tributary.secretDir" . }}/database-url
{{- end }}
{{- if include "tributary.onBus" . }}
TRIBUTARY_BUS_URL_FILE: {{ include "tributary.secretDir" . }}/bus-url
{{- end }}
{{- include "tributary.settings" . }}
{{- end -}}

{{/* What a component's servers read. */}}
{{- define "tributary.config" -}}
{{ include "tributary.storageConfig" . }}
{{- range $name, $value := .c.config }}
{{ $name }}: {{ $value | quote }}
{{- end }}
{{- range $file, $name := .c.secrets }}
{{ $name }}: {{ include "tributary.secretDir" $ }}/{{ $file }}
{{- end }}
{{- range $callee := .c.calls }}
{{- $other := include "tributary.component" (dict "root" $.root "name" $callee) | fromYaml }}
{{ $other.target }}: {{ include "tributary.target" (dict "root" $.root "c" $other) }}
{{- end }}
{{- end -}}

{{- define "tributary.configMap" -}}
apiVersion: v1
kind: ConfigMap
{{ include "tributary.metadata" . }}
data:
  {{- include "tributary.config" . | nindent 2 }}
{{- end -}}
