import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { grantKey } from "../../src/access/key-operator.service.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { startNodes, type Nodes } from "./feed-torture.ts";
import { ordinaryLogin, type ServedDatabase } from "./ordinary-login.ts";

/** Depots as they were told, by id. */
export type Reserves = Readonly<Record<string, unknown>>;

export const region = "150300";
const partner = "usr-g06-dispatcher";

/** A hub of two nodes, and the documented program of a partner city that mirrors a region of it. */
export class KeptMirror {
  readonly #served: ServedDatabase;
  readonly #nodes: Nodes;
  readonly #key: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "qipan-mirror-"));
  #program: ChildProcess | undefined;
  #said = "";

  private constructor(served: ServedDatabase, nodes: Nodes, key: string) {
    this.#served = served;
    this.#nodes = nodes;
    this.#key = key;
  }

  static async start(): Promise<KeptMirror> {
    const served = await ordinaryLogin((database) => loadWorld(database, world(1, "demo")));
    const nodes = await startNodes(served.env, 2);
    const key = await grantKey(served.database, { principalId: partner });
    return new KeptMirror(served, nodes, key);
  }

  /** What a reading of the whole region answers now. */
  async told(): Promise<Reserves> {
    const headers = { authorization: `Bearer ${this.#key}` };
    const response = await fetch(`${this.#nodes.urls[1]}/bulk/${region}`, { headers });
    const lines = (await response.text()).trimEnd().split("\n");
    type Line = { readonly kind: string; readonly node: { readonly id: string } };
    const said = lines.map((line) => JSON.parse(line) as Line);
    if (said.at(-1)?.kind !== "END") throw new Error(lines.at(-1));
    const depots = said.filter(({ kind }) => kind === "DEPOT");
    return Object.fromEntries(depots.map(({ node }) => [node.id, node]));
  }

  held(): Reserves {
    const kept = JSON.parse(readFileSync(join(this.#folder, "kept.json"), "utf8")) as {
      readonly depots: Reserves;
    };
    return kept.depots;
  }

  run(): void {
    const program = join(packageRoot, "docs/examples/reserves-mirror.mjs");
    const env = { ...process.env, HUB: this.#nodes.urls[0], KEY: this.#key };
    const args = [program, region, join(this.#folder, "kept.json")];
    this.#program = spawn(process.execPath, args, { cwd: packageRoot, env });
    this.#program.stderr?.on("data", (chunk: Buffer) => (this.#said += chunk.toString()));
  }

  /** What the program said in dying by itself, which it must not. */
  get complaint(): string {
    return this.#program?.exitCode === null ? "" : `ended: ${this.#said}`;
  }

  /** What the program holds of memory now. */
  megabytes(): number {
    const pid = String(this.#program?.pid);
    return Number(execFileSync("ps", ["-o", "rss=", "-p", pid], { encoding: "utf8" })) / 1024;
  }

  async kill(): Promise<void> {
    if (this.#program === undefined || this.#program.exitCode !== null) return;
    this.#program.kill("SIGKILL");
    await once(this.#program, "exit");
  }

  /** Kills nodes and the mirror at random, and starts them again. */
  async torment(seed: number, isOver: () => boolean): Promise<{ nodes: number; mirror: number }> {
    const chance = chanceOf(seed);
    let mirror = 0;
    const mirrored = (async () => {
      while (!isOver()) {
        await sleep(chance() * 10_000);
        await this.kill();
        mirror += 1;
        this.run();
      }
    })();
    const nodes = await this.#nodes.killing(chanceOf(seed + 1), isOver, 15_000);
    await mirrored;
    return { nodes, mirror };
  }

  /** Keepers at work by the API: answers how many of their deeds were done. */
  async load(seed: number, isOver: () => boolean): Promise<number> {
    const { database } = this.#served;
    const { rows } = await withOwnerTx(database, ({ client }) =>
      client.query<{ id: string }>(
        `select l.id from qipan.stock_lot l join qipan.depot d on d.id = l.depot_id
         where l.owner_org = 'ORG-G01' and d.owner_org = 'ORG-G01' order by l.id`,
      ),
    );
    const key = await grantKey(database, { principalId: "usr-g01-keeper" });
    const approver = await grantKey(database, { principalId: "usr-g01-approver" });
    const chance = chanceOf(seed);
    let done = 0;
    for (let nth = 0; !isOver(); nth += 1) {
      const { id } = rows[Math.floor(chance() * rows.length)]!;
      const drawn = chance();
      const deed = drawn < 0.1 ? "writeOffLot" : drawn < 0.55 ? "blockLot" : "releaseLot";
      const lotId = Buffer.from(`StockLot:${id}`).toString("base64url");
      const more = deed === "writeOffLot" ? ", outcome: SCRAPPED, quantity: 1" : "";
      const input = `idempotencyKey: "load-${seed}-${nth}", reason: "演练", lotId: "${lotId}"`;
      const query = `mutation { ${deed}(input: { ${input}${more} }) { __typename } }`;
      done += await this.#send(query, deed === "writeOffLot" ? approver : key, nth);
      await sleep(chance() * 200);
    }
    return done;
  }

  async #send(query: string, key: string, nth: number): Promise<number> {
    const url = this.#nodes.urls[nth % this.#nodes.urls.length];
    const answer = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({ query }),
    })
      .then((response) => response.text())
      .catch(() => "");
    return answer.includes('"StockLot"') ? 1 : 0;
  }

  /** The pacts under which the partner borrows end by the calendar, or are in force again. */
  async pacts(inForce: boolean): Promise<void> {
    const [from, to] = inForce ? ["2020-01-01", "2099-12-31"] : ["2020-01-01", "2020-12-31"];
    await withOwnerTx(this.#served.database, ({ client }) =>
      client.query(
        `update qipan.agreement a set valid_from = $1, valid_to = $2
         where exists (select from qipan.agreement_party p where p.org_id = 'ORG-G06'
           and p.agreement_id = a.id and p.version = a.version)`,
        [from, to],
      ),
    );
  }

  async stop(): Promise<void> {
    await this.kill();
    await this.#nodes.stop();
    await this.#served.drop();
    rmSync(this.#folder, { recursive: true });
  }
}
