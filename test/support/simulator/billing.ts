import { randomUUID } from "node:crypto";
import { ok } from "../../../src/kernel/result.ts";
import { post } from "../../../src/ledger/ledger.service.ts";
import { charge } from "../../../src/ledger/posting.settle.rules.ts";
import { hubReader, withTx } from "../../../src/postgres/transaction.ts";
import { confirmClaim } from "../../../src/replenishment/claims.service.ts";
import { sign } from "./claiming.ts";
import { as, done, type Draw } from "./deed.ts";
import { newClaim } from "./figures.ts";
import { isOf, scopes, touchAll } from "./netting.ts";
import { governments } from "./world.ts";

const terms = { riskPassesAt: "DEPARTURE", dueAnchor: "DATE", dueDays: 0 } as const;

/** A bill between treasuries, posted as one would post it: with it debts run in circles. */
export const billing: Draw = (board, pick) => {
  const line = pick.one(board.lines.where(() => true));
  const [debtor, creditor] = [pick.of(governments), pick.of(governments)];
  if (line === undefined || debtor === creditor) return undefined;
  const amountFen = pick.between(1, 40) * 100;
  return {
    ...{ kind: "bill", about: `${line.name} ${debtor}→${creditor} ${amountFen}`, keyless: true },
    touched: { lots: [line.lot], lines: [line.name] },
    judge: (now) => {
      const parties = { kind: "PAY", debtor, creditor, mirrors: undefined, money: true } as const;
      const about = { line: line.name, lot: line.lot, custodian: undefined };
      const figures = { opened: amountFen, outstanding: amountFen, bill: true };
      newClaim(now, { ...parties, ...about }, figures);
      return done;
    },
    act: (hub) =>
      withTx(hub.database, hubReader, async (tx) => {
        const one = {
          ...({ kind: "PAY", liability: "FEE", terms, amountFen } as const),
          ...{ debtorOrg: debtor, creditorOrg: creditor, orderLineId: hub.id(line.name) },
        };
        const bill = charge({ evidence: { note: "账单" } }, [one], randomUUID);
        const posted = await post(tx, creditor, bill);
        return posted.ok ? ok({ kind: "CLAIM", id: hub.id(line.name) }) : posted;
      }),
  };
};

const sides = ["DEBTOR", "CREDITOR"] as const;

/** A day on which treasuries sit together: all of a kind is signed by both. */
export const signing: Draw = (board, pick, name) => {
  const scope = pick.of(scopes);
  const claims = board.claims.where(
    (claim) => claim.state === "PROVISIONAL" && isOf(board, scope, claim),
  );
  const [first] = claims;
  if (first === undefined) return undefined;
  return {
    ...{ kind: "sign everything", about: claims.map((claim) => claim.name).join(" ") },
    ...{ touched: touchAll(claims), alone: true, keyless: true },
    judge: (now) => {
      for (const claim of claims) for (const side of sides) sign(now, claim.name, side);
      return done;
    },
    act: async (hub) => {
      for (const { name: claim, debtor, creditor, debtorSigned, creditorSigned } of claims)
        for (const org of [
          ...(debtorSigned ? [] : [debtor]),
          ...(creditorSigned ? [] : [creditor]),
        ]) {
          const who = as(org, `sign-${name}-${claim}-${org}`);
          const signed = await confirmClaim(hub.database, who, { claimId: hub.id(claim) });
          if (!signed.ok) return signed;
        }
      return ok({ kind: "CLAIM", id: hub.id(first.name) });
    },
  };
};
