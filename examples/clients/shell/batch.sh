#!/bin/sh
# Several reports in one call. One that cannot be read has its error in its own place.
set -eu
address=$1 reports=$2

# The date is written the wrong way round: the server refuses this report and reads the others.
bad='{"id": "bad-date", "text": "قصف مدفعي", "published_at": "10/3/2021"}'
{
  printf '{"reports": [%s' "$bad"
  sed 's/^/,/' "$reports"
  printf ']}'
} | buf curl --http2-prior-knowledge --protocol grpc --timeout 60s --data @- \
  "http://$address/rasd.v1.ExtractionService/BatchExtractIncidents" | jq --compact-output '.results[]'
