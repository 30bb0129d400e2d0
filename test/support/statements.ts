import type pg from "pg";
import type { Database } from "../../src/postgres/pool.ts";

/** The same database, which notes the text of every statement that is sent to it. */
export function noting(database: Database): { database: Database; take: () => string[] } {
  let sent: string[] = [];
  const noted = (client: pg.PoolClient): pg.PoolClient => {
    const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const query = (...args: unknown[]): Promise<unknown> => {
      const [first] = args;
      sent.push(typeof first === "string" ? first : (first as { text: string }).text);
      return send(...args);
    };
    return Object.create(client, { query: { value: query } }) as pg.PoolClient;
  };
  const pool = new Proxy(database.pool, {
    get: (target, name) =>
      name === "connect"
        ? async () => noted(await target.connect())
        : (Reflect.get(target, name) as unknown),
  });
  const take = (): string[] => {
    const taken = sent;
    sent = [];
    return taken;
  };
  return { database: { ...database, pool }, take };
}
