import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.File;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import newsassay.v1.Article;
import newsassay.v1.CredibilityServiceGrpc;
import newsassay.v1.Evidence;
import newsassay.v1.OffsetEncoding;
import newsassay.v1.ScoreArticleRequest;
import newsassay.v1.ScoreOptions;
import newsassay.v1.StreamScoreArticlesRequest;
import newsassay.v1.StreamScoreArticlesResponse;

/** Client ADDRESS CA_FILE TOKEN TEXT: every kind of call from Java, one JSON line for each. */
public final class Client {
  private final Channel channel;

  private Client(ManagedChannel channel, String token) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    this.channel = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private List<Evidence> score(Article article, long deadlineMilliseconds) {
    ScoreOptions options =
        ScoreOptions.newBuilder().setOffsetEncoding(OffsetEncoding.OFFSET_ENCODING_UTF16).build();
    ScoreArticleRequest request =
        ScoreArticleRequest.newBuilder().setArticle(article).setOptions(options).build();
    return CredibilityServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(deadlineMilliseconds, TimeUnit.MILLISECONDS)
        .scoreArticle(request)
        .getReport()
        .getEvidenceList();
  }

  private int stream(int count) throws InterruptedException {
    AtomicInteger answered = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(1);
    StreamObserver<StreamScoreArticlesResponse> replies =
        new StreamObserver<>() {
          @Override
          public void onNext(StreamScoreArticlesResponse reply) {
            answered.incrementAndGet();
          }

          @Override
          public void onError(Throwable error) {
            ended.countDown();
          }

          @Override
          public void onCompleted() {
            ended.countDown();
          }
        };
    StreamObserver<StreamScoreArticlesRequest> requests =
        CredibilityServiceGrpc.newStub(channel).streamScoreArticles(replies);
    for (int n = 0; n < count; n++) {
      Article article = Article.newBuilder().setBody("Officials said " + n + " homes lost power.").build();
      requests.onNext(
          StreamScoreArticlesRequest.newBuilder().setRequestId("r" + n).setArticle(article).build());
    }
    requests.onCompleted();
    ended.await(60, TimeUnit.SECONDS);
    return answered.get();
  }

  private static List<String> violations(StatusRuntimeException error) throws Exception {
    for (Any detail : StatusProto.fromThrowable(error).getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        return detail.unpack(BadRequest.class).getFieldViolationsList().stream()
            .map(BadRequest.FieldViolation::getField)
            .collect(Collectors.toList());
      }
    }
    return List.of();
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", ", "[", "]"));
  }

  private static void print(String name, Object json) {
    System.out.println("{\"" + name + "\": " + json + "}");
  }

  public static void main(String[] arguments) throws Exception {
    String text = arguments[3];
    ManagedChannel channel =
        Grpc.newChannelBuilder(
                arguments[0], TlsChannelCredentials.newBuilder().trustManager(new File(arguments[1])).build())
            .build();
    Client client = new Client(channel, arguments[2]);
    Article article = Article.newBuilder().setBody(text).build();
    List<Evidence> evidence = client.score(article, 60_000);
    print(
        "spans",
        evidence.stream()
            .map(Evidence::getSpan)
            .allMatch(span -> text.substring(span.getStart(), span.getEnd()).equals(span.getText())));
    print("signals", quoted(evidence.stream().map(Evidence::getSignalId).collect(Collectors.toList())));
    print("stream", client.stream(100));
    try {
      client.score(Article.newBuilder().setPublishedAt("soon").build(), 60_000);
    } catch (StatusRuntimeException error) {
      print("violations", quoted(violations(error)));
    }
    try {
      client.score(article, 0);
    } catch (StatusRuntimeException error) {
      print("deadline", '"' + error.getStatus().getCode().name() + '"');
    }
    try {
      new Client(channel, "not-the-token-that-is-asked-for").score(article, 60_000);
    } catch (StatusRuntimeException error) {
      print("token", '"' + error.getStatus().getCode().name() + '"');
    }
    channel.shutdownNow();
  }
}
