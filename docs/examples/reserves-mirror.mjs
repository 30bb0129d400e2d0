/**
 * Keeps FILE equal to what the hub shows of a region's reserves, each depot with all its lots:
 *
 *     HUB=https://… KEY=qk_… node docs/examples/reserves-mirror.mjs 150300 FILE [--once]
 *
 * It reads the region in one go, then follows the feed and reads anew whatever that names. Depots
 * and the cursor that they are of are written together: however the process or the hub ends, it
 * goes on from FILE.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const [region, file, once] = process.argv.slice(2);
const { HUB = "http://localhost:4000", KEY } = process.env;
const authorization = `Bearer ${KEY}`;
const operation = (name) => readFileSync(`schema/operations/${name}.graphql`, "utf8");
const [changes, depot, moreLots] = ["changes", "bulk-depot", "bulk-lots"].map(operation);
/** All codes of what lies in a region begin like its own. */
const within = region.replace(/(00)+$/, "");

/** The hub is away or busy: ask again, from where one was. */
class Away extends Error {}

async function ask(query, variables) {
  const headers = { authorization, "content-type": "application/json" };
  const body = JSON.stringify({ query, variables });
  const response = await reach(`${HUB}/graphql`, { method: "POST", headers, body });
  const { data, errors } = await response.json().catch(away);
  const code = errors?.[0].extensions.code;
  if (["BUSY", "THROTTLED", "INTERNAL_ERROR"].includes(code)) throw new Away(code);
  if (errors !== undefined) throw Object.assign(new Error(code), { code });
  return data;
}

const away = (error) => {
  throw new Away(error.message);
};

async function reach(url, options) {
  const response = await fetch(url, options).catch(away);
  if (response.status >= 500 || response.status === 429) throw new Away(String(response.status));
  return response;
}

/** The whole region. A reading that is cut goes on after the last line that came whole. */
async function readAll() {
  const held = { after: undefined, depots: {} };
  for (let at, isWhole = false; !isWhole;) {
    const place = at === undefined ? "" : `?after=${at}`;
    try {
      const { body } = await reach(`${HUB}/bulk/${region}${place}`, { headers: { authorization } });
      for await (const line of linesOf(body)) {
        if (line.kind === "START") held.after ??= line.feed;
        if (line.kind === "ERROR" && line.code !== "BUSY") throw new Error(line.code);
        if (line.kind === "DEPOT") held.depots[line.node.id] = line.node;
        at = line.at ?? at;
        isWhole = line.kind === "END";
      }
    } catch (error) {
      if (!(error instanceof Away || error instanceof TypeError)) throw error;
      await sleep(200);
    }
  }
  return held;
}

async function* linesOf(body) {
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const lines = (text + chunk).split("\n");
    text = lines.pop();
    for (const line of lines) yield JSON.parse(line);
  }
}

/** A depot as it is now; undefined if it is shown no more, or lies elsewhere. */
async function readDepot(id) {
  const { node } = await ask(depot, { id });
  if (node === null || !node.region.code.startsWith(within)) return undefined;
  const { lots, ...rest } = node;
  const all = lots.edges.map((edge) => edge.node);
  for (let { hasNextPage, endCursor } = lots.pageInfo; hasNextPage;) {
    const more = (await ask(moreLots, { depot: id, after: endCursor })).node?.lots;
    if (more === undefined) return undefined;
    all.push(...more.edges.map((edge) => edge.node));
    ({ hasNextPage, endCursor } = more.pageInfo);
  }
  return { ...rest, lots: all };
}

/** One page of the feed; answers whether there is more. */
async function follow(held) {
  const page = (await ask(changes, { first: 100, after: held.after })).changes;
  const about = page.edges.map((edge) => edge.node);
  // Roles of one's own were granted or revoked: everything may be another.
  if (about.some((one) => one.subjectKind === "ORGANIZATION")) Object.assign(held, await readAll());
  else {
    const ids = about.filter((one) => one.subjectKind === "DEPOT").map((one) => one.subjectId);
    for (const id of new Set(ids)) {
      const now = await readDepot(id);
      if (now === undefined) delete held.depots[id];
      else held.depots[id] = now;
    }
    held.after = page.pageInfo.endCursor ?? held.after;
  }
  if (about.length > 0) keep(held);
  return page.pageInfo.hasNextPage;
}

function keep(held) {
  writeFileSync(`${file}.new`, JSON.stringify(held));
  renameSync(`${file}.new`, file);
  return held;
}

/** A cursor of another life of the hub, or too old to go on from. */
const isOver = ({ code }) => code === "FEED_EPOCH_CHANGED" || code === "FEED_CURSOR_EXPIRED";

let held = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : keep(await readAll());
for (;;) {
  try {
    if (await follow(held)) continue;
    if (once) break;
  } catch (error) {
    if (isOver(error)) held = keep(await readAll());
    else if (!(error instanceof Away)) throw error;
  }
  await sleep(200);
}
