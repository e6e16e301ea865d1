// Package reports is what the examples share: reports in from JSON Lines, messages out as JSON Lines.
package reports

import (
	"bufio"
	"fmt"
	"iter"
	"log"
	"os"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"rasd.example/clients/rasdv1"
)

// Read gives the reports of a JSON Lines file, one after the other.
func Read(path string) iter.Seq[*rasdv1.Report] {
	return func(yield func(*rasdv1.Report) bool) {
		file, err := os.Open(path)
		if err != nil {
			log.Fatal(err)
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 32<<20) // a report may be longer than a scanner's usual line
		for lines.Scan() {
			report := &rasdv1.Report{}
			options := protojson.UnmarshalOptions{DiscardUnknown: true}
			if err := options.Unmarshal(lines.Bytes(), report); err != nil {
				log.Fatal(err)
			}
			if !yield(report) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			log.Fatal(err)
		}
	}
}

// Show prints a message on one line, in the JSON form of protobuf.
func Show(message proto.Message) {
	line, err := protojson.Marshal(message)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s\n", line)
}
