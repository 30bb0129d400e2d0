/**
 * Keeps FILE equal to the hub's feed, one change a line, as far as the key may know it:
 *
 *     HUB=https://… KEY=qk_… node docs/examples/mirror.mjs FILE [--once]
 *
 * Where to go on is read from the last line, so a change and its cursor are written together.
 * However the process ends, nothing is missed and nothing stands there twice.
 */
import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const [file, once] = process.argv.slice(2);
const { HUB = "http://localhost:4000", KEY } = process.env;
const query = readFileSync("schema/operations/changes.graphql", "utf8");
const headers = { authorization: `Bearer ${KEY}`, "content-type": "application/json" };

async function pageAfter(after) {
  const body = JSON.stringify({ query, variables: { first: 100, after } });
  const response = await fetch(`${HUB}/graphql`, { method: "POST", headers, body });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.changes;
}

/** The cursor in the last whole line; what a killed process left half written is cut off. */
function lastCursor() {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf("\n") + 1;
  truncateSync(file, whole);
  const last = bytes.subarray(0, whole).toString().trimEnd().split("\n").at(-1);
  return last === "" ? null : JSON.parse(last).cursor;
}

let after = lastCursor();
for (;;) {
  // A hub that is away is asked again; a refusal, such as a revoked key, ends the mirror.
  const page = await pageAfter(after).catch((error) => {
    if (!(error instanceof TypeError)) throw error;
  });
  const lines = (page?.edges ?? []).map(({ cursor, node }) => JSON.stringify({ cursor, ...node }));
  if (lines.length > 0) appendFileSync(file, `${lines.join("\n")}\n`);
  after = page?.pageInfo.endCursor ?? after;
  if (page?.pageInfo.hasNextPage) continue;
  if (once && page !== undefined) break;
  await sleep(200);
}
