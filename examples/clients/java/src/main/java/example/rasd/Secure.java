package example.rasd;

import io.grpc.CallCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import rasd.v1.ExtractionServiceGrpc;
import rasd.v1.ExtractionServiceOuterClass.ExtractIncidentsRequest;

/**
 * TLS with a certificate authority of your own, and a bearer token in every call.
 *
 * <p>{@code Secure ADDRESS REPORTS --ca ca.pem --token-file token}. ADDRESS is a name or address
 * that the certificate is for, and the port. Without --ca the authorities that Java brings are
 * trusted.
 */
public final class Secure {
  /** Puts a token into every call. */
  private static final class Bearer extends CallCredentials {
    private static final Metadata.Key<String> AUTHORIZATION =
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private final String token;

    Bearer(String token) {
      this.token = token;
    }

    @Override
    public void applyRequestMetadata(RequestInfo request, Executor executor, MetadataApplier call) {
      Metadata headers = new Metadata();
      headers.put(AUTHORIZATION, "Bearer " + token);
      call.apply(headers);
    }
  }

  public static void main(String[] args) throws Exception {
    String address = args[0];
    String path = args[1];
    Map<String, String> options = new HashMap<>();
    for (int i = 2; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    // A file, because a command line is there for every user of the machine to read.
    String token = Files.readString(Path.of(options.get("--token-file"))).strip();
    var credentials = TlsChannelCredentials.newBuilder();
    if (options.containsKey("--ca")) {
      credentials.trustManager(new File(options.get("--ca")));
    }
    ManagedChannel channel = Grpc.newChannelBuilder(address, credentials.build()).build();
    try (var reports = Reports.read(path)) {
      var service =
          ExtractionServiceGrpc.newBlockingStub(channel).withCallCredentials(new Bearer(token));
      reports.forEach(
          report -> {
            var request = ExtractIncidentsRequest.newBuilder().setReport(report).build();
            var timed = service.withDeadlineAfter(30, TimeUnit.SECONDS);
            Reports.show(timed.extractIncidents(request).getRecord());
          });
    } finally {
      channel.shutdownNow();
    }
  }
}
