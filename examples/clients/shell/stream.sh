#!/bin/sh
# Any number of reports over one call, answered in order. The transport's flow control is the
# window: when answers are not taken, nothing more is read from the file.
set -eu
address=$1 reports=$2

sed 's/.*/{"report": &}/' "$reports" |
  buf curl --http2-prior-knowledge --protocol grpc --data @- --timeout 0s \
    "http://$address/rasd.v1.ExtractionService/StreamExtractIncidents"
