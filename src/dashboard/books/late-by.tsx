import { useSay } from "../core/lang.ts";

/** How long the day has passed; it stands beside the day. */
export function LateBy({ days }: { readonly days: number }) {
  const say = useSay();
  const count = String(days);
  return <> {say(`已逾期 ${count} 天`, `${count} ${days === 1 ? "day" : "days"} overdue`)}</>;
}

interface DueMarkProps {
  readonly overdue: boolean;
  readonly daysOverdue: number;
  readonly dueSoon: boolean;
}

/** Past its day, or so near to it that the hub has reminded whoever must act. */
export function DueMark({ overdue, daysOverdue, dueSoon }: DueMarkProps) {
  const say = useSay();
  if (overdue) return <LateBy days={daysOverdue} />;
  return dueSoon ? <b> {say("即将到期", "due soon")}</b> : null;
}
