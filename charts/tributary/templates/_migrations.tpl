{{/*
Migrations. The product is not ready before its schema is this release's, so that every mode is safe. Jobs bring their own
ServiceAccount, ConfigMap and NetworkPolicy, since those of the release come later (Helm's hooks, Argo CD's waves).
*/}}

{{/* hook, job, initContainer, none; or start: each service when it starts. */}}
{{- define "tributary.migrations" -}}
{{- .Values.migrations.mode | default (eq .Values.database.engine "postgres" | ternary "hook" "start") -}}
{{- end -}}

{{- define "tributary.migrationJobs" -}}
{{- if has (include "tributary.migrations" .) (list "hook" "job") }}true{{ end -}}
{{- end -}}

{{/* When to make an object of a migration: Helm's hooks go by weight, Argo CD by wave. Takes `weight` besides. */}}
{{- define "tributary.migrationOrder" -}}
{{- if eq (include "tributary.migrations" .root) "hook" -}}
helm.sh/hook: pre-install,pre-upgrade
helm.sh/hook-weight: {{ .weight | quote }}
helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
helm.sh/hook-output-log-policy: hook-failed
{{- else -}}
argocd.argoproj.io/sync-wave: {{ .weight | quote }}
{{- end }}
{{- end -}}

{{/* Metadata of an object of a migration. Takes `weight` besides, and may take `suffix`. */}}
{{- define "tributary.migrationMetadata" -}}
{{- $order := include "tributary.migrationOrder" . | fromYaml -}}
{{- include "tributary.metadata" (merge (dict "role" "migrate" "annotations" $order) .) -}}
{{- end -}}

{{- define "tributary.migrationServiceAccount" -}}
apiVersion: v1
kind: ServiceAccount
{{ include "tributary.migrationMetadata" (merge (dict "weight" "-10") .) }}
automountServiceAccountToken: false
{{- end -}}

{{- define "tributary.migrationConfigMap" -}}
apiVersion: v1
kind: ConfigMap
{{ include "tributary.migrationMetadata" (merge (dict "weight" "-10") .) }}
data:
  {{- include "tributary.storageConfig" . | nindent 2 }}
{{- end -}}

{{- define "tributary.migrationContainer" -}}
- name: migrate
  args: [migrate]
  {{- include "tributary.containerBase" . | nindent 2 }}
  {{- with .root.Values.migrations.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "tributary.migrationPod" -}}
metadata:
  labels:
    {{- include "tributary.labels" (merge (dict "role" "migrate") .) | nindent 4 }}
  annotations:
    checksum/config: {{ include "tributary.storageConfig" . | sha256sum }}
spec:
  restartPolicy: Never
  serviceAccountName: {{ include "tributary.object" (merge (dict "role" "migrate") .) }}
  {{- include "tributary.podSecurity" .root | nindent 2 }}
  {{- with include "tributary.placement" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
  containers:
    {{- include "tributary.migrationContainer" . | nindent 4 }}
  volumes:
    - name: config
      configMap:
        name: {{ include "tributary.object" (merge (dict "role" "migrate") .) }}
    - name: secrets
      projected:
        defaultMode: 0440
        sources:
          {{- include "tributary.storageSecrets" . | trim | nindent 10 }}
    {{- include "tributary.homeOfFiles" . | nindent 4 }}
    {{- include "tributary.tmpVolume" . | nindent 4 }}
    {{- with .c.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* A plain Job cannot be changed: its name carries a hash of its pod, so that another pod is another Job. */}}
{{- define "tributary.migrationJob" -}}
{{- $pod := include "tributary.migrationPod" . -}}
{{- $isHook := eq (include "tributary.migrations" .root) "hook" -}}
apiVersion: batch/v1
kind: Job
{{ include "tributary.migrationMetadata" (merge (dict "weight" "-5" "suffix" ($isHook | ternary "" (sha256sum $pod | trunc 8))) .) }}
spec:
  backoffLimit: {{ .root.Values.migrations.backoffLimit }}
  activeDeadlineSeconds: {{ .root.Values.migrations.activeDeadlineSeconds }}
  {{- if and (not $isHook) (ne .root.Values.migrations.ttlSecondsAfterFinished nil) }}
  ttlSecondsAfterFinished: {{ .root.Values.migrations.ttlSecondsAfterFinished }}
  {{- end }}
  template:
    {{- $pod | nindent 4 }}
{{- end -}}
