{{/* Refuses what cannot work, before anything reaches the cluster. Each message says what to do instead. */}}

{{- define "tributary.validate" -}}
{{- include "tributary.validateDefaults" . -}}
{{- include "tributary.validateStorage" . -}}
{{- include "tributary.validateMigrations" . -}}
{{- include "tributary.validateRoutes" . -}}
{{- include "tributary.validateSettings" (dict "root" . "settings" .Values.settings "path" "settings") -}}
{{- range include "tributary.components" . | fromYamlArray }}
{{- include "tributary.validateComponent" (dict "root" $ "c" .) -}}
{{- end -}}
{{- end -}}

{{/* What three components cannot have in common. */}}
{{- define "tributary.validateDefaults" -}}
{{- range $path := list "image.repository" "image.digest" "persistence.existingClaim" "serviceAccount.name" }}
{{- $keys := splitList "." $path }}
{{- if get (get $.Values.defaults (first $keys)) (last $keys) }}
{{- fail (printf "defaults.%s would be the same for every component, and each needs its own. Set components.<name>.%s instead." $path $path) }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "tributary.validateStorage" -}}
{{- $postgres := .Values.database.postgres -}}
{{- if and (include "tributary.onPostgres" .) (not $postgres.existingSecret) }}
{{- fail "database.engine is postgres, but nobody says where the databases are. Put the URL of each service's database into a Secret, and its name into database.postgres.existingSecret." }}
{{- end }}
{{- if and $postgres.existingSecret (not (include "tributary.onPostgres" .)) }}
{{- fail "database.postgres.existingSecret is set, but database.engine is sqlite. Set database.engine=postgres as well." }}
{{- end }}
{{- if and .Values.networkPolicy.enabled .Values.bus.existingSecret (not .Values.bus.to) }}
{{- fail "bus.to is empty, so that the NetworkPolicies would cut the services off from the queue. Name the server, such as bus.to: [{ipBlock: {cidr: 192.0.2.10/32}}]." }}
{{- end }}
{{- end -}}

{{- define "tributary.validateMigrations" -}}
{{- if and (include "tributary.migrationJobs" .) (not (include "tributary.onPostgres" .)) }}
{{- fail (printf "migrations.mode %s does not go with SQLite: a Job would open a volume that a running service writes to. Leave migrations.mode empty (each service migrates when it starts) or use initContainer." .Values.migrations.mode) }}
{{- end }}
{{- end -}}

{{- define "tributary.validateRoutes" -}}
{{- range $kind := list "httpRoute" "grpcRoute" }}
{{- $route := get $.Values $kind }}
{{- if and $route.enabled (not $route.parentRefs) }}
{{- fail (printf "%s.enabled needs %s.parentRefs: name the Gateway, such as [{name: public, namespace: gateways}]." $kind $kind) }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "tributary.validateComponent" -}}
{{- $path := printf "components.%s" .c.name -}}
{{- include "tributary.validateSettings" (dict "root" .root "settings" .c.settings "path" (printf "%s.settings" $path) "component" .c.name) -}}
{{- if and .c.autoscaling.enabled .c.keda.enabled }}
{{- fail (printf "%s has both autoscaling and keda enabled; they would fight over the number of pods. Disable one." $path) }}
{{- end }}
{{- if and .c.keda.enabled (not .c.keda.triggers) }}
{{- fail (printf "%s.keda needs triggers, such as [{type: cpu, metricType: Utilization, metadata: {value: \"70\"}}]." $path) }}
{{- end }}
{{- if and (ne .c.service.type "ClusterIP") (not .c.ports.http) }}
{{- fail (printf "%s.service.type would open internal gRPC and metrics to the outside. Only components.auth-gateway may have another type than ClusterIP." $path) }}
{{- end }}
{{- range $kind := list "autoscaling" "keda" }}
{{- $scaling := get $.c $kind }}
{{- if and $scaling.enabled (gt (int $scaling.minReplicas) (int $scaling.maxReplicas)) }}
{{- fail (printf "%s.%s: minReplicas is more than maxReplicas." $path $kind) }}
{{- end }}
{{- end }}
{{- if include "tributary.onPostgres" .root }}
{{- if and .root.Values.networkPolicy.enabled (not (get .root.Values.database.postgres.to .c.name)) }}
{{- fail (printf "database.postgres.to.%s is empty, so that the NetworkPolicies would cut %s off from its database. Name the server, such as [{ipBlock: {cidr: 192.0.2.10/32}}], or set networkPolicy.enabled=false." .c.name .c.name) }}
{{- end }}
{{- else if or (include "tributary.isScaled" .) (gt (int (include "tributary.mostPods" .)) 1) }}
{{- fail (printf "%s asks for more than one pod, but database.engine is sqlite, a file that only one pod may write: data would be lost. Set database.engine=postgres (values/postgres.yaml), or replicas to 1 without autoscaling and keda." $path) }}
{{- end }}
{{- end -}}

{{/* Takes `settings`, the `path` to them in the values, and for those of one component its name. */}}
{{- define "tributary.validateSettings" -}}
{{- $known := include "tributary.knownSettings" .root | fromJson -}}
{{- range $name, $value := .settings }}
{{- $is := get $known $name | default dict }}
{{- $where := printf "%s.%s" $.path $name }}
{{- if regexMatch "^TRIBUTARY_(HOME|CONFIG_DIR)$|_(LISTEN|TARGET|FILE|MIGRATE_ON_START)$" $name }}
{{- fail (printf "%s is set by the chart; remove it." $where) }}
{{- else if not $is }}
{{- fail (printf "%s: there is no such setting. `tributary settings` lists them all." $where) }}
{{- else if $is.secret }}
{{- fail (printf "%s is a secret and would be readable in a ConfigMap. Use secrets.existingSecret, database.postgres.existingSecret or bus.existingSecret." $where) }}
{{- else if and $.component (not (has $.component $is.components)) }}
{{- fail (printf "%s: %s does not read it, only %s." $where $.component (join ", " $is.components)) }}
{{- else if not (regexMatch $is.pattern (include "tributary.text" $value)) }}
{{- fail (printf "%s: %v does not fit; it must be of type %s." $where $value $is.type) }}
{{- end }}
{{- end }}
{{- end -}}
