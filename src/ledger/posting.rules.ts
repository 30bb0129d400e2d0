import type { TransferOp } from "../../schema/words/ledger.ts";
import { ClaimDraft } from "./claims.rules.ts";
import type { Line, Posting } from "./ledger.model.ts";
import type { LineFacts, NewId, Occasion } from "./posting.model.ts";

/**
 * Draws up one posting: for each step its movements of goods, and on the line's draft what they
 * do to claims and tasks. Steps on the same order line share one draft, so the second sees what
 * the first left of RETURN.
 */
export function draw<Step extends { readonly line: LineFacts }>(
  occasion: Occasion,
  op: TransferOp,
  steps: readonly Step[],
  newId: NewId,
  movement: (step: Step, claims: ClaimDraft) => readonly Line[],
): Posting {
  const drafts = new Drafts(newId);
  const goods = steps.flatMap((step) => movement(step, drafts.of(step.line)));
  return posted(occasion, op, goods, drafts.all);
}

/** One draft for each order line of a posting, in the order in which the lines came up. */
export class Drafts {
  readonly #newId: NewId;
  readonly #drafts = new Map<string, ClaimDraft>();

  constructor(newId: NewId) {
    this.#newId = newId;
  }

  of(line: LineFacts): ClaimDraft {
    const draft = this.#drafts.get(line.orderLineId) ?? new ClaimDraft(line, this.#newId);
    this.#drafts.set(line.orderLineId, draft);
    return draft;
  }

  get all(): readonly ClaimDraft[] {
    return [...this.#drafts.values()];
  }
}

/** Goods first, then what they do to claims: lines are read in this order by people. */
export function posted(
  { evidence, occurredAt }: Occasion,
  op: TransferOp,
  goods: readonly Line[],
  drafts: readonly Pick<ClaimDraft, "lines" | "claims" | "tasks">[],
  more: Pick<Posting, "intake" | "splits" | "reverses"> = {},
): Posting {
  return {
    op,
    evidence,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    lines: [...goods, ...drafts.flatMap(({ lines }) => lines)],
    ...given(
      "claims",
      drafts.flatMap(({ claims }) => claims),
    ),
    ...given(
      "tasks",
      drafts.flatMap(({ tasks }) => tasks),
    ),
    ...more,
  };
}

const given = <Name extends string, Item>(
  name: Name,
  list: readonly Item[],
): Partial<Record<Name, readonly Item[]>> =>
  list.length === 0 ? {} : ({ [name]: list } as Record<Name, readonly Item[]>);
