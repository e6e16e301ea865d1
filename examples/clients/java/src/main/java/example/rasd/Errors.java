package example.rasd;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.concurrent.TimeUnit;
import rasd.v1.ExtractionServiceGrpc;
import rasd.v1.ExtractionServiceOuterClass.ExtractIncidentsRequest;
import rasd.v1.IncidentOuterClass.Report;

/** What a refused call tells: a status code, a reason for programs, and the fields at fault. */
public final class Errors {
  public static void main(String[] args) throws Exception {
    ManagedChannel channel =
        Grpc.newChannelBuilder(args[0], InsecureChannelCredentials.create()).build();
    try {
      var service = ExtractionServiceGrpc.newBlockingStub(channel);
      var report = Report.newBuilder().setText("قصف مدفعي").setPublishedAt("10/3/2021");
      var request = ExtractIncidentsRequest.newBuilder().setReport(report).build();
      service.withDeadlineAfter(30, TimeUnit.SECONDS).extractIncidents(request);
    } catch (StatusRuntimeException e) {
      System.out.println(explain(e));
    } finally {
      channel.shutdownNow();
    }
  }

  /** The parts of an error that a program can act on. */
  private static JsonObject explain(StatusRuntimeException error) throws Exception {
    // The details travel packed in a trailer, together with the status itself.
    com.google.rpc.Status status = StatusProto.fromThrowable(error);
    JsonObject told = new JsonObject();
    told.addProperty("code", Code.forNumber(status.getCode()).name());
    JsonArray fields = new JsonArray();
    for (Any detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        ErrorInfo info = detail.unpack(ErrorInfo.class);
        told.addProperty("reason", info.getReason());
        told.addProperty("domain", info.getDomain());
      } else if (detail.is(BadRequest.class)) {
        for (var violation : detail.unpack(BadRequest.class).getFieldViolationsList()) {
          JsonObject field = new JsonObject();
          field.addProperty("field", violation.getField());
          field.addProperty("description", violation.getDescription());
          fields.add(field);
        }
      }
    }
    told.add("fields", fields);
    return told;
  }
}
