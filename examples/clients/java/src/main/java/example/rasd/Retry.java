package example.rasd;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import rasd.v1.ExtractionServiceGrpc;
import rasd.v1.ExtractionServiceOuterClass.ExtractIncidentsRequest;

/**
 * A deadline for every call, and repetition when the server is not there: UNAVAILABLE and nothing
 * else. A call that ran out of time or was refused ends the same way the second time.
 */
public final class Retry {
  /** Repetitions included. */
  private static final int DEADLINE_SECONDS = 5;

  private static final Map<String, ?> RETRIES =
      Map.of(
          "methodConfig",
          List.of(
              Map.of(
                  "name", List.of(Map.of("service", ExtractionServiceGrpc.SERVICE_NAME)),
                  "retryPolicy",
                      Map.of(
                          "maxAttempts", 5.0,
                          "initialBackoff", "0.2s",
                          "maxBackoff", "2s",
                          "backoffMultiplier", 2.0,
                          "retryableStatusCodes", List.of("UNAVAILABLE")))));

  public static void main(String[] args) throws Exception {
    String address = args[0];
    String path = args[1];
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
            .defaultServiceConfig(RETRIES)
            .build();
    try (var reports = Reports.read(path)) {
      var service = ExtractionServiceGrpc.newBlockingStub(channel);
      reports.forEach(
          report -> {
            var request = ExtractIncidentsRequest.newBuilder().setReport(report).build();
            var timed = service.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
            Reports.show(timed.extractIncidents(request).getRecord());
          });
    } catch (StatusRuntimeException e) {
      System.err.println(e.getStatus().getCode() + ": " + e.getStatus().getDescription());
      System.exit(1);
    } finally {
      channel.shutdownNow();
    }
  }
}
