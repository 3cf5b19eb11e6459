"""Runs the chart on a real cluster, as its users would: install, smoke, upgrade, scale, break, uninstall.

`python -m tests.deploy.e2e_k8s` needs kubectl, helm, Docker, and a cluster (KUBECONFIG). It works in
namespaces of its own, and removes them.
"""
