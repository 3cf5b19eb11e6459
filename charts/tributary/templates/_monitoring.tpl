{{/* For clusters with the Prometheus operator. */}}

{{- define "tributary.hasPrometheusOperator" -}}
{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}true{{ end -}}
{{- end -}}

{{/* The rules of files/alerts.yaml, for this release only. */}}
{{- define "tributary.alerts" -}}
{{- $namespace := printf "namespace=%q" .Release.Namespace -}}
{{- $components := include "tributary.facts" . | fromYaml | keys | sortAlpha | join "|" -}}
{{- $service := printf "service=~\"%s-(%s)\"" (include "tributary.fullname" .) $components -}}
{{- .Files.Get "files/alerts.yaml" | replace "namespace=~\".*\"" $namespace | replace "service=~\".*tributary.*\"" $service -}}
{{- end -}}
