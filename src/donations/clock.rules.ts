import type { ClockFacts, ClockRule, Due } from "./donation.model.ts";

/** The first day that is due under the clocks in force; undefined where none runs. */
export function dueOf(facts: ClockFacts, rules: readonly ClockRule[]): Due | undefined {
  const dues = rules.flatMap((rule): Due[] => {
    const from = runsFrom(facts, rule);
    return from === null ? [] : [{ rule: rule.code, on: dayAfter(from, rule) }];
  });
  return dues.sort((a, b) => compare(a.on, b.on) || compare(a.rule, b.rule))[0];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The day from which a rule's term runs for this disclosure, if the rule is for it. */
function runsFrom(facts: ClockFacts, { scope, anchor }: ClockRule): string | null {
  if (!isInScope(facts, scope)) return null;
  const { campaign, openedOn, publishedOn, unpublishedOn } = facts;
  switch (anchor) {
    case "UNPUBLISHED":
      return unpublishedOn;
    case "PUBLICATION":
      return publishedOn ?? campaign?.startsOn ?? openedOn;
    case "START":
      return campaign?.startsOn ?? openedOn;
    case "END":
      return campaign?.endsOn ?? null;
  }
}

function isInScope({ campaign, publishedOn }: ClockFacts, scope: ClockRule["scope"]): boolean {
  if (scope === "ALL") return true;
  if (campaign === null) return false;
  const { endsOn, startsOn, major, filed, responseEndedOn } = campaign;
  const ended = endsOn !== null && publishedOn !== null && publishedOn >= endsOn;
  switch (scope) {
    case "MAJOR":
      return major && responseEndedOn === null && !ended;
    case "LONG":
      return !ended && (endsOn === null || endsOn > dayAfter(startsOn, { days: 0, months: 6 }));
    case "UNFILED":
      return major && !filed;
    case "ENDED":
      return endsOn !== null && !ended;
  }
}

/** Calendar months first, then days; the 31st of a shorter month is its last day. */
export function dayAfter(
  day: string,
  { days, months }: { readonly days: number; readonly months: number },
): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const at = Date.UTC(year, month - 1 + months, Math.min(date, last) + days);
  return new Date(at).toISOString().slice(0, 10);
}
