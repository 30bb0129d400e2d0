import { Field, ObjectType } from "type-graphql";
import { payloadOf } from "../graph/refused.ts";
import { Claim } from "../ledger/ledger.types.ts";
import { StockLot } from "../reserves/lot.types.ts";

@ObjectType({
  simpleResolvers: true,
  description:
    "补库运单:收货的保管单位凭此号入库。 / A shipment; its number is what the keeper types.",
})
export class RefillShipment {
  @Field(() => String, { description: "运单号。 / Its number." })
  shipmentId!: string;
}

export const ConfirmClaimPayload = payloadOf("ConfirmClaim", Claim);
export const DisputeClaimPayload = payloadOf("DisputeClaim", Claim);
export const StateFigurePayload = payloadOf("StateFigure", Claim);
export const SettleInCashPayload = payloadOf("SettleInCash", Claim);
export const WaiveClaimPayload = payloadOf("WaiveClaim", Claim);
export const ReceiveRefillPayload = payloadOf("ReceiveRefill", StockLot);
export const SendRefillPayload = payloadOf("SendRefill", RefillShipment);
export const AcceptRefillPayload = payloadOf("AcceptRefill", StockLot);
export const TakeBackRefillPayload = payloadOf("TakeBackRefill", StockLot);
