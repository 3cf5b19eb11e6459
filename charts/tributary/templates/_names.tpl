{{/* Names, labels, images. Templates that end in "Of" or speak of a component take (dict "root" $ "c" COMPONENT). */}}

{{- define "tributary.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* 33 characters leave room for the longest suffix, "-auth-gateway-migrate-" and a hash of 8. */}}
{{- define "tributary.fullname" -}}
{{- $name := include "tributary.name" . -}}
{{- $full := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{- .Values.fullnameOverride | default $full | trunc 33 | trimSuffix "-" -}}
{{- end -}}

{{/* FULLNAME-COMPONENT-ROLE-SUFFIX; the last two are optional. */}}
{{- define "tributary.object" -}}
{{- list (include "tributary.fullname" .root) .c.name .role .suffix | compact | join "-" -}}
{{- end -}}

{{/* What identifies the pods of a component; `role` tells its migrations from its servers. */}}
{{- define "tributary.selector" -}}
app.kubernetes.io/name: {{ include "tributary.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ list .c.name .role | compact | join "-" }}
{{- end -}}

{{- define "tributary.commonLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: tributary
{{- end -}}

{{- define "tributary.labels" -}}
{{ include "tributary.selector" . }}
{{ include "tributary.commonLabels" .root }}
{{- end -}}

{{/* Metadata of an object of a component. May take `role`, `suffix`, `annotations`. */}}
{{- define "tributary.metadata" -}}
metadata:
  name: {{ include "tributary.object" . }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "tributary.labels" . | nindent 4 }}
  {{- with .annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* Labels of what belongs to the whole release. */}}
{{- define "tributary.releaseLabels" -}}
app.kubernetes.io/name: {{ include "tributary.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{ include "tributary.commonLabels" . }}
{{- end -}}

{{/* A reference to an image: (dict "root" $ "name" NAME "image" OVERRIDES). A digest wins over the tag. */}}
{{- define "tributary.image" -}}
{{- $common := .root.Values.image -}}
{{- $path := .image.repository | default (printf "%s/%s" $common.repository .name) -}}
{{- with .image.registry | default $common.registry }}{{ $path = printf "%s/%s" . $path }}{{ end -}}
{{- $tag := .image.tag | default $common.tag | default .root.Chart.AppVersion -}}
{{- if eq $tag "latest" }}
{{- fail (printf "The tag latest of the image %s means another image tomorrow. Name a version, or a digest." $path) }}
{{- end -}}
{{- if not .image.digest }}{{ printf "%s:%s" $path $tag }}
{{- else if .image.tag }}{{ printf "%s:%s@%s" $path .image.tag .image.digest }}
{{- else }}{{ printf "%s@%s" $path .image.digest }}{{ end -}}
{{- end -}}

{{/* Where a component answers gRPC: a name with an address for each pod, without assuming the cluster's domain. */}}
{{- define "tributary.target" -}}
{{- printf "dns:///%s.%s.svc:%v" (include "tributary.object" (merge (dict "suffix" "headless") .)) .root.Release.Namespace .c.ports.grpc -}}
{{- end -}}

{{- define "tributary.gatewayUrl" -}}
{{- $gateway := include "tributary.component" (dict "root" . "name" "auth-gateway") | fromYaml -}}
{{- printf "http://%s:%v" (include "tributary.object" (dict "root" . "c" $gateway)) $gateway.ports.http -}}
{{- end -}}
