{{/* For clusters with the Prometheus operator. */}}

{{- define "tributary.hasPrometheusOperator" -}}
{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}true{{ end -}}
{{- end -}}

{{/* The rules of files/alerts.yaml, for this release only. */}}
{{- define "tributary.alerts" -}}
{{- $namespace := printf "namespace=%q" .Release.Namespace -}}
{{- $service := printf "service=~\"%s-.*\"" (include "tributary.fullname" .) -}}
{{- .Files.Get "files/alerts.yaml" | replace "namespace=~\".*\"" $namespace | replace "service=~\".*tributary.*\"" $service -}}
{{- end -}}
