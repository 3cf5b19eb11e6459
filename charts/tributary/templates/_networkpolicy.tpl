{{/* Who may call whom. Each policy selects the pods of one component, and names both directions. */}}

{{/* A peer: the pods of the component called `name`. */}}
{{- define "tributary.peer" -}}
podSelector:
  matchLabels:
    {{- include "tributary.selector" (dict "root" .root "c" (dict "name" .name)) | nindent 4 }}
{{- end -}}

{{/* Whether somebody from outside is let to the gateway's HTTP. */}}
{{- define "tributary.isExposed" -}}
{{- $gateway := include "tributary.component" (dict "root" . "name" "auth-gateway") | fromYaml -}}
{{- if or .Values.ingress.enabled .Values.httpRoute.enabled (ne $gateway.service.type "ClusterIP") }}true{{ end -}}
{{- end -}}

{{/* `from:` of those who may call what is open to clients; nothing at all when that is everybody. Takes `exposed` besides. */}}
{{- define "tributary.fromClients" -}}
{{- if .root.Values.networkPolicy.clients }}
from:
  {{- toYaml .root.Values.networkPolicy.clients | nindent 2 }}
  - {{ include "tributary.peer" (dict "root" .root "name" "test") | nindent 4 | trim }}
{{- else if not .exposed }}
from:
  - podSelector: {}
{{- end }}
{{- end -}}

{{/* The gateway's metrics are on the port of its clients, which a ServiceMonitor alone does not open to every namespace. */}}
{{- define "tributary.fromMetrics" -}}
{{- if .root.Values.networkPolicy.metricsFrom }}
from:
  {{- toYaml .root.Values.networkPolicy.metricsFrom | nindent 2 }}
{{- else if and .root.Values.serviceMonitor.enabled .c.ports.metrics }}
from:
  - namespaceSelector: {}
{{- end }}
{{- end -}}

{{- define "tributary.ingressRules" -}}
{{- $callers := list }}
{{- range $other := include "tributary.components" .root | fromYamlArray }}
{{- if has $.c.name $other.calls }}{{ $callers = append $callers $other.name }}{{ end }}
{{- end }}
- ports: [{port: {{ .c.ports.grpc }}}]
  from:
    {{- range $callers }}
    - {{ include "tributary.peer" (dict "root" $.root "name" .) | nindent 6 | trim }}
    {{- end }}
{{- if .c.ports.http }}
- ports: [{port: {{ .c.ports.http }}}]
  {{- include "tributary.fromClients" (dict "root" .root "exposed" (include "tributary.isExposed" .root)) | trim | nindent 2 }}
{{- end }}
{{- if and .root.Values.grpcRoute.enabled (has .c.name .root.Values.grpcRoute.components) }}
- ports: [{port: {{ .c.ports.grpc }}}]
  {{- include "tributary.fromClients" (dict "root" .root "exposed" true) | trim | nindent 2 }}
{{- end }}
{{- with include "tributary.fromMetrics" . | trim }}
- ports: [{port: {{ get $.c.ports $.c.metricsPort }}}]
  {{- . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "tributary.egressDns" -}}
- ports:
    {{- range .Values.networkPolicy.dns.ports }}
    - {port: {{ . }}, protocol: UDP}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .Values.networkPolicy.dns.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* DNS, and the servers of the component's database and queue. */}}
{{- define "tributary.egressStorage" -}}
{{ include "tributary.egressDns" .root }}
{{- $port := .root.Values.database.postgres.port }}
{{- if include "tributary.onPostgres" .root }}
- ports: [{port: {{ $port }}}]
  to:
    {{- get .root.Values.database.postgres.to .c.name | toYaml | nindent 4 }}
{{- end }}
{{- if include "tributary.onBus" . }}
- ports: [{port: {{ $port }}}]
  to:
    {{- toYaml .root.Values.bus.to | nindent 4 }}
{{- end }}
{{- end -}}

{{/* Public addresses only: the networks left out are private, local, reserved, or for documentation. */}}
{{- define "tributary.egressWeb" -}}
- ports:
    {{- range .Values.networkPolicy.web.ports }}
    - {port: {{ . }}}
    {{- end }}
  to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except: [0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24,
                 192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4]
    - ipBlock:
        cidr: "::/0"
        except: ["::/127", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "ff00::/8"]
{{- end -}}

{{- define "tributary.egressRules" -}}
{{ include "tributary.egressStorage" . }}
{{- range .c.calls }}
- ports: [{port: {{ $.c.ports.grpc }}}]
  to:
    - {{ include "tributary.peer" (dict "root" $.root "name" .) | nindent 6 | trim }}
{{- end }}
{{- if .c.web }}
{{ include "tributary.egressWeb" .root }}
{{- end }}
{{- with .c.extraEgress }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "tributary.networkPolicy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
{{ include "tributary.metadata" . }}
spec:
  podSelector:
    matchLabels:
      {{- include "tributary.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- include "tributary.ingressRules" . | trim | nindent 4 }}
  egress:
    {{- include "tributary.egressRules" . | nindent 4 }}
{{- end -}}

{{- define "tributary.migrationNetworkPolicy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
{{ include "tributary.migrationMetadata" (merge (dict "weight" "-10") .) }}
spec:
  podSelector:
    matchLabels:
      {{- include "tributary.selector" (merge (dict "role" "migrate") .) | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress: []
  egress:
    {{- include "tributary.egressStorage" . | nindent 4 }}
    {{- with .c.extraEgress }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}
