import { useSay } from "../core/lang.ts";

/** How long the day has passed; it stands beside the day. */
export function LateBy({ days }: { readonly days: number }) {
  const say = useSay();
  const count = String(days);
  return <> {say(`已逾期 ${count} 天`, `${count} ${days === 1 ? "day" : "days"} overdue`)}</>;
}
