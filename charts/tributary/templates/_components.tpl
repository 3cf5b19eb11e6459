{{/*
What the chart knows of each component; values cannot change it. `calls`: whom it calls by gRPC. `config`: fixed settings.
`settings`, `resources`: what holds unless values say otherwise. `paths`: what the outside may ask for, so not
/metrics. `secrets`: file under /run/secrets/tributary to the setting that names it.
*/}}
{{- define "tributary.facts" -}}
ingest:
  ports: {grpc: 9000, metrics: 9100}
  metricsPort: metrics
  calls: [entities, auth-gateway]
  web: true
  bus: true
  grpcServices: [tributary.ingest.v1.IngestService]
  target: TRIBUTARY_INGEST_TARGET
  databaseUrl: TRIBUTARY_INGEST_DATABASE_URL_FILE
  migrateOnStart: TRIBUTARY_INGEST_MIGRATE_ON_START
  config:
    TRIBUTARY_INGEST_LISTEN: "0.0.0.0:9000"
    TRIBUTARY_INGEST_METRICS_LISTEN: "0.0.0.0:9100"
  settings:
    # Parsers are processes; unset there would be one for each core of the node.
    TRIBUTARY_INGEST_PARSE_WORKERS: 2
  resources:
    requests: {cpu: 100m, memory: 256Mi}
    limits: {memory: 1Gi}
  secrets:
    internal-secret: TRIBUTARY_INTERNAL_SECRET_FILE
entities:
  ports: {grpc: 9000, metrics: 9100}
  metricsPort: metrics
  calls: [auth-gateway]
  web: false
  bus: true
  grpcServices: [tributary.entities.v1.EntitiesService]
  target: TRIBUTARY_ENTITIES_TARGET
  databaseUrl: TRIBUTARY_ENTITIES_DATABASE_URL_FILE
  migrateOnStart: TRIBUTARY_ENTITIES_MIGRATE_ON_START
  config:
    TRIBUTARY_ENTITIES_LISTEN: "0.0.0.0:9000"
    TRIBUTARY_ENTITIES_METRICS_LISTEN: "0.0.0.0:9100"
  settings: {}
  resources:
    requests: {cpu: 100m, memory: 192Mi}
    limits: {memory: 768Mi}
  secrets:
    internal-secret: TRIBUTARY_INTERNAL_SECRET_FILE
auth-gateway:
  ports: {grpc: 9000, http: 8080}
  metricsPort: http
  paths:
    Exact: [/, /style.css]
    Prefix: [/api, /docs, /health, /problems, /.well-known]
  calls: [ingest, entities]
  web: false
  bus: false
  grpcServices: []
  target: TRIBUTARY_AUTH_TARGET
  databaseUrl: TRIBUTARY_GATEWAY_DATABASE_URL_FILE
  migrateOnStart: TRIBUTARY_GATEWAY_MIGRATE_ON_START
  config:
    TRIBUTARY_AUTH_LISTEN: "0.0.0.0:9000"
    TRIBUTARY_GATEWAY_LISTEN: "0.0.0.0:8080"
  settings:
    # A stopping gateway tells kept-alive clients to move on for this long before it stops listening.
    TRIBUTARY_GATEWAY_DRAIN_NOTICE_SECONDS: 3
  resources:
    requests: {cpu: 100m, memory: 160Mi}
    limits: {memory: 512Mi}
  secrets:
    internal-secret: TRIBUTARY_INTERNAL_SECRET_FILE
    signing-key: TRIBUTARY_GATEWAY_SIGNING_KEY_FILE
    admin-password: TRIBUTARY_ADMIN_PASSWORD_FILE
{{- end -}}

{{/*
One component as YAML: the chart's resources, defaults, what its own values say, its facts, its name. The chart's settings
stay apart in `chartSettings`, as the settings of all components come between. Takes (dict "root" $ "name" NAME).
*/}}
{{- define "tributary.component" -}}
{{- $own := get .root.Values.components .name | default dict -}}
{{- $facts := get (include "tributary.facts" .root | fromYaml) .name -}}
{{- $chart := dict "resources" $facts.resources "chartSettings" $facts.settings "name" .name -}}
{{- mergeOverwrite $chart (deepCopy .root.Values.defaults) $own (omit $facts "settings" "resources") | toYaml -}}
{{- end -}}

{{/* All components as a YAML list. Takes the root. */}}
{{- define "tributary.components" -}}
{{- range $name, $facts := include "tributary.facts" . | fromYaml }}
- {{ include "tributary.component" (dict "root" $ "name" $name) | nindent 2 | trim }}
{{- end }}
{{- end -}}

{{/* The most pods that there can be. */}}
{{- define "tributary.mostPods" -}}
{{- if .c.autoscaling.enabled }}{{ .c.autoscaling.maxReplicas }}
{{- else if .c.keda.enabled }}{{ .c.keda.maxReplicas }}
{{- else }}{{ .c.replicas }}{{ end -}}
{{- end -}}

{{- define "tributary.isScaled" -}}
{{- if or .c.autoscaling.enabled .c.keda.enabled }}true{{ end -}}
{{- end -}}

{{- define "tributary.onPostgres" -}}
{{- if eq .Values.database.engine "postgres" }}true{{ end -}}
{{- end -}}
