import pg from "pg";
import type { Database } from "../../../src/postgres/pool.ts";
import type { Saboteur } from "./crowd.ts";
import { Simulation } from "./run.ts";

/** Deeds of one life: a world that grows much older is slow to look through. */
const lifeMax = 500;

export interface Lives {
  readonly open: () => Promise<Database>;
  readonly seed: number;
  readonly operations: number;
}

/** What was tried, over all lives: kinds of deeds with what became of them, and how often. */
export type Tried = ReadonlyMap<string, number>;

/**
 * Lives one after another, each on a hub of its own, with seeds that follow from the first. On a
 * server several things happen at once and connections are cut; PGlite has one session.
 */
export async function live({ open, seed, operations }: Lives): Promise<Tried> {
  const tried = new Map<string, number>();
  for (let left = operations, nth = 0; left > 0; left -= lifeMax, nth += 1) {
    const database = await open();
    const cutter = database.shape === "SERVER" ? await cutterOf(database) : undefined;
    try {
      const trial = { seed: seed + nth, operations: Math.min(left, lifeMax) };
      const width = cutter === undefined ? 1 : 4;
      const life = await Simulation.begin(database, { ...trial, width, saboteur: cutter?.cut });
      await life.run();
      for (const [kind, times] of life.journal.kinds)
        tried.set(kind, (tried.get(kind) ?? 0) + times);
    } finally {
      await cutter?.end();
      await database.close();
    }
  }
  return tried;
}

interface Cutter {
  readonly cut: Saboteur;
  end(): Promise<void>;
}

/** Ends every session of the hub that is in the middle of something. */
async function cutterOf(database: Database): Promise<Cutter> {
  const { rows } = await database.pool.query<{ name: string }>("select current_database() as name");
  const { connectionString } = database.pool.options;
  const client = new pg.Client({ connectionString });
  await client.connect();
  const sql = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = $1 and pid <> pg_backend_pid() and state <> 'idle'`;
  return {
    cut: async () => {
      await client.query(sql, [rows[0]?.name]);
    },
    end: () => client.end(),
  };
}

/** SEED and OPERATIONS of the environment, so that a failure can be lived again. */
export const asked = (seed: number, operations: number) => ({
  seed: Number(process.env.SEED ?? seed),
  operations: Number(process.env.OPERATIONS ?? operations),
});
