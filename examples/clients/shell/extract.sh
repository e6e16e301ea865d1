#!/bin/sh
# One call, one report, one record. The schema comes from the server's own reflection.
set -eu
address=$1 reports=$2

while IFS= read -r report; do
  buf curl --http2-prior-knowledge --protocol grpc --timeout 30s --data "{\"report\": $report}" \
    "http://$address/rasd.v1.ExtractionService/ExtractIncidents"
done <"$reports"
