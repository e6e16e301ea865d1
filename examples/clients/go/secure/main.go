// TLS with a certificate authority of your own, and a bearer token in every call.
//
//	go run ./secure ADDRESS REPORTS --ca ca.pem --token-file token
//
// ADDRESS is a name or address that the certificate is for, and the port. Without --ca the system's
// own authorities are trusted.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"log"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"

	"rasd.example/clients/internal/reports"
	"rasd.example/clients/rasdv1"
)

// bearer puts a token into every call.
type bearer string

func (token bearer) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + string(token)}, nil
}

// RequireTransportSecurity makes sure that the token never goes out unencrypted.
func (bearer) RequireTransportSecurity() bool { return true }

func main() {
	address, path := os.Args[1], os.Args[2]
	flags := flag.NewFlagSet("secure", flag.ExitOnError)
	ca := flags.String("ca", "", "certificates of the authority, PEM")
	// A file, because a command line is there for every user of the machine to read.
	tokenFile := flags.String("token-file", "", "file that holds the token")
	if err := flags.Parse(os.Args[3:]); err != nil {
		log.Fatal(err)
	}

	token, err := os.ReadFile(*tokenFile)
	if err != nil {
		log.Fatal(err)
	}
	connection, err := grpc.NewClient(address,
		grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{RootCAs: authorities(*ca)})),
		grpc.WithPerRPCCredentials(bearer(strings.TrimSpace(string(token)))),
	)
	if err != nil {
		log.Fatal(err)
	}
	defer connection.Close()
	service := rasdv1.NewExtractionServiceClient(connection)

	for report := range reports.Read(path) {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		request := &rasdv1.ExtractIncidentsRequest{Report: report}
		answer, err := service.ExtractIncidents(ctx, request)
		cancel()
		if err != nil {
			log.Fatal(err)
		}
		reports.Show(answer.GetRecord())
	}
}

// authorities reads those of a file; nil stands for the system's own.
func authorities(path string) *x509.CertPool {
	if path == "" {
		return nil
	}
	pem, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		log.Fatalf("%s holds no certificate", path)
	}
	return pool
}
