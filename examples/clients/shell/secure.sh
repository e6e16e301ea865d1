#!/bin/sh
# TLS with a certificate authority of your own, and a bearer token in every call.
#
#     secure.sh ADDRESS REPORTS --ca ca.pem --token-file token
#
# ADDRESS is a name or address that the certificate is for, and the port.
set -eu
address=$1 reports=$2 ca=$4 token_file=$6

# Headers from a file, because a command line is there for every user of the machine to read.
headers=$(mktemp)
trap 'rm -f "$headers"' EXIT
printf 'authorization: Bearer %s\n' "$(cat "$token_file")" >"$headers"

while IFS= read -r report; do
  # With --schema a wrong token is told as such; by reflection it would be a schema not found.
  buf curl --schema ../../../proto --protocol grpc --cacert "$ca" --header "@$headers" --timeout 30s \
    --data "{\"report\": $report}" "https://$address/rasd.v1.ExtractionService/ExtractIncidents"
done <"$reports"
