#!/bin/bash
# Run once by the PostgreSQL image on an empty volume: a role and a database for the ledger, and for Prefect.
set -euo pipefail
psql --username postgres --set ON_ERROR_STOP=1 --set ledger="$LEDGER_PASSWORD" --set prefect="$PREFECT_PASSWORD" <<'SQL'
CREATE ROLE sohoa LOGIN PASSWORD :'ledger';
CREATE DATABASE sohoa OWNER sohoa ENCODING 'UTF8' TEMPLATE template0;
CREATE ROLE prefect LOGIN PASSWORD :'prefect';
CREATE DATABASE prefect OWNER prefect ENCODING 'UTF8' TEMPLATE template0;
SQL
