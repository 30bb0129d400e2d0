import { ObjectType } from "type-graphql";
import { connectionOf } from "../graph/connection.ts";
import type { ReturnDueRow } from "./returns.loader.ts";
import { GoodsStanding } from "./goods.types.ts";

@ObjectType({
  simpleResolvers: true,
  description: "待点收、待检或待修的归还物资。 / Goods back, or on their way, to be inspected.",
})
export class ReturnDue {
  lineKey!: string;
  standing!: GoodsStanding;
}

export const returnDueOf = ({ line, holder, ...row }: ReturnDueRow): ReturnDue =>
  Object.assign(new ReturnDue(), {
    lineKey: line,
    standing: Object.assign(new GoodsStanding(), {
      ...{ kind: row.kind, quantity: row.quantity, place: row.place },
      ...{ received: row.received, relayed: row.relayed, holderOrg: holder },
    }),
  });

export const ReturnDueConnection = connectionOf("ReturnDue", ReturnDue);
