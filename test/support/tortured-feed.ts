import { expect } from "vitest";
import { torture, type Torture } from "./feed-torture.ts";
import { ordinaryLogin } from "./ordinary-login.ts";

/**
 * Three nodes in processes of their own, killed and started again all the while: whoever is cut
 * again and again hears every fact once, in order.
 */
export async function hearsAll(size: Omit<Torture, "nodes" | "seed">): Promise<void> {
  const sizes = { ...size, nodes: 3, seed: 6 };
  const served = await ordinaryLogin();
  try {
    const { heard, journal, kills } = await torture(served, sizes);
    expect(heard).toHaveLength(sizes.subscribers);
    expect(heard.reduce((all, { cuts }) => all + cuts, 0)).toBeGreaterThanOrEqual(sizes.cuts);
    expect(kills).toBeGreaterThanOrEqual(sizes.kills);
    expect(journal.get("usr-both")?.length).toBeGreaterThan((sizes.writers * sizes.facts) / 2);
    for (const { reader, seqs } of heard)
      expect({ reader, seqs }).toEqual({ reader, seqs: journal.get(reader) });
    process.stdout.write(`${heard.length} readers, ${kills} kills: each heard all, once\n`);
  } finally {
    await served.drop();
  }
}
