// Several reports in one call. One that cannot be read has its error in its own place.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"slices"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/proto"

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

	// The date is written the wrong way round: the server refuses this report and reads the others.
	bad := &rasdv1.Report{Id: "bad-date", Text: "قصف مدفعي", PublishedAt: proto.String("10/3/2021")}
	all := slices.AppendSeq([]*rasdv1.Report{bad}, reports.Read(path))

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	request := &rasdv1.BatchExtractIncidentsRequest{Reports: all}
	answer, err := service.BatchExtractIncidents(ctx, request)
	if err != nil {
		log.Fatal(err)
	}
	for _, result := range answer.GetResults() {
		if refused := result.GetError(); refused != nil {
			id, reason, message := result.GetReportId(), refused.GetReason(), refused.GetMessage()
			fmt.Fprintf(os.Stderr, "%s: %s: %s\n", id, reason, message)
		}
		reports.Show(result)
	}
}
