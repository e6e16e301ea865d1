// A deadline for every call, and repetition when the server is not there: UNAVAILABLE and nothing
// else. A call that ran out of time or was refused ends the same way the second time.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	"rasd.example/clients/internal/reports"
	"rasd.example/clients/rasdv1"
)

const deadline = 5 * time.Second // repetitions included

const retries = `{
  "methodConfig": [{
    "name": [{"service": "rasd.v1.ExtractionService"}],
    "retryPolicy": {
      "maxAttempts": 5,
      "initialBackoff": "0.2s",
      "maxBackoff": "2s",
      "backoffMultiplier": 2,
      "retryableStatusCodes": ["UNAVAILABLE"]
    }
  }]
}`

func main() {
	address, path := os.Args[1], os.Args[2]
	// How soon a lost connection is tried again; gRPC's own first wait is a second.
	reconnect := backoff.DefaultConfig
	reconnect.BaseDelay = 200 * time.Millisecond
	connection, err := grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultServiceConfig(retries),
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: reconnect, MinConnectTimeout: deadline}),
	)
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	service := rasdv1.NewExtractionServiceClient(connection)

	for report := range reports.Read(path) {
		answer, err := extract(service, report)
		if err != nil {
			failed := status.Convert(err)
			fmt.Fprintf(os.Stderr, "%v: %s\n", code.Code(failed.Code()), failed.Message())
			os.Exit(1)
		}
		reports.Show(answer.GetRecord())
	}
}

func extract(
	service rasdv1.ExtractionServiceClient, report *rasdv1.Report,
) (*rasdv1.ExtractIncidentsResponse, error) {
	ctx, cancel := context.WithTimeout(context.Background(), deadline)
	defer cancel()
	return service.ExtractIncidents(ctx, &rasdv1.ExtractIncidentsRequest{Report: report})
}
