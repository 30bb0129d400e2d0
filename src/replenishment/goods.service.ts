import { randomUUID } from "node:crypto";
import type { Written } from "../feed/write.ts";
import type { Asking } from "../incidents/incident.service.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { returnStart } from "../ledger/posting.return.rules.ts";
import { keep, use } from "../ledger/posting.use.rules.ts";
import type { Database } from "../postgres/pool.ts";
import { doOnLine } from "./case.service.ts";
import type { KeepInput, LineCase, Standing, StartReturnInput, UseInput } from "./goods.model.ts";
import {
  countRefusals,
  distributionRefusals,
  drawRefusals,
  emptyRefusals,
  partUse,
  standingAt,
  takeFrom,
  timeRefusals,
  totalOf,
  usedOf,
} from "./goods.rules.ts";
import { readIsCarrier, readKeeperOf } from "./goods.store.ts";

/** Who has the goods: the receiver of the order, and whoever keeps some of them since. */
const holders = ({ order, line, standings }: LineCase): readonly string[] => [
  order.receiverOrg,
  ...standings
    .filter(({ kind, ref }) => (kind === "ON_SITE" || kind === "BORROWED") && ref === line.id)
    .map(({ custodian }) => custodian),
];

const outAt = (found: LineCase, from: "ON_SITE" | "BORROWED" = "ON_SITE"): Standing[] =>
  standingAt(found, from, found.line.id);

/** 登记使用: consumed, given out, worn out or destroyed; each kind in base units. */
export const recordUse = (
  database: Database,
  asking: Asking,
  input: UseInput,
): Promise<Outcome<Written>> =>
  doOnLine(database, asking, input, {
    mutation: "recordUse",
    action: "goods:use",
    fact: "GOODS_USED",
    duty: holders,
    decide: ({ tx, found, facts }) => {
      const out = outAt(found, input.from);
      const used = usedOf(input);
      const { consumed, scrapped, destroyed, againstEarmark = 0 } = input;
      const wrong = [
        ...countRefusals({ consumed, scrapped, destroyed, againstEarmark }),
        ...distributionRefusals(input.distributed, tx.today),
        ...emptyRefusals(used, "consumed"),
        ...drawRefusals(input.from ?? "ON_SITE", totalOf(out), used, "consumed"),
        ...drawRefusals(input.from ?? "ON_SITE", used, againstEarmark, "againstEarmark"),
        ...timeRefusals(input.occurredAt, tx.now),
      ];
      if (wrong.length > 0) return refuse(wrong);
      const evidence = { ...input.evidence, distributed: input.distributed };
      const uses = partUse(facts, takeFrom(out, used), input);
      return ok(use({ evidence, occurredAt: input.occurredAt }, uses, randomUUID));
    },
  });

/** 留存: kept at a depot of the holder; what is to be returned stays so, with its due day. */
export const keepGoods = (
  database: Database,
  asking: Asking,
  input: KeepInput,
): Promise<Outcome<Written>> =>
  doOnLine(database, asking, input, {
    mutation: "keepGoods",
    action: "goods:use",
    fact: "GOODS_KEPT",
    duty: holders,
    decide: async ({ tx, found, facts }) => {
      const out = outAt(found);
      const { quantity, depotId, evidence, occurredAt } = input;
      const keeper = await readKeeperOf(tx, depotId);
      const wrong = [
        ...countRefusals({ quantity }, 1),
        ...drawRefusals("ON_SITE", totalOf(out), quantity, "quantity"),
        ...timeRefusals(occurredAt, tx.now),
        ...(keeper === undefined || !holders(found).includes(keeper)
          ? [refusal("UNKNOWN_CODE", "depotId", { code: depotId })]
          : []),
      ];
      if (wrong.length > 0) return refuse(wrong);
      const kept = takeFrom(out, quantity).map((part) => ({
        line: facts,
        depot: depotId,
        ...part,
      }));
      return ok(keep({ evidence: { ...evidence }, occurredAt }, kept));
    },
  });

/** 归还启运: by a registered carrier, or by one of the two sides itself. */
export const startReturn = (
  database: Database,
  asking: Asking,
  input: StartReturnInput,
): Promise<Outcome<Written>> =>
  doOnLine(database, asking, input, {
    mutation: "startReturn",
    action: "goods:return",
    fact: "GOODS_RETURNING",
    duty: holders,
    decide: async ({ tx, found, facts }) => {
      const out = outAt(found, input.from);
      const { quantity, carrierOrg, evidence, occurredAt } = input;
      const own = [...holders(found), found.line.ownerOrg, found.line.custodianOrg];
      const known = own.includes(carrierOrg) || (await readIsCarrier(tx, carrierOrg));
      const wrong: Refusal[] = [
        ...countRefusals({ quantity }, 1),
        ...drawRefusals(input.from ?? "ON_SITE", totalOf(out), quantity, "quantity"),
        ...timeRefusals(occurredAt, tx.now),
        ...(known ? [] : [refusal("UNKNOWN_CODE", "carrierOrg", { code: carrierOrg })]),
      ];
      if (wrong.length > 0) return refuse(wrong);
      const parts = takeFrom(out, quantity).map((part) => ({ line: facts, carrierOrg, ...part }));
      return ok(returnStart({ evidence: { ...evidence }, occurredAt }, parts));
    },
  });
