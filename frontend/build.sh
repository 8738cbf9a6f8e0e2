#!/bin/sh
# Compiles frontend/scss into the style sheets that the web shell serves, and reports their size.
# The compiled files are committed: nobody needs node to run, test or install Hamroh.
set -eu
cd "$(dirname "$0")"
out=../src/hamroh/web/shell/static/hamroh
[ -d node_modules/govuk-frontend ] || npm install --no-audit --no-fund --no-package-lock
npx sass --quiet-deps --load-path=node_modules --style=compressed --no-source-map scss/hamroh.scss "$out/hamroh.css"
npx rtlcss "$out/hamroh.css" "$out/hamroh.rtl.css" >/dev/null
# Hashed file names fail on an address that leads nowhere, and the content security policy refuses data addresses.
for address in $(grep -o 'url([^)]*)' "$out/hamroh.css" | sed 's/url(//;s/[)"]//g' | sort -u); do
    [ -f "$out/$address" ] || { echo "hamroh.css points to $address, which is not there" >&2; exit 1; }
done
for sheet in hamroh hamroh.rtl; do
    echo "$sheet.css $(wc -c <"$out/$sheet.css") bytes, $(gzip -9 -c "$out/$sheet.css" | wc -c) compressed"
done
