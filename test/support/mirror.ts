import type { As, TestHub } from "./client.ts";
import { dataOf, nodesOf } from "./sight-asking.ts";

const listing = `{ hub { latestCursor }
  depots(first: 50) { edges { node { id lots(first: 20) { edges { node { id } } } } } } }`;
const changes = `query ($after: String) { changes(first: 100, after: $after) {
  edges { cursor node { kind subjectKind subjectId } } pageInfo { hasNextPage endCursor } } }`;
const subject = `query ($id: ID!) {
  node(id: $id) { id ... on Depot { lots(first: 20) { edges { node { id } } } } } }`;

interface Page<T> {
  readonly edges: readonly { readonly node: T }[];
}
interface Place {
  readonly id: string;
  readonly lots: Page<{ id: string }>;
}

/** Depots with their lots, as a partner's own system keeps them: listed once, then by the feed. */
export class Mirror {
  readonly #hub: TestHub;
  readonly #as: As;
  #cursor: string | null = null;
  #depots = new Map<string, string[]>();

  constructor(hub: TestHub, as: As) {
    this.#hub = hub;
    this.#as = as;
  }

  async begin(): Promise<void> {
    const { hub, depots } = dataOf(
      await this.#hub.ask<{ hub: { latestCursor: string }; depots: Page<Place> }>(
        listing,
        {},
        this.#as,
      ),
    );
    this.#cursor = hub.latestCursor;
    this.#depots = new Map();
    for (const place of nodesOf(depots)) this.#keep(place);
  }

  /** Takes every event since, and resolves what it is about with the rights of now. */
  async follow(): Promise<void> {
    for (let more = true; more;) {
      const page = dataOf(
        await this.#hub.ask<{
          changes: Page<{ kind: string; subjectKind: string; subjectId: string }> & {
            pageInfo: { hasNextPage: boolean; endCursor: string | null };
          };
        }>(changes, { after: this.#cursor }, this.#as),
      ).changes;
      for (const { kind, subjectKind, subjectId } of nodesOf(page)) {
        if (subjectKind === "ORGANIZATION") return this.begin();
        // Both are resolved: who belongs to two organizations may see by one what the other lost.
        if (kind === "HIDDEN" || kind === "SHOWN") await this.#resolve(subjectId);
      }
      this.#cursor = page.pageInfo.endCursor ?? this.#cursor;
      more = page.pageInfo.hasNextPage;
    }
  }

  async #resolve(id: string): Promise<void> {
    const { node } = dataOf(await this.#hub.ask<{ node: Place | null }>(subject, { id }, this.#as));
    if (node === null) this.#depots.delete(id);
    else this.#keep(node);
  }

  #keep({ id, lots }: Place): void {
    this.#depots.set(
      id,
      nodesOf(lots).map((lot) => lot.id),
    );
  }

  holds(): readonly (readonly [string, readonly string[]])[] {
    return [...this.#depots].toSorted(([a], [b]) => (a < b ? -1 : 1));
  }
}
