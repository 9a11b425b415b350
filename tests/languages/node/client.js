// node client.js ADDRESS CA_FILE TOKEN TEXT: every kind of call from Node, one JSON line for each.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");

const [address, caFile, token, text] = process.argv.slice(2);
const files = ["newsassay/v1/credibility_service.proto", "google/rpc/error_details.proto"];
const definition = loader.loadSync(files, {
  includeDirs: [path.join(__dirname, "../../../proto")],
  enums: String,
  defaults: true,
});
const { newsassay, google } = grpc.loadPackageDefinition(definition);

function connect(credentials) {
  return new newsassay.v1.CredibilityService(address, credentials);
}

function secure(bearer) {
  const perCall = grpc.credentials.createFromMetadataGenerator((_, done) => {
    const metadata = new grpc.Metadata();
    metadata.set("authorization", `Bearer ${bearer}`);
    done(null, metadata);
  });
  const tls = grpc.credentials.createSsl(fs.readFileSync(caFile));
  return grpc.credentials.combineChannelCredentials(tls, perCall);
}

function score(client, article, options = {}, deadline = Date.now() + 60_000) {
  return new Promise((resolve, reject) => {
    client.ScoreArticle({ article, options }, { deadline }, (error, reply) =>
      error ? reject(error) : resolve(reply.report),
    );
  });
}

function compare(client, articles, options) {
  return new Promise((resolve, reject) => {
    client.CompareArticles({ articles, options }, { deadline: Date.now() + 60_000 }, (error, reply) =>
      error ? reject(error) : resolve(reply.report),
    );
  });
}

// The fields of a BadRequest among the details of a failed call.
function violations(error) {
  const [bytes] = error.metadata.get("grpc-status-details-bin");
  return decode("google.rpc.Status", bytes).details
   
    .filter((detail) => detail.type_url.endsWith("/google.rpc.BadRequest"))
    .flatMap((detail) => decode("google.rpc.BadRequest", detail.value).fieldViolations)
    .map((violation) => violation.field);
}

const root = new (require("protobufjs").Root)();
root.resolvePath = (_, target) => path.join(__dirname, "../../../proto", target);
root.loadSync(["google/rpc/status.proto", "google/rpc/error_details.proto"]);

function decode(name, bytes) {
  const type = root.lookupType(name);
  return type.toObject(type.decode(bytes), { arrays: true });
}

function stream(client, count) {
  return new Promise((resolve, reject) => {
    const call = client.StreamScoreArticles();
    const ids = [];
    call.on("data", (reply) => ids.push(reply.requestId));
    call.on("error", reject);
    call.on("end", () => resolve(ids));
    for (let n = 0; n < count; n++) {
      call.write({ requestId: `r${n}`, article: { body: `Officials said ${n} homes lost power.` } });
    }
    call.end();
  });
}

function print(name, value) {
  console.log(JSON.stringify({ [name]: value }));
}

async function main() {
  const client = connect(secure(token));
  const report = await score(client, { body: text }, { offsetEncoding: "OFFSET_ENCODING_UTF16" });
  print("spans", report.evidence.every(({ span }) => text.slice(span.start, span.end) === span.text));
  print("signals", report.evidence.map(({ signalId }) => signalId));
  print("stream", (await stream(client, 100)).sort().length);
  const vote = (verb) => `${text} The harbour council ${verb} on Tuesday to close the east quay for repairs.`;
  const bodies = ["voted", "decided"].map(vote);
  const articles = bodies.map((body) => ({ body }));
  const { pairs } = await compare(client, articles, { offsetEncoding: "OFFSET_ENCODING_UTF16" });
  print("relations", pairs.map(({ relation }) => relation));
  const passages = pairs.flatMap((pair) => pair.passages);
  print("passages", passages.every(({ right }) => bodies[1].slice(right.start, right.end) === right.text));
  await score(client, { publishedAt: "soon" }).catch((error) => print("violations", violations(error)));
  const past = Date.now() - 1;
  await score(client, { body: text }, {}, past).catch((error) => print("deadline", grpc.status[error.code]));
  const stranger = connect(secure("not-the-token-that-is-asked-for"));
  await score(stranger, { body: text }).catch((error) => print("token", grpc.status[error.code]));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
