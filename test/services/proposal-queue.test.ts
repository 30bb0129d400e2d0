import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import { Planner, type Solver } from "../../src/dispatch/planner.ts";
import { reportIncident } from "../../src/incidents/incident.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import type { Plan } from "../../src/solver/plan.ts";
import { solve } from "../../src/solver/solve.ts";
import { openEmbeddedTest } from "../support/embedded.ts";

describe("the planner's queue", () => {
  let database: Database;
  let incidentId: string;
  beforeAll(async () => {
    database = await openEmbeddedTest();
    await loadWorld(database, world(1, "tiny"));
    const principal = await readPrincipal(database, "usr-g01-dispatcher");
    const reported = await reportIncident(
      database,
      { principal, key: randomUUID() },
      {
        nameZh: "演练",
        category: "NATURAL_DISASTER",
        hazard: "FLOOD",
        regionCode: "150304",
        node: "150304",
      },
    );
    incidentId = reported.ok ? reported.value.id : "";
  });
  afterAll(() => database.close());

  /** A SOLVING proposal whose file names the place that it is called in the test. */
  async function waiting(org: string, name: string): Promise<{ id: string; org: string }> {
    const id = randomUUID();
    const file = { version: 1, items: [], sources: [], needs: [], lanes: [], name };
    await withOwnerTx(database, ({ client }) =>
      client.query(
        `insert into qipan.proposal (id, incident_id, requested_by_org, requested_by, state,
           zero_at, problem, grounds, created_at)
         values ($1, $2, $3, 'test', 'SOLVING', now(), $4, '{}', now())`,
        [id, incidentId, org, file],
      ),
    );
    return { id, org };
  }
  const stateOf = async (id: string): Promise<unknown> => {
    const { rows } = await withTx(database, hubReader, ({ client }) =>
      client.query("select state, failure from qipan.proposal where id = $1", [id]),
    );
    return rows[0];
  };
  const empty = (): Promise<Plan> =>
    solve({ version: 1, items: [], sources: [], needs: [], lanes: [] });
  const solver = (work: (name: string) => Promise<Plan>): Solver => ({
    solve: (problem) => work((problem as { name: string }).name),
    robustness: () => Promise.reject(new Error("nobody asks")),
    close: () => Promise.resolve(),
  });

  it("serves organizations in turn, and never more at once than it may", async () => {
    const order: string[] = [];
    let running = 0;
    let most = 0;
    let meet = (): void => undefined;
    const two = new Promise<void>((settle) => (meet = settle));
    const planner = new Planner(
      database,
      2,
      solver(async (name) => {
        order.push(name);
        running += 1;
        most = Math.max(most, running);
        if (running === 2) meet();
        await two;
        const plan = await empty();
        running -= 1;
        return plan;
      }),
    );
    const all = [
      ...(await Promise.all(["a1", "a2", "a3", "a4"].map((name) => waiting("ORG-G01", name)))),
      await waiting("ORG-G06", "b1"),
    ];
    for (const proposal of all) planner.enqueue(proposal);
    planner.enqueue(all[4]!);
    await planner.idle();
    expect(most).toBe(2);
    expect(order.toSorted()).toEqual(["a1", "a2", "a3", "a4", "b1"]);
    expect(order.indexOf("b1")).toBeLessThan(order.indexOf("a3"));
    for (const { id } of all) expect(await stateOf(id)).toMatchObject({ state: "READY" });
  });

  it("tells the log why a solve failed, and goes on with the next", async () => {
    const planner = new Planner(
      database,
      1,
      solver((name) => (name === "bad" ? Promise.reject(new Error("out of memory")) : empty())),
    );
    const [bad, good] = [await waiting("ORG-G01", "bad"), await waiting("ORG-G01", "good")];
    const heard: unknown[] = [];
    planner.onError = (error) => heard.push(error);
    for (const proposal of [bad, good]) planner.enqueue(proposal);
    await planner.idle();
    expect(await stateOf(bad.id)).toMatchObject({
      state: "FAILED",
      failure: expect.stringContaining("log") as string,
    });
    expect(heard).toMatchObject([{ message: "out of memory" }]);
    expect(await stateOf(good.id)).toMatchObject({ state: "READY" });
  });

  it("says in both languages what is wrong with a file that the solver refuses", async () => {
    const twice = { id: "D", stock: [] };
    const planner = new Planner(
      database,
      1,
      solver(() => solve({ version: 1, items: [], sources: [twice, twice], needs: [], lanes: [] })),
    );
    const { id, org } = await waiting("ORG-G01", "invalid");
    planner.enqueue({ id, org });
    await planner.idle();
    const path = "/sources/1/id";
    expect(await stateOf(id)).toEqual({
      state: "FAILED",
      failure: `${path}:重复 / ${path}: the same id stands at /sources/0/id`,
    });
  });

  it("drops a question that nobody waits for, whether it waits or is worked on", async () => {
    const planner = new Planner(database, 1, solver(empty));
    const stopped: string[] = [];
    const gone = [new AbortController(), new AbortController()];
    const [first, second] = gone.map(({ signal }, index) =>
      planner.ask(
        "ORG-G01",
        (_threads, stop) =>
          new Promise((_settle, reject) =>
            stop.signal.addEventListener("abort", () => {
              stopped.push(String(index));
              reject(new Error("stopped"));
            }),
          ),
        signal,
      ),
    );
    expect(planner.asking("ORG-G01")).toBe(1);
    gone[1]!.abort();
    await expect(second).rejects.toThrow("nobody waits");
    expect(planner.asking("ORG-G01")).toBe(0);
    gone[0]!.abort();
    await expect(first).rejects.toThrow("stopped");
    await planner.idle();
    expect(stopped).toEqual(["0"]);
    const never = planner.ask("ORG-G01", () => Promise.resolve(1), gone[0]!.signal);
    await expect(never).rejects.toThrow("nobody waits");
  });

  it("leaves SOLVING what it was closed upon", async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((settle) => (open = settle));
    const planner = new Planner(
      database,
      1,
      solver(async () => {
        await gate;
        return empty();
      }),
    );
    const [one, two] = [await waiting("ORG-G01", "one"), await waiting("ORG-G01", "two")];
    for (const proposal of [one, two]) planner.enqueue(proposal);
    planner.cancel(two.id);
    const closed = planner.close();
    open();
    await closed;
    for (const { id } of [one, two]) expect(await stateOf(id)).toMatchObject({ state: "SOLVING" });
  });
});
