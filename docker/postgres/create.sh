#!/bin/bash
# Roles and databases, run once by PostgreSQL's image; docker/local/databases.py makes the same without Docker.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
    -v portal="$DTTS_PG_PORTAL" -v read="$DTTS_PG_READ" <<'SQL'
CREATE ROLE dtts LOGIN PASSWORD :'portal';
CREATE ROLE dtts_read LOGIN PASSWORD :'read';
CREATE DATABASE dtts OWNER dtts TEMPLATE template0 ENCODING 'UTF8';
CREATE DATABASE dtts_datastore OWNER dtts TEMPLATE template0 ENCODING 'UTF8';
REVOKE CONNECT, TEMPORARY ON DATABASE dtts, dtts_datastore FROM PUBLIC;
SQL
