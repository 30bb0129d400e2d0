import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { plannerOf } from "../../src/dispatch/planner.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type Answer, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

const read = (file: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", file), "utf8");
const operation = (name: string): string => read(`${name}.graphql`);

interface Thing {
  readonly id: string;
  readonly state?: string;
  readonly refusals?: readonly { readonly code: string }[];
}
interface News {
  readonly solving: {
    readonly state: string;
    readonly progress: { stage: string; part: number; gap: number; seconds: number } | null;
  };
}

const as = "usr-g01-dispatcher";

describe("a solve while it runs", () => {
  let hub: TestHub;
  let incidentId: string;
  let release = (): void => undefined;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
    });
    incidentId = (await run("incidents-report", {}, as)).id;
    await run("incidents-start-response", { incidentId }, "usr-g01-approver");
    await run("incidents-declare-needs", { incidentId }, as);
  });
  afterEach(async () => {
    release();
    await plannerOf(hub.database).idle();
  });
  afterAll(async () => {
    await plannerOf(hub.database).close();
    await hub.close();
  });

  async function run(name: string, input: object, by: string): Promise<Thing> {
    const example = JSON.parse(read(`${name}.json`)) as { input: object };
    const variables = { input: { ...example.input, ...input } };
    const { data }: Answer<Record<string, Thing>> = await hub.ask(operation(name), variables, {
      as: by,
    });
    return Object.values(data)[0]!;
  }
  const propose = (): Promise<Thing> =>
    run("proposals-propose", { incidentId, idempotencyKey: randomUUID() }, as);
  /** Holds both threads of the planner until the test lets go. */
  const hold = (): void => {
    const gate = new Promise<void>((settle) => (release = settle));
    const { signal } = new AbortController();
    for (const org of ["X", "Y"]) void plannerOf(hub.database).ask(org, async () => gate, signal);
  };

  it("is followed from the queue through its stages to its end", async () => {
    hold();
    const { id } = await propose();
    const stream = await hub.follow(operation("follow-solving"), { proposalId: id }, { as });
    await stream.until(1);
    release();
    await stream.ended;
    const news = stream.received.map(({ data }) => (data as unknown as News).solving);
    expect(news[0]).toEqual({ state: "SOLVING", progress: null });
    expect(news.at(-1)).toMatchObject({ state: "READY", progress: null });
    for (const { progress } of news.slice(1, -1))
      if (progress !== null) expect(progress.gap).toBeGreaterThanOrEqual(0);
    await stream.close();
  });

  it("tells a stranger and nobody as little as if it were not there", async () => {
    const { id } = await propose();
    for (const by of [{ as: "usr-g06-dispatcher" }, undefined]) {
      const stream = await hub.follow(operation("follow-solving"), { proposalId: id }, by);
      expect(JSON.stringify(await stream.ended)).toContain("NOT_FOUND");
      expect(stream.received).toEqual([]);
      await stream.close();
    }
  });

  it("is not begun beside a dozen others of the same organization", async () => {
    hold();
    for (let count = 0; count < 12; count += 1)
      expect(await propose()).toMatchObject({ state: "SOLVING" });
    expect(await propose()).toMatchObject({ refusals: [{ code: "TOO_MANY" }] });
    release();
    await plannerOf(hub.database).idle();
    expect(await propose()).toMatchObject({ state: "SOLVING" });
  });

  it("is not worked on for a caller who has hung up", async () => {
    const { id } = await propose();
    const planner = plannerOf(hub.database);
    await planner.idle();
    hold();
    const caller = new AbortController();
    const answer = fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${await hub.keyOf(as)}`,
      },
      body: JSON.stringify({
        query: operation("proposals-robustness"),
        variables: { proposalId: id, losses: 5 },
      }),
      signal: caller.signal,
    });
    await vi.waitFor(() => expect(planner.asking("ORG-G01")).toBe(1), 10_000);
    caller.abort();
    await expect(answer).rejects.toThrow("abort");
    await vi.waitFor(() => expect(planner.asking("ORG-G01")).toBe(0), 10_000);
  });
});
