package example.rasd;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;
import rasd.v1.ExtractionServiceGrpc;
import rasd.v1.ExtractionServiceOuterClass.ExtractIncidentsRequest;

/** One call, one report, one record. The place to start. */
public final class Extract {
  public static void main(String[] args) throws Exception {
    String address = args[0];
    String path = args[1];
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
    try (var reports = Reports.read(path)) {
      var service = ExtractionServiceGrpc.newBlockingStub(channel);
      reports.forEach(
          report -> {
            var request = ExtractIncidentsRequest.newBuilder().setReport(report).build();
            // A call without a deadline waits for ever when the server hangs. A stub's deadline is
            // a moment, not a length of time: every call takes a new one.
            var timed = service.withDeadlineAfter(30, TimeUnit.SECONDS);
            Reports.show(timed.extractIncidents(request).getRecord());
          });
    } finally {
      channel.shutdownNow();
    }
  }
}
