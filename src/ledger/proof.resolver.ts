import { Args, Ctx, Query, Resolver } from "type-graphql";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf } from "../graph/node.ts";
import { granted } from "../graph/refused.ts";
import { pageWith } from "../regions/page.types.ts";
import { LedgerHead } from "./head.types.ts";
import { headAt, listHeads, proveConsistency, proveInclusion } from "./proof.service.ts";
import {
  ConsistencyArgs,
  consistencyOf,
  HeadArgs,
  HeadHistoryArgs,
  headOf,
  InclusionArgs,
  inclusionOf,
  LedgerConsistency,
  LedgerHeadConnection,
  LedgerInclusion,
} from "./proof.types.ts";

@Resolver()
export class ProofResolver {
  @Query(() => LedgerHead, {
    nullable: true,
    description:
      "账簿最新的或某一分录数时的封存头;无则空。 / The head of a book, the latest or of one size.",
  })
  async ledgerHead(
    @Args(() => HeadArgs) { organizationId, size }: HeadArgs,
    @Ctx() context: Context,
  ): Promise<LedgerHead | null> {
    const book = idOf("Organization", organizationId);
    const head = granted(context, await headAt(await context.reading.tx(), book, size));
    return head && headOf(head);
  }

  @Query(() => LedgerHeadConnection, {
    description:
      "账簿的历次封存头,旧的在前,伙伴自存。 / All heads of a book, oldest first, to be kept.",
  })
  async ledgerHeadHistory(
    @Args(() => HeadHistoryArgs) { organizationId, ...page }: HeadHistoryArgs,
    @Ctx() context: Context,
  ): Promise<Connection<LedgerHead>> {
    const book = idOf("Organization", organizationId);
    return pageWith(
      granted(context, await listHeads(await context.reading.tx(), book, page)),
      headOf,
    );
  }

  @Query(() => LedgerInclusion, {
    nullable: true,
    description:
      "证明一条分录已封存于账簿;查无或无权查看则为空。 / Proves that an entry is sealed in a book; null if unseen.",
  })
  async ledgerInclusion(
    @Args(() => InclusionArgs) { organizationId, ...asked }: InclusionArgs,
    @Ctx() context: Context,
  ): Promise<LedgerInclusion | null> {
    const book = idOf("Organization", organizationId);
    const found = await proveInclusion(await context.reading.tx(), book, asked);
    const proof = granted(context, found);
    return proof && inclusionOf(proof);
  }

  @Query(() => LedgerConsistency, {
    nullable: true,
    description: "证明账簿两时点间只增不改。 / Proves that a book only grew between two sizes.",
  })
  async ledgerConsistency(
    @Args(() => ConsistencyArgs) { organizationId, ...sizes }: ConsistencyArgs,
    @Ctx() context: Context,
  ): Promise<LedgerConsistency | null> {
    const book = idOf("Organization", organizationId);
    const found = await proveConsistency(await context.reading.tx(), book, sizes);
    const proof = granted(context, found);
    return proof && consistencyOf(proof);
  }
}
