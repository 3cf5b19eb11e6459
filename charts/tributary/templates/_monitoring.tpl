{{/* For clusters with the Prometheus operator. */}}

{{- define "tributary.hasPrometheusOperator" -}}
{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}true{{ end -}}
{{- end -}}

{{/* The rules of files/alerts.yaml, for this release's namespace only. */}}
{{- define "tributary.alerts" -}}
{{- .Files.Get "files/alerts.yaml" | replace "namespace=~\".*\"" (printf "namespace=%q" .Release.Namespace) -}}
{{- end -}}
