package example.rasd;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import rasd.v1.ExtractionServiceGrpc;
import rasd.v1.ExtractionServiceOuterClass.StreamExtractIncidentsRequest;
import rasd.v1.ExtractionServiceOuterClass.StreamExtractIncidentsResponse;
import rasd.v1.IncidentOuterClass.Report;

/** Any number of reports over one call, answered in order, a bounded number of them unanswered. */
public final class Stream {
  /** Without a bound a fast reader of files would pile megabytes up in the transport. */
  private static final int WINDOW = 64;

  /** Takes the answers and gives their places back. */
  private static final class Answers implements StreamObserver<StreamExtractIncidentsResponse> {
    final Semaphore room = new Semaphore(WINDOW);
    final CompletableFuture<Void> end = new CompletableFuture<>();

    @Override
    public void onNext(StreamExtractIncidentsResponse answer) {
      room.release();
      Reports.show(answer.getResult());
    }

    @Override
    public void onError(Throwable error) {
      end.completeExceptionally(error);
      // The writer must not wait for room that never comes.
      room.release(WINDOW);
    }

    @Override
    public void onCompleted() {
      end.complete(null);
    }
  }

  public static void main(String[] args) throws Exception {
    String address = args[0];
    String path = args[1];
    ManagedChannel channel =
        Grpc.newChannelBuilder(address, InsecureChannelCredentials.create()).build();
    try (var reports = Reports.read(path)) {
      // No deadline: a stream may run for days. What may not take long is the next answer.
      Answers answers = new Answers();
      var requests = ExtractionServiceGrpc.newStub(channel).streamExtractIncidents(answers);
      for (Report report : (Iterable<Report>) reports::iterator) {
        answers.room.acquire();
        if (answers.end.isDone()) {
          break;
        }
        requests.onNext(StreamExtractIncidentsRequest.newBuilder().setReport(report).build());
      }
      requests.onCompleted();
      answers.end.get();
    } finally {
      channel.shutdownNow();
    }
  }
}
