import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Asking } from "../access/asking.service.ts";
import { loadItem } from "../catalog/catalog.edges.ts";
import { Item } from "../catalog/catalog.types.ts";
import type { Written } from "../feed/write.ts";
import type { Connection } from "../graph/connection.ts";
import type { Context } from "../graph/context.ts";
import { idOf, registerNode } from "../graph/node.ts";
import { answer, granted, type Refused } from "../graph/refused.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { claimOf, Claim } from "../ledger/ledger.types.ts";
import { claimById } from "../ledger/ledger.loader.ts";
import { pageWith } from "../regions/page.types.ts";
import { loadOrganization } from "../regions/regions.edges.ts";
import { Organization } from "../regions/regions.types.ts";
import { offerById } from "./rotation.loader.ts";
import { listOffers, offerRotation, takeOffer, withdrawOffer } from "./rotation.service.ts";
import {
  offerOf,
  OfferRotationInput,
  OfferRotationPayload,
  RotationOffer,
  RotationOfferConnection,
  RotationOffersArgs,
  TakeOfferInput,
  TakeOfferPayload,
  WithdrawOfferInput,
  WithdrawOfferPayload,
} from "./rotation.types.ts";

const readOffer = async (context: Context, id: string): Promise<RotationOffer | null> => {
  const row = await context.load(offerById).load(id);
  return row && offerOf(row, (await context.reading.tx()).today);
};

registerNode("RotationOffer", readOffer);

const onOffer = (
  context: Context,
  key: string,
  act: (asking: Asking) => Promise<Outcome<Written>>,
): Promise<RotationOffer | Refused> =>
  answer(
    context,
    () => act({ principal: context.principal, key }),
    ({ id }) => readOffer(context, id),
  );

@Resolver()
export class RotationResolver {
  @Query(() => RotationOfferConnection, {
    description: "轮换要约,先截止在前。 / Rotation offers, the first to end first.",
  })
  async rotationOffers(
    @Args(() => RotationOffersArgs) { item, openOnly, ...args }: RotationOffersArgs,
    @Ctx() context: Context,
  ): Promise<Connection<RotationOffer>> {
    const tx = await context.reading.tx();
    const listed = await listOffers(tx, args, { item: item ?? null, openOnly });
    return pageWith(granted(context, listed), (row) => offerOf(row, tx.today));
  }

  @Mutation(() => OfferRotationPayload, {
    description: "发布轮换要约(物权单位审批人办理)。 / Offers goods to neighbours; by the owner.",
  })
  offerRotation(
    @Arg("input", () => OfferRotationInput, { description: "提供什么。 / What is offered." })
    { idempotencyKey, lotId, claimId, ...terms }: OfferRotationInput,
    @Ctx() context: Context,
  ): Promise<RotationOffer | Refused> {
    const swapped = claimId ? { claimId: idOf("Claim", claimId) } : {};
    const input = { ...terms, ...swapped, lotId: idOf("StockLot", lotId) };
    return onOffer(context, idempotencyKey, (asking) =>
      offerRotation(context.hub.database, asking, input),
    );
  }

  @Mutation(() => TakeOfferPayload, {
    description: "承接轮换物资,物权转移(邻市审批人办理)。 / Takes part of an offer; title changes.",
  })
  takeOffer(
    @Arg("input", () => TakeOfferInput, { description: "承接多少。 / How many." })
    { idempotencyKey, offerId, quantity, depot: depotId }: TakeOfferInput,
    @Ctx() context: Context,
  ): Promise<RotationOffer | Refused> {
    const input = { offerId: idOf("RotationOffer", offerId), quantity, depotId };
    return onOffer(context, idempotencyKey, (asking) =>
      takeOffer(context.hub.database, asking, input),
    );
  }

  @Mutation(() => WithdrawOfferPayload, {
    description: "撤回轮换要约;已承接的不变。 / Withdraws an offer; what was taken stays taken.",
  })
  withdrawOffer(
    @Arg("input", () => WithdrawOfferInput, { description: "哪个要约。 / Which offer." })
    { idempotencyKey, offerId }: WithdrawOfferInput,
    @Ctx() context: Context,
  ): Promise<RotationOffer | Refused> {
    const input = { offerId: idOf("RotationOffer", offerId) };
    return onOffer(context, idempotencyKey, (asking) =>
      withdrawOffer(context.hub.database, asking, input),
    );
  }
}

@Resolver(() => RotationOffer)
export class RotationOfferEdges {
  @FieldResolver(() => Item, { description: "物资。 / The item." })
  item(@Root() { sku }: RotationOffer, @Ctx() context: Context): Promise<Item> {
    return loadItem(context, sku);
  }

  @FieldResolver(() => Claim, {
    nullable: true,
    description: "互换:随哪笔补库。 / For a swap: the refill with which they go over.",
  })
  async claim(@Root() { claimId }: RotationOffer, @Ctx() context: Context): Promise<Claim | null> {
    const row = claimId === null ? null : await context.load(claimById).load(claimId);
    return row && claimOf(row);
  }

  @FieldResolver(() => Organization, { description: "提供单位。 / Who offers." })
  owner(@Root() { ownerOrg }: RotationOffer, @Ctx() context: Context): Promise<Organization> {
    return loadOrganization(context, ownerOrg);
  }
}
