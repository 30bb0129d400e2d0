import type pg from "pg";
import type { Database } from "../../src/postgres/pool.ts";

/** The same database, in which nothing that is committed stays while `active`; and what would. */
export function undoing(database: Database) {
  const state = { active: false, done: [] as string[] };
  const undone = (client: pg.PoolClient): pg.PoolClient => {
    const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const query = async (...args: unknown[]): Promise<unknown> => {
      const [text] = args;
      if (!state.active || typeof text !== "string" || !/\bcommit$/.test(text))
        return send(...args);
      if (text.includes("qipan.write_finish")) state.done.push(text);
      const answer = await send(text.replace(/commit$/, "rollback"));
      const last = (Array.isArray(answer) ? answer.at(-1) : answer) as { command: string };
      last.command = "COMMIT";
      return answer;
    };
    return Object.create(client, { query: { value: query } }) as pg.PoolClient;
  };
  const pool = new Proxy(database.pool, {
    get: (target, name) =>
      name === "connect"
        ? async () => undone(await target.connect())
        : (Reflect.get(target, name) as unknown),
  });
  return { state, database: { ...database, pool } };
}
