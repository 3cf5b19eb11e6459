{{/* What works, but somebody should know. Each line begins with WARNING. */}}
{{- define "tributary.warnings" -}}
{{- $monitoring := or .Values.serviceMonitor.enabled .Values.prometheusRule.enabled }}
{{- if and $monitoring (not (include "tributary.hasPrometheusOperator" .)) }}

WARNING: serviceMonitor and prometheusRule are left out: the cluster has no monitoring.coreos.com/v1. Install the Prometheus operator, then upgrade.
{{- end }}
{{- include "tributary.unscrapedWarning" . }}
{{- if not .Values.networkPolicy.enabled }}

WARNING: There are no NetworkPolicies: ingest, which fetches any address that a user names, can reach the whole network of the cluster.
{{- end }}
{{- if eq (include "tributary.migrations" .) "none" }}

WARNING: Nobody migrates the databases. Pods are not ready until you have run `migrate` for each service.
{{- end }}
{{- include "tributary.keptVolumeWarning" . }}
{{- range include "tributary.components" . | fromYamlArray }}
{{- if and (eq $.Values.database.engine "sqlite") (not .persistence.enabled) }}

WARNING: {{ .name }} has no volume: a restart loses its data.
{{- end }}
{{- end }}
{{- end -}}

{{- define "tributary.unscrapedWarning" -}}
{{- $policy := .Values.networkPolicy }}
{{- $isOpen := and (include "tributary.isExposed" .) (not $policy.clients) }}
{{- if and .Values.serviceMonitor.enabled $policy.enabled (not $policy.metricsFrom) (not $isOpen) }}

WARNING: Prometheus may not read the metrics of auth-gateway, which are on the port of its clients: set networkPolicy.metricsFrom, such as [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}].
{{- end }}
{{- end -}}

{{/* The Secret goes with a release, its volumes stay, and with them the administrator's first password. */}}
{{- define "tributary.keptVolumeWarning" -}}
{{- $claim := include "tributary.object" (dict "root" . "c" (dict "name" "auth-gateway")) }}
{{- if and .Release.IsInstall (not .Values.secrets.existingSecret) (lookup "v1" "PersistentVolumeClaim" .Release.Namespace $claim) }}

WARNING: The volume {{ $claim }} was there before this release, and the users in it keep their passwords. The one that command 3 prints is new and only good for a new volume.
{{- end }}
{{- end -}}
