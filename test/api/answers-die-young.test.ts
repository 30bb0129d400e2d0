import { spawnSync } from "node:child_process";
import { expect, it, onTestFinished } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { ordinaryLogin } from "../support/ordinary-login.ts";

/**
 * Answers pages with items and cursors, in a process of its own, and tells by how many megabytes
 * its old objects grew meanwhile at most: where only the young are collected they stay.
 */
const asked = `
import "reflect-metadata";
import { getHeapSpaceStatistics } from "node:v8";
import { getOperationAST, parse } from "graphql/index.js";
import { readPrincipal } from "./dist/src/access/access.service.js";
import { readerOf } from "./dist/src/access/reader.js";
import { contextOf, OperationReading } from "./dist/src/graph/context.js";
import { answerQuery } from "./dist/src/graph/query.js";
import { openServer } from "./dist/src/postgres/pool.js";
import { hubSchema } from "./dist/src/server/schema.js";

const database = openServer({ url: process.env.DATABASE_URL });
const schema = await hubSchema();
const principal = await readPrincipal(database, "usr-g01-dispatcher");
const document = parse(\`{ depots(first: 50) { edges { cursor node { id region { nameZh }
  lots(first: 5) { edges { cursor node { id quantity item { sku } } }
    pageInfo { endCursor } } } } } }\`);
const operation = getOperationAST(document);
const hub = { database, kind: "EXERCISE" };
const old = () => getHeapSpaceStatistics().find((one) => one.space_name === "old_space");
const answer = async () => {
  const { signal: gone } = new AbortController();
  const reading = new OperationReading(database, readerOf(principal), gone);
  const context = contextOf({ hub, principal, locale: "zh", requestId: "", gone, reading });
  const { bytes } = await answerQuery({ schema, document, operation, variables: {}, context });
  await reading.close();
  return bytes().length;
};
let length = 0;
for (let n = 0; n < 100; n += 1) length = await answer();
globalThis.gc();
const before = old().space_used_size;
let grown = 0;
for (let n = 0; n < 250; n += 1) {
  await answer();
  grown = Math.max(grown, old().space_used_size - before);
}
await database.close();
console.log(JSON.stringify({ length, grown: grown / 2 ** 20 }));
`;

it("leaves nothing of an answer among the old objects of the process", async () => {
  const served = await ordinaryLogin((database) => loadWorld(database, world(1, "demo")));
  onTestFinished(() => served.drop());
  const flags = ["--expose-gc", "--input-type=module", "-e", asked];
  const { stdout, stderr } = spawnSync(process.execPath, flags, {
    cwd: packageRoot,
    env: { ...process.env, ...served.env },
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const { length, grown } = JSON.parse(stdout) as { length: number; grown: number };
  expect(length).toBeGreaterThan(10_000);
  // An answer that stays until all is collected leaves 0.3 of them each.
  expect(grown).toBeLessThan(8);
});
