package example.rasd;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;
import rasd.v1.ExtractionServiceGrpc;
import rasd.v1.ExtractionServiceOuterClass.BatchExtractIncidentsRequest;
import rasd.v1.IncidentOuterClass.Report;

/** Several reports in one call. One that cannot be read has its error in its own place. */
public final class Batch {
  public static void main(String[] args) throws Exception {
    String address = args[0];
    String path = args[1];
    // The date is written the wrong way round: the server refuses this report and reads the others.
    Report bad =
        Report.newBuilder()
            .setId("bad-date")
            .setText("قصف مدفعي")
            .setPublishedAt("10/3/2021")
            .build();
    var request = BatchExtractIncidentsRequest.newBuilder().addReports(bad);
    try (var reports = Reports.read(path)) {
      reports.forEach(request::addReports);
    }

    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
    try {
      var service = ExtractionServiceGrpc.newBlockingStub(channel);
      var answer =
          service.withDeadlineAfter(1, TimeUnit.MINUTES).batchExtractIncidents(request.build());
      for (var result : answer.getResultsList()) {
        if (result.hasError()) {
          var error = result.getError();
          System.err.printf(
              "%s: %s: %s%n", result.getReportId(), error.getReason(), error.getMessage());
        }
        Reports.show(result);
      }
    } finally {
      channel.shutdownNow();
    }
  }
}
