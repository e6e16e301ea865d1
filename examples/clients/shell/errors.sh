#!/bin/sh
# What a refused call tells: a status code, a reason for programs, and the fields at fault.
set -eu
address=$1

# buf prints the error on standard error and exits with eight times the status code.
error=$(buf curl --http2-prior-knowledge --protocol grpc --timeout 30s \
  --data '{"report": {"text": "قصف مدفعي", "published_at": "10/3/2021"}}' \
  "http://$address/rasd.v1.ExtractionService/ExtractIncidents" 2>&1) && exit

# The details travel packed; their schema is Google's, not the server's.
details() {
  packed=$(printf '%s' "$error" | jq --raw-output --arg type "$1" \
    '.details[] | select(.type == $type) | .value | . + "==="[(length + 3) % 4:]')
  printf '%s' "$packed" | base64 --decode | buf convert --type "$1" --from '-#format=binpb' \
    node_modules/google-proto-files/google/rpc/error_details.proto
}
printf '%s\n' "$error" "$(details google.rpc.ErrorInfo)" "$(details google.rpc.BadRequest)" |
  jq --slurp --compact-output '{
    code: .[0].code | ascii_upcase,
    reason: .[1].reason,
    domain: .[1].domain,
    fields: .[2].fieldViolations
  }'
