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

{{- define "tributary.ingressPaths" -}}
http:
  paths:
    {{- range $type, $paths := .c.paths }}
    {{- range $paths }}
    - path: {{ . }}
      pathType: {{ $type }}
      backend:
        service:
          name: {{ include "tributary.object" $ }}
          port: {name: http}
    {{- end }}
    {{- end }}
{{- end -}}

{{- define "tributary.routeMatches" -}}
matches:
  {{- range $type, $paths := .c.paths }}
  {{- range $paths }}
  - path: {type: {{ eq $type "Prefix" | ternary "PathPrefix" $type }}, value: {{ . }}}
  {{- end }}
  {{- end }}
{{- end -}}
