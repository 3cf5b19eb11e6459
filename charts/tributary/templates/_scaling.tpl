{{/* How many pods: HorizontalPodAutoscaler, ScaledObject, PodDisruptionBudget. */}}

{{- define "tributary.horizontalPodAutoscaler" -}}
{{- $a := .c.autoscaling -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
{{ include "tributary.metadata" . }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "tributary.object" . }}
  minReplicas: {{ $a.minReplicas }}
  maxReplicas: {{ $a.maxReplicas }}
  metrics:
    {{- with $a.targetCPUUtilizationPercentage }}
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ . }}}
    {{- end }}
    {{- with $a.metrics }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with $a.behavior }}
  behavior:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "tributary.scaledObject" -}}
{{- $k := .c.keda -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
{{ include "tributary.metadata" . }}
spec:
  scaleTargetRef:
    name: {{ include "tributary.object" . }}
  minReplicaCount: {{ $k.minReplicas }}
  maxReplicaCount: {{ $k.maxReplicas }}
  pollingInterval: {{ $k.pollingInterval }}
  cooldownPeriod: {{ $k.cooldownPeriod }}
  triggers:
    {{- toYaml $k.triggers | nindent 4 }}
{{- end -}}

{{- define "tributary.podDisruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
{{ include "tributary.metadata" . }}
spec:
  maxUnavailable: {{ .c.pdb.maxUnavailable }}
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "tributary.selector" . | nindent 6 }}
{{- end -}}
