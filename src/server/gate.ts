import {
  parse,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { Principal } from "../access/principal.model.ts";
import type { Asking } from "./asking.ts";
import {
  memberLimits,
  publicLimits,
  type Buckets,
  type Charge,
  type CostLimits,
} from "./bucket.ts";
import { limitTime, usualDeadlines, type Deadlines } from "./deadline.ts";
import type { Fault } from "./fault.ts";
import { priceOf } from "./price.ts";
import { shapeFault, shapeLimits } from "./shape.ts";

export interface GateParts {
  readonly schema: GraphQLSchema;
  readonly buckets: Buckets;
  /** In place of the usual limits of members and of the public. */
  readonly limits?: CostLimits | undefined;
  /** In place of the usual ones. */
  readonly deadlines?: Deadlines | undefined;
}

const verdictsMax = 2_000;
const rememberedLength = 20_000;

/** What every operation passes before any work is done for it, over HTTP and WebSocket alike. */
export class Gate {
  readonly #parts: GateParts;
  readonly #verdicts = new Map<string, Fault | null>();

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  /** What is too large about a text; one that cannot be parsed is left to whoever parses it. */
  shape(source: string): Fault | undefined {
    const known = this.#verdicts.get(source);
    if (known !== undefined) return known ?? undefined;
    const fault = textFault(source);
    if (source.length <= rememberedLength) this.#remember(source, fault ?? null);
    return fault;
  }

  get deadlines(): Deadlines {
    return this.#parts.deadlines ?? usualDeadlines;
  }

  /** From now on its time runs; answers how to call that off. */
  begin(asking: Asking): () => void {
    return limitTime(asking, this.deadlines);
  }

  charge(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> | undefined,
    caller: { readonly principal: Principal | undefined; readonly address: string },
  ): Charge {
    const { schema, buckets, limits } = this.#parts;
    const price = priceOf(schema, document, operation, variables ?? {});
    const { principal, address } = caller;
    if (principal === undefined)
      return buckets.charge(`public ${address}`, price, limits ?? publicLimits);
    return buckets.charge(principal.id, price, limits ?? memberLimits);
  }

  #remember(source: string, verdict: Fault | null): void {
    const [oldest] = this.#verdicts.keys();
    if (this.#verdicts.size >= verdictsMax && oldest !== undefined) this.#verdicts.delete(oldest);
    this.#verdicts.set(source, verdict);
  }
}

function textFault(source: string): Fault | undefined {
  let document: DocumentNode;
  try {
    document = parse(source, { noLocation: true, maxLexicalTokens: shapeLimits.tokens });
  } catch {
    return undefined;
  }
  return shapeFault(document);
}
