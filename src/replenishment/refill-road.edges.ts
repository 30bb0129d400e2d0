import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../graph/context.ts";
import { globalId, localId } from "../graph/node.ts";
import { Claim, RefillTask } from "../ledger/ledger.types.ts";
import { equivalentItemOf } from "../regions/equivalent.types.ts";
import { lotOf, StockLot } from "../reserves/lot.types.ts";
import { lotById } from "../reserves/reserves.loader.ts";
import { readComing } from "./refill-road.service.ts";
import { RefillOnTheRoad } from "./refill-road.types.ts";
import { lotsForTask, shipmentsOfTask, substitutesOfTask } from "./refill.loader.ts";

const keyOf = (id: string): string => localId(id)?.id ?? "";

const offerOf = (id: string | null): string | null => id && globalId("RotationOffer", id);

@Resolver(() => RefillTask)
export class RefillTaskRoad {
  @FieldResolver(() => [RefillOnTheRoad], {
    description:
      "为此发出、在途或被拒收待退回的;只告知启运方。 / Sent for it, under way or turned away; told to the sender alone.",
  })
  async shipments(@Root() { id }: RefillTask, @Ctx() context: Context): Promise<RefillOnTheRoad[]> {
    const [sent, swaps] = await Promise.all([
      context.load(shipmentsOfTask).load(keyOf(id)),
      context.load(substitutesOfTask).load(keyOf(id)),
    ]);
    return sent.map(({ shipmentId, itemCode, quantity, rejected, offerId }) => {
      const swap = swaps.find(({ terms }) => terms.substitute === itemCode);
      const ratio = swap === undefined ? null : equivalentItemOf(swap.terms);
      return Object.assign(new RefillOnTheRoad(), {
        ...{ shipmentId, itemCode, quantity, rejected, ratio, offerId: offerOf(offerId) },
      });
    });
  }

  @FieldResolver(() => [StockLot], {
    description:
      "承办单位可发出的批次:所欠或可抵补的物资,先到期者在前,至多 100 批。 / " +
      "The performer's own lots that may go, first to expire first, at most 100.",
  })
  async sendable(@Root() { id }: RefillTask, @Ctx() context: Context): Promise<StockLot[]> {
    const found = await context.load(lotsForTask).load(keyOf(id));
    const loader = context.load(lotById);
    const rows = await Promise.all(found.map(({ lot }) => loader.load(lot)));
    return rows.flatMap((row) => (row === null ? [] : [lotOf(row)]));
  }
}

@Resolver(() => Claim)
export class ClaimRoad {
  @FieldResolver(() => RefillOnTheRoad, {
    nullable: true,
    description:
      "按运单号查来货;只告知收货库的保管单位。 / What comes under that number; told to the shelf's keeper alone.",
  })
  async shipment(
    @Root() { id }: Claim,
    @Arg("number", () => String, { description: "补库运单号。 / Number of the shipment." })
    number: string,
    @Ctx() context: Context,
  ): Promise<RefillOnTheRoad | null> {
    const found = await readComing(await context.reading.tx(), keyOf(id), number);
    if (found === undefined) return null;
    const ratio = found.ratio && equivalentItemOf(found.ratio);
    const offerId = offerOf(found.offerId);
    return Object.assign(new RefillOnTheRoad(), {
      ...{ ...found, ratio, offerId, shipmentId: number, rejected: null },
    });
  }
}
