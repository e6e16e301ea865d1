// Any number of reports over one call, answered in order, a bounded number of them unanswered.
package main

import (
	"context"
	"errors"
	"io"
	"log"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"rasd.example/clients/internal/reports"
	"rasd.example/clients/rasdv1"
)

// Without a bound a fast reader of files would pile megabytes up in the transport.
const window = 64

func main() {
	address, path := os.Args[1], os.Args[2]
	plain := grpc.WithTransportCredentials(insecure.NewCredentials())
	connection, err := grpc.NewClient(address, plain)
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	service := rasdv1.NewExtractionServiceClient(connection)

	// No deadline: a stream may run for days. Cancelling ends the writer with the reader.
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stream, err := service.StreamExtractIncidents(ctx)
	if err != nil {
		log.Fatal(err)
	}

	room := make(chan struct{}, window)
	go func() {
		defer stream.CloseSend()
		for report := range reports.Read(path) {
			select {
			case room <- struct{}{}:
			case <-ctx.Done():
				return
			}
			// What went wrong with the call is told to the reader.
			request := &rasdv1.StreamExtractIncidentsRequest{Report: report}
			if err := stream.Send(request); err != nil {
				return
			}
		}
	}()

	for {
		answer, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		<-room
		reports.Show(answer.GetResult())
	}
}
