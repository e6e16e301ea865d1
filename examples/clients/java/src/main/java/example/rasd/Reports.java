package example.rasd;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import rasd.v1.IncidentOuterClass.Report;

/** What the examples share: reports in from JSON Lines, messages out as JSON Lines. */
final class Reports {
  // Java's own standard output writes in the encoding of the locale.
  private static final PrintStream OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  private Reports() {}

  /** The reports of a JSON Lines file, one after the other. Close it. */
  static Stream<Report> read(String path) throws IOException {
    return Files.lines(Path.of(path)).map(Reports::parse);
  }

  private static Report parse(String line) {
    try {
      Report.Builder report = Report.newBuilder();
      JsonFormat.parser().ignoringUnknownFields().merge(line, report);
      return report.build();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Prints a message on one line, in the JSON form of protobuf. */
  static void show(MessageOrBuilder message) {
    try {
      OUT.println(JsonFormat.printer().omittingInsignificantWhitespace().print(message));
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }
}
