#!/bin/bash
# Runs once, when the server's volume is empty: for each service a role, and a database with vectors that only it may
# connect to.
set -eo pipefail

for service in ingest entities auth-gateway; do
  psql --username postgres --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
    --set name="tributary_${service//-/_}" --set password="$(<"/run/secrets/tributary/$service-password")" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
revoke connect on database :"name" from public;
\connect :"name"
create extension if not exists vector;
SQL
done
