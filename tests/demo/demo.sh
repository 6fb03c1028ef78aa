#!/usr/bin/env bash
# Imports a good and a bad file into the embedded PostgreSQL. "make demo" calls it.
set -euo pipefail
cd "$(dirname "$0")"

# The demo keeps to the embedded server, whatever database the user works with.
unset DATABASE_URL PGHOST PGHOSTADDR PGPORT PGDATABASE PGUSER PGSERVICE PGSERVICEFILE PGOPTIONS

if [ -t 1 ]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi

say() { printf '\n%s\n' "$*"; }

# Shows a command, runs it, and holds its exit code against the one it has to have.
run() {
    local wanted=$1 code=0
    shift
    printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"
    "$@" 2>&1 | grep -v '^Using ' || code=${PIPESTATUS[0]}
    if [ "$code" != "$wanted" ]; then
        echo "demo: this ended with exit code $code instead of $wanted" >&2
        exit 1
    fi
}

# Prints what a command prints, without the line that names the database.
value() { "$@" 2> >(grep -v '^Using ' >&2); }

say "The demo needs no database of yours: it starts a PostgreSQL below your data directory."
printf '\n%s$ %s%s\n' "$bold" "tabular-import install" "$plain"
tabular-import install

tabular-import database psql -Xq -v ON_ERROR_STOP=1 -c "set client_min_messages = warning" \
    -c "drop schema if exists demo cascade" -f tables.sql 2> >(grep -v '^Using ' >&2)
say "Schema demo is made anew. Its table all_column_types wants:"
run 0 tabular-import template demo.all_column_types --format tsv

say "${bold}1. A good file, at once${plain}"
run 0 tabular-import load demo.all_column_types good.csv
say "These rows went in:"
run 0 tabular-import database psql -X -P pager=off -P footer=off \
    -c "select code, text_field, decimal_field, timestamp_field, enum_field from demo.all_column_types order by code"

say "${bold}2. A bad file, by way of the queue${plain}: any client may upload and submit, a worker does the work."
printf '\n%s$ tabular-import upload bad.csv%s\n' "$bold" "$plain"
file=$(value tabular-import upload bad.csv)
echo "$file"
printf '\n%s$ tabular-import submit demo.all_column_types %s -o queue=demo%s\n' "$bold" "$file" "$plain"
job=$(value tabular-import submit demo.all_column_types "$file" -o queue=demo)
echo "$job"
run 0 tabular-import worker --queue demo --burst
say "Of a file with bad rows nothing is imported, and every bad row is reported:"
run 0 tabular-import job "$job"
run 0 tabular-import errors "$job"

say "${bold}3. The good file again${plain}: its rows are in the table already."
run 1 tabular-import load demo.all_column_types good.csv

run 0 tabular-import jobs --limit 3

cat <<END

${bold}Where to go next${plain}
  Look around:     tabular-import database psql      (its address: tabular-import database)
  Your own file:   tabular-import load demo.trunk yours.csv       (tabular-import is in .venv/bin)
  A file to fill:  tabular-import template demo.branch --output branch.xlsx
  Your database:   export DATABASE_URL=postgresql://you@host/database; tabular-import install; tabular-import admit you
  From SQL:        select tabular_import.submit_tabular_import_task('demo.trunk', file_id);
  The rest:        tabular-import --help, and docs/tutorial.md
END
