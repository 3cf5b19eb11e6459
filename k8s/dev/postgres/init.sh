# Runs once, on an empty volume. The role owns its database and nothing else; afterwards the superuser has no password, so that
# it is reached from inside the pod alone: kubectl exec -it postgres-ingest-0 -- psql -U postgres tributary
psql -v ON_ERROR_STOP=1 -U postgres -d postgres -v password="$POSTGRES_PASSWORD" <<'SQL'
CREATE ROLE tributary LOGIN PASSWORD :'password';
CREATE DATABASE tributary OWNER tributary;
ALTER ROLE postgres PASSWORD NULL;
\connect tributary
CREATE EXTENSION vector;
SQL
