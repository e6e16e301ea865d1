// One call, one report, one record. The place to start.
package main

import (
	"context"
	"log"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"rasd.example/clients/internal/reports"
	"rasd.example/clients/rasdv1"
)

func main() {
	address, path := os.Args[1], os.Args[2]
	plain := grpc.WithTransportCredentials(insecure.NewCredentials())
	connection, err := grpc.NewClient(address, plain)
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	service := rasdv1.NewExtractionServiceClient(connection)

	for report := range reports.Read(path) {
		answer, err := extract(service, report)
		if err != nil {
			log.Fatal(err)
		}
		reports.Show(answer.GetRecord())
	}
}

func extract(
	service rasdv1.ExtractionServiceClient, report *rasdv1.Report,
) (*rasdv1.ExtractIncidentsResponse, error) {
	// A call without a deadline waits for ever when the server hangs.
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return service.ExtractIncidents(ctx, &rasdv1.ExtractIncidentsRequest{Report: report})
}
