{{/* The Deployment of a component. */}}

{{/* One writer at a time on a volume; with PostgreSQL the new pod serves before the old one leaves. */}}
{{- define "tributary.strategy" -}}
{{- if include "tributary.onPostgres" .root -}}
strategy:
  type: RollingUpdate
  rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
{{- else -}}
strategy: {type: Recreate}
{{- end }}
{{- end -}}

{{- define "tributary.podAnnotations" -}}
checksum/config: {{ include "tributary.config" . | sha256sum }}
{{- if not .root.Values.secrets.existingSecret }}
checksum/secret: {{ include "tributary.madeSecrets" .root | sha256sum }}
{{- end }}
{{- with .c.podAnnotations }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A probe: HTTP where the component speaks it, gRPC elsewhere. Takes `kind` and the path besides. */}}
{{- define "tributary.probe" -}}
{{ .kind }}Probe:
  {{- if .c.ports.http }}
  httpGet: {path: /health/{{ .path }}, port: http}
  {{- else }}
  grpc: {port: {{ .c.ports.grpc }}, service: {{ .service }}}
  {{- end }}
  {{- get .c.probes .kind | toYaml | nindent 2 }}
{{- end -}}

{{- define "tributary.probes" -}}
{{ include "tributary.probe" (merge (dict "kind" "startup" "service" "startup" "path" "startup") .) }}
{{ include "tributary.probe" (merge (dict "kind" "liveness" "service" "liveness" "path" "live") .) }}
{{ include "tributary.probe" (merge (dict "kind" "readiness" "service" "readiness" "path" "ready") .) }}
{{- end -}}

{{/* Seconds until the kubelet kills: the pause before SIGTERM, what the product takes to drain, and some to spare. */}}
{{- define "tributary.graceSeconds" -}}
{{- $seconds := include "tributary.setting" (merge (dict "setting" "TRIBUTARY_DRAIN_SECONDS") .) | float64 -}}
{{- if .c.ports.http }}
{{- $seconds = addf $seconds (include "tributary.setting" (merge (dict "setting" "TRIBUTARY_GATEWAY_DRAIN_NOTICE_SECONDS") .) | float64) -}}
{{- end -}}
{{- add .c.preStopSeconds (ceil $seconds) 10 -}}
{{- end -}}

{{- define "tributary.container" -}}
- name: {{ .c.name }}
  {{- include "tributary.containerBase" . | nindent 2 }}
  ports:
    {{- range $name, $port := .c.ports }}
    - {name: {{ $name }}, containerPort: {{ $port }}}
    {{- end }}
  {{- include "tributary.probes" . | nindent 2 }}
  {{- with .c.preStopSeconds }}
  lifecycle:
    preStop:
      sleep: {seconds: {{ . }}}
  {{- end }}
  {{- with .c.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "tributary.deployment" -}}
apiVersion: apps/v1
kind: Deployment
{{ include "tributary.metadata" . }}
spec:
  {{- if not (include "tributary.isScaled" .) }}
  replicas: {{ .c.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  {{- include "tributary.strategy" . | nindent 2 }}
  selector:
    matchLabels:
      {{- include "tributary.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "tributary.selector" . | nindent 8 }}
        app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
        app.kubernetes.io/part-of: tributary
        {{- with .c.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        {{- include "tributary.podAnnotations" . | nindent 8 }}
    spec:
      serviceAccountName: {{ include "tributary.serviceAccountName" . }}
      {{- include "tributary.podSecurity" .root | nindent 6 }}
      terminationGracePeriodSeconds: {{ include "tributary.graceSeconds" . }}
      {{- with include "tributary.placement" . | trim }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- with include "tributary.topologySpread" . | trim }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- if eq (include "tributary.migrations" .root) "initContainer" }}
      initContainers:
        {{- include "tributary.migrationContainer" . | nindent 8 }}
      {{- end }}
      containers:
        {{- include "tributary.container" . | nindent 8 }}
      volumes:
        {{- include "tributary.volumes" . | nindent 8 }}
{{- end -}}

{{- define "tributary.serviceAccountName" -}}
{{- .c.serviceAccount.name | default (.c.serviceAccount.create | ternary (include "tributary.object" .) "default") -}}
{{- end -}}

{{- define "tributary.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "tributary.serviceAccountName" . }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "tributary.labels" . | nindent 4 }}
  {{- with .c.serviceAccount.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end -}}

{{- define "tributary.volumeClaim" -}}
{{- $keep := .c.persistence.retain | ternary (dict "helm.sh/resource-policy" "keep") dict -}}
apiVersion: v1
kind: PersistentVolumeClaim
{{ include "tributary.metadata" (merge (dict "annotations" (merge $keep .c.persistence.annotations)) .) }}
spec:
  accessModes:
    {{- toYaml .c.persistence.accessModes | nindent 4 }}
  {{- with .c.persistence.storageClass }}
  storageClassName: {{ . | quote }}
  {{- end }}
  resources:
    requests:
      storage: {{ .c.persistence.size }}
{{- end -}}
