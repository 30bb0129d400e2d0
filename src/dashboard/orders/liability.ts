import { useName, useSay } from "../core/lang.ts";
import { useWord } from "../core/words.ts";
import type { OrderShown } from "./order.tsx";

type OrderLine = OrderShown["lines"][number];

/**
 * 补还责任: the row of the liability order that binds a line, and the agreement's term behind it.
 * The payer stands on the order already, so another debtor alone is named.
 */
export function useLiability({ payer }: OrderShown): (line: OrderLine) => string {
  const say = useSay();
  const name = useName();
  const word = useWord();
  return ({ liability, clause, debtor }) => {
    if (liability === null) return say("下达时认定", "fixed at issue");
    // Shares name several debtors, of whom the line knows the first alone.
    const known = debtor === null || debtor.id === payer.id || clause === "SHARES";
    const who = known ? "" : ` · ${name(debtor)}`;
    const by = clause === null ? "" : word("LiabilityClause", clause);
    const term = by === "" ? "" : say(`(“${by}”条款)`, ` (by ${by})`);
    return `${word("LiabilityRule", liability)}${who}${term}`;
  };
}

/** At what price the agreement values a loss; without a term of its own, what the law says. */
export function usePrice(): (terms: NonNullable<OrderShown["agreement"]>["terms"]) => string {
  const say = useSay();
  const word = useWord();
  return ({ priceBasis }) =>
    priceBasis === null
      ? say("账面价值,结算时议定", "book value, agreed at settlement")
      : word("PriceBasis", priceBasis);
}
