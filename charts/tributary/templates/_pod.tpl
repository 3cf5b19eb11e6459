{{/* What all pods have in common. Every pod passes Pod Security "restricted". */}}

{{- define "tributary.podSecurity" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "tributary.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end -}}

{{/* Where a component's pods may run. */}}
{{- define "tributary.placement" -}}
{{- with .c.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .c.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .c.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .c.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* A constraint without a selector counts the pods of the component's newest revision. */}}
{{- define "tributary.topologySpread" -}}
{{- with .c.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- range . }}
  {{- $own := dict "labelSelector" (dict "matchLabels" (include "tributary.selector" $ | fromYaml)) "matchLabelKeys" (list "pod-template-hash") }}
  - {{ hasKey . "labelSelector" | ternary . (merge (deepCopy .) $own) | toYaml | nindent 4 | trim }}
  {{- end }}
{{- end }}
{{- end -}}

{{/* Container fields that servers and migrations of a component share. */}}
{{- define "tributary.containerBase" -}}
image: {{ include "tributary.image" (dict "root" .root "name" .c.name "image" .c.image) }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
{{ include "tributary.containerSecurity" . }}
env:
  - {name: TRIBUTARY_CONFIG_DIR, value: {{ include "tributary.configDir" . }}}
  {{- with .c.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
volumeMounts:
  - {name: config, mountPath: {{ include "tributary.configDir" . }}, readOnly: true}
  - {name: secrets, mountPath: {{ include "tributary.secretDir" . }}, readOnly: true}
  - {name: home, mountPath: {{ include "tributary.home" . }}}
  - {name: tmp, mountPath: /tmp}
  {{- with .c.extraVolumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* Volumes that servers and migrations share. */}}
{{- define "tributary.tmpVolume" -}}
- name: tmp
  emptyDir: {medium: Memory, sizeLimit: 64Mi}
{{- end -}}

{{- define "tributary.homeOfFiles" -}}
- name: home
  emptyDir: {sizeLimit: 64Mi}
{{- end -}}

{{/* The home holds SQLite's file; with PostgreSQL nothing that must last. */}}
{{- define "tributary.homeVolume" -}}
{{- if include "tributary.onPostgres" .root }}
{{- include "tributary.homeOfFiles" . }}
{{- else if .c.persistence.enabled -}}
- name: home
  persistentVolumeClaim:
    claimName: {{ .c.persistence.existingClaim | default (include "tributary.object" .) }}
{{- else -}}
- name: home
  emptyDir: {}
{{- end }}
{{- end -}}

{{- define "tributary.volumes" -}}
- name: config
  configMap:
    name: {{ include "tributary.object" . }}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- include "tributary.secretSources" . | nindent 6 }}
{{ include "tributary.homeVolume" . }}
{{ include "tributary.tmpVolume" . }}
{{- with .c.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
