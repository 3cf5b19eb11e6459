{{/* Ways in from outside. */}}

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
