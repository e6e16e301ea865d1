#!/bin/sh
# A deadline for every call, and repetition when the server is not there: UNAVAILABLE and nothing
# else. A call that ran out of time or was refused ends the same way the second time.
set -eu
address=$1 reports=$2

deadline=5 # seconds for each attempt
unavailable=$((14 * 8)) # buf exits with eight times the status code

# With --schema instead of reflection the call itself is the first thing to need the server.
extract() {
  buf curl --schema ../../../proto --http2-prior-knowledge --protocol grpc --timeout "${deadline}s" \
    --data "{\"report\": $1}" "http://$address/rasd.v1.ExtractionService/ExtractIncidents"
}

while IFS= read -r report; do
  for wait in 0.2 0.4 0.8 1.6 last; do
    status=0
    extract "$report" || status=$?
    [ "$status" = "$unavailable" ] && [ "$wait" != last ] || break
    sleep "$wait"
  done
  [ "$status" = 0 ] || exit "$status"
done <"$reports"
