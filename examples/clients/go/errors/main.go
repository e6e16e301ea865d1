// What a refused call tells: a status code, a reason for programs, and the fields at fault.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"time"

	"google.golang.org/genproto/googleapis/rpc/code"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"rasd.example/clients/rasdv1"
)

// Told is what a program can act on.
type Told struct {
	Code   string  `json:"code"`
	Reason string  `json:"reason"`
	Domain string  `json:"domain"`
	Fields []Field `json:"fields"`
}

// Field is a field at fault.
type Field struct {
	Field       string `json:"field"`
	Description string `json:"description"`
}

func explain(err error) Told {
	refused := status.Convert(err)
	// Go calls the code InvalidArgument; every other language INVALID_ARGUMENT.
	told := Told{Code: code.Code(refused.Code()).String()}
	for _, detail := range refused.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			told.Reason, told.Domain = detail.GetReason(), detail.GetDomain()
		case *errdetails.BadRequest:
			for _, v := range detail.GetFieldViolations() {
				told.Fields = append(told.Fields, Field{v.GetField(), v.GetDescription()})
			}
		}
	}
	return told
}

func main() {
	plain := grpc.WithTransportCredentials(insecure.NewCredentials())
	connection, err := grpc.NewClient(os.Args[1], plain)
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	service := rasdv1.NewExtractionServiceClient(connection)

	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	report := &rasdv1.Report{Text: "قصف مدفعي", PublishedAt: proto.String("10/3/2021")}
	_, err = service.ExtractIncidents(ctx, &rasdv1.ExtractIncidentsRequest{Report: report})
	line, err := json.Marshal(explain(err))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n", line)
}
