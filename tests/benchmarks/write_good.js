// Reads one JSON string per line, prints the seconds that write-good takes for it.
const writeGood = require("write-good");
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const text = JSON.parse(line);
  const start = process.hrtime.bigint();
  writeGood(text);
  console.log(Number(process.hrtime.bigint() - start) / 1e9);
});
