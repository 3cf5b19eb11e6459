{{/* The Services of a component: one address, and one for each ready pod, over which gRPC clients balance. */}}

{{- define "tributary.servicePort" -}}
- name: {{ .name }}
  port: {{ .port }}
  targetPort: {{ .name }}
  appProtocol: {{ eq .name "grpc" | ternary "kubernetes.io/h2c" "http" }}
{{- end -}}

{{/* Outside of the cluster only HTTP is for everybody. */}}
{{- define "tributary.servicePorts" -}}
{{- eq .c.service.type "ClusterIP" | ternary .c.ports (pick .c.ports "http") | toYaml -}}
{{- end -}}

{{- define "tributary.service" -}}
apiVersion: v1
kind: Service
{{ include "tributary.metadata" (merge (dict "annotations" .c.service.annotations) .) }}
spec:
  type: {{ .c.service.type }}
  selector:
    {{- include "tributary.selector" . | nindent 4 }}
  ports:
    {{- range $name, $port := include "tributary.servicePorts" . | fromYaml }}
    {{- include "tributary.servicePort" (dict "name" $name "port" $port) | nindent 4 }}
    {{- end }}
{{- end -}}

{{- define "tributary.headlessService" -}}
apiVersion: v1
kind: Service
{{ include "tributary.metadata" (merge (dict "suffix" "headless") .) }}
spec:
  clusterIP: None
  selector:
    {{- include "tributary.selector" . | nindent 4 }}
  ports:
    {{- include "tributary.servicePort" (dict "name" "grpc" "port" .c.ports.grpc) | nindent 4 }}
{{- end -}}
