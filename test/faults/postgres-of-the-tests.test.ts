import { spawn } from "node:child_process";
import { once } from "node:events";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { sweepOrphans } from "../support/orphans.ts";
import { createCluster } from "../support/postgres-cluster.ts";
import { startPostgres } from "../support/postgres.ts";

const opened: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const server of opened.splice(0)) await server.stop();
});

test("a killed server comes back on its port with what was committed", async () => {
  const server = await startPostgres({ work_mem: "8MB" });
  opened.push(server);
  await ask(server.url("postgres"), "create table kept as select 1 as count");
  const before = server.pid;
  await server.kill9();
  await expect(ask(server.url("postgres"), "select 1")).rejects.toThrow();
  await server.restart();
  expect(server.pid).not.toBe(before);
  expect(await ask(server.url("postgres"), "select count from kept")).toEqual([{ count: 1 }]);
  expect(await ask(server.url("postgres"), "show work_mem")).toEqual([{ work_mem: "8MB" }]);
});

test("a database can be copied and dropped while it is in use", async () => {
  const server = await startPostgres();
  opened.push(server);
  const first = await server.createDatabase();
  await ask(first.url, "create table kept as select 1 as count");
  const copy = await server.createDatabase(first.name);
  const client = new pg.Client({ connectionString: copy.url });
  client.on("error", () => undefined);
  await client.connect();
  expect((await client.query("select count from kept")).rows).toEqual([{ count: 1 }]);
  await copy.drop();
  await expect(ask(copy.url, "select 1")).rejects.toThrow(/does not exist/);
});

test("the server of a run that was killed is stopped by the next run", async () => {
  const run = spawn("sleep", ["600"]);
  const orphan = await createCluster({}, run.pid);
  opened.push(orphan);
  const pid = orphan.pid();
  await sweepOrphans();
  expect(isAlive(pid)).toBe(true);
  run.kill("SIGKILL");
  await once(run, "exit");
  await sweepOrphans();
  expect(isAlive(pid)).toBe(false);
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
