// client ADDRESS CA_FILE TOKEN TEXT: every kind of call from Go, one JSON line for each.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	newsassay "newsassay/v1"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func printJSON(name string, value interface{}) {
	check(json.NewEncoder(os.Stdout).Encode(map[string]interface{}{name: value}))
}

// with returns a context with a bearer token and a deadline.
func with(token string, timeout time.Duration) (context.Context, context.CancelFunc) {
	ctx := metadata.AppendToOutgoingContext(context.Background(), "authorization", "Bearer "+token)
	return context.WithTimeout(ctx, timeout)
}

func score(client newsassay.CredibilityServiceClient, article *newsassay.Article, token string, timeout time.Duration) ([]*newsassay.Evidence, error) {
	ctx, cancel := with(token, timeout)
	defer cancel()
	reply, err := client.ScoreArticle(ctx, &newsassay.ScoreArticleRequest{
		Article: article,
		// Go's own unit: text[start:end] counts bytes.
		Options: &newsassay.ScoreOptions{OffsetEncoding: newsassay.OffsetEncoding_OFFSET_ENCODING_UTF8},
	})
	return reply.GetReport().GetEvidence(), err
}

func stream(client newsassay.CredibilityServiceClient, token string, count int) int {
	ctx, cancel := with(token, time.Minute)
	defer cancel()
	call, err := client.StreamScoreArticles(ctx)
	check(err)
	go func() {
		for n := 0; n < count; n++ {
			check(call.Send(&newsassay.StreamScoreArticlesRequest{
				RequestId: fmt.Sprint("r", n),
				Article:   &newsassay.Article{Body: fmt.Sprintf("Officials said %d homes lost power.", n)},
			}))
		}
		check(call.CloseSend())
	}()
	answered := 0
	for {
		_, err := call.Recv()
		if err == io.EOF {
			return answered
		}
		check(err)
		answered++
	}
}

func violations(err error) []string {
	fields := []string{}
	for _, detail := range status.Convert(err).Details() {
		if request, ok := detail.(*errdetails.BadRequest); ok {
			for _, violation := range request.GetFieldViolations() {
				fields = append(fields, violation.GetField())
			}
		}
	}
	return fields
}

func main() {
	address, caFile, token, text := os.Args[1], os.Args[2], os.Args[3], os.Args[4]
	tls, err := credentials.NewClientTLSFromFile(caFile, "")
	check(err)
	connection, err := grpc.Dial(address, grpc.WithTransportCredentials(tls))
	check(err)
	defer connection.Close()
	client := newsassay.NewCredibilityServiceClient(connection)

	article := &newsassay.Article{Body: text}
	evidence, err := score(client, article, token, time.Minute)
	check(err)
	spans, signals := true, []string{}
	for _, item := range evidence {
		span := item.GetSpan()
		spans = spans && text[span.GetStart():span.GetEnd()] == span.GetText()
		signals = append(signals, item.GetSignalId())
	}
	printJSON("spans", spans)
	printJSON("signals", signals)
	printJSON("stream", stream(client, token, 100))
	_, err = score(client, &newsassay.Article{PublishedAt: "soon"}, token, time.Minute)
	printJSON("violations", violations(err))
	_, err = score(client, article, token, 0)
	printJSON("deadline", status.Code(err).String())
	_, err = score(client, article, "not-the-token-that-is-asked-for", time.Minute)
	printJSON("token", status.Code(err).String())
}
