import type { StatementClaim, StatementLate } from "../../schema/shapes/statement.ts";
import { keyOf } from "./statement.rules.ts";
import type { LineKey, ToldVoucher } from "./statement.model.ts";

/** The papers that whoever booked a transfer named: vouchers, sheets, documents, reasons. */
export function papersOf(evidence: unknown): string[] {
  if (typeof evidence !== "object" || evidence === null) return [];
  const facts = evidence as Readonly<Record<string, unknown>>;
  const { documents, sheet } = facts;
  const sheetNumber = (sheet as { readonly sheetNumber?: unknown } | undefined)?.sheetNumber;
  const all = [
    ...[facts.voucher, facts.certificate, sheetNumber],
    ...(Array.isArray(documents) ? (documents as unknown[]) : []),
    ...[facts.reason, facts.note],
  ];
  return all.filter((paper) => typeof paper === "string").filter((paper) => paper !== "");
}

/** Lines with the transfers that moved them, oldest first. */
export function withVouchers(
  lines: readonly StatementClaim[],
  told: readonly ToldVoucher[],
): StatementClaim[] {
  const byLine = new Map<string, ToldVoucher[]>();
  for (const one of told) {
    const mine = byLine.get(keyOf(one));
    if (mine === undefined) byLine.set(keyOf(one), [one]);
    else mine.push(one);
  }
  return lines.map((line) => ({
    ...line,
    vouchers: (byLine.get(keyOf(keyed(line))) ?? []).map(
      ({ occurredOn, recordedOn, transfer, op, quantity, orders, slips, evidence }) => ({
        ...{ occurredOn, recordedOn, transfer, op, quantity, orders, slips },
        papers: papersOf(evidence),
      }),
    ),
  }));
}

const keyed = (line: StatementClaim): LineKey => ({ ...line, org: line.org ?? null });

/** 补记: booked since the statement before, but it happened before that was cut. */
export const lateOf = (told: readonly ToldVoucher[]): StatementLate[] =>
  told
    .filter(({ late }) => late)
    .map(({ org, occurredOn, recordedOn, transfer, op, ...line }) => ({
      ...{ occurredOn, recordedOn, transfer, op },
      ...(org === null ? {} : { org }),
      ...{ side: line.side, counterparty: line.counterparty, kind: line.kind },
      ...{ item: line.item, unit: line.unit, quantity: line.quantity },
    }));
