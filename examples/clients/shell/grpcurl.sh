#!/bin/sh
# The same with grpcurl.
set -eu
address=$1 reports=$2

while IFS= read -r report; do
  grpcurl -plaintext -max-time 30 -d "{\"report\": $report}" \
    "$address" rasd.v1.ExtractionService/ExtractIncidents
done <"$reports"
