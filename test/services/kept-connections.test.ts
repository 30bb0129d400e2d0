import { afterEach, expect, it, vi } from "vitest";
import { openServerTest } from "../support/database.ts";

afterEach(() => {
  vi.useRealTimers();
});

it("keeps a connection through a pause, so that nothing is learned again", async () => {
  const database = await openServerTest();
  try {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const pid = "select pg_backend_pid() as pid";
    const first = await database.pool.query<{ pid: number }>(pid);
    vi.advanceTimersByTime(5 * 60_000);
    const second = await database.pool.query<{ pid: number }>(pid);
    expect(second.rows).toEqual(first.rows);
    vi.advanceTimersByTime(11 * 60_000);
    expect(database.pool.totalCount).toBe(0);
  } finally {
    vi.useRealTimers();
    await database.close();
  }
});
