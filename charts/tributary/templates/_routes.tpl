{{/* Ways in from outside. */}}

{{/* Metadata of a route or Ingress: takes `annotations` besides. */}}
{{- define "tributary.routeMetadata" -}}
metadata:
  name: {{ include "tributary.object" . }}
  labels:
    {{- include "tributary.labels" . | nindent 4 }}
  {{- with .annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* What routes of the Gateway API attach to. Takes the values of a route. */}}
{{- define "tributary.attachment" -}}
parentRefs:
  {{- toYaml .parentRefs | nindent 2 }}
{{- with .hostnames }}
hostnames:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "tributary.ingressPath" -}}
http:
  paths:
    - path: /
      pathType: Prefix
      backend:
        service:
          name: {{ include "tributary.object" . }}
          port: {name: http}
{{- end -}}
