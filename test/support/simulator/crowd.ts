import { setTimeout as sleep } from "node:timers/promises";
import type { Written } from "../../../src/feed/write.ts";
import type { Outcome, Refusal } from "../../../src/kernel/refusal.ts";
import { as, type Deed, type Hub } from "./deed.ts";
import type { Pick } from "./pick.ts";

/** Ends connections of the hub to its database in the middle of what they do. */
export type Saboteur = () => Promise<void>;

export interface Done {
  readonly deed: Deed;
  readonly key: string;
  readonly outcome: Outcome<Written>;
}

const triesMax = 5;

/** One deed by itself. */
export async function alone(hub: Hub, deed: Deed, key: string): Promise<Done> {
  const outcome = await deed.act(hub, as(deed.by ?? "hub", key));
  return { deed, key, outcome };
}

/**
 * All at once, each after a drawn moment; some are sent twice with one key, and now and then the
 * connections are cut meanwhile. Whoever got no answer asks again with the same key, as a client
 * would. Two answers to one key are one answer.
 */
export async function together(
  hub: Hub,
  deeds: readonly { readonly deed: Deed; readonly key: string }[],
  pick: Pick,
  saboteur: Saboteur | undefined,
): Promise<Done[]> {
  // What has no key cannot be asked again: whether it was done would be a guess.
  const keyed = deeds.every(({ deed }) => deed.keyless !== true);
  const cut = saboteur !== undefined && pick.flag(0.15) && keyed ? saboteur : undefined;
  const plans = deeds.map(({ deed, key }) => ({
    ...{ deed, key, first: pick.between(0, 6), second: pick.between(0, 6) },
    twice: pick.flag(0.15) && deed.keyless !== true,
  }));
  const cutAfterMs = pick.between(1, 20);
  const cutting = cut === undefined ? undefined : sleep(cutAfterMs).then(cut);
  const calls = plans.map(async ({ deed, key, first, second, twice }) => {
    const call = async (afterMs: number) => {
      await sleep(afterMs);
      return asking(hub, deed, key, cut !== undefined);
    };
    const [one, other] = await Promise.all([call(first), twice ? call(second) : undefined]);
    if (other !== undefined) sameAnswer(deed, one, other);
    return { deed, key, outcome: one.ok ? one : (other ?? one) };
  });
  const settled = await Promise.allSettled(calls);
  await cutting;
  return settled.map((one, at) => {
    if (one.status === "fulfilled") return one.value;
    const story = deeds.map(({ deed }, nth) => {
      return `${nth === at ? "failed: " : ""}${deed.kind} ${deed.about}`;
    });
    throw new Error([String(one.reason), ...story].join("\n"), { cause: one.reason });
  });
}

async function asking(
  hub: Hub,
  deed: Deed,
  key: string,
  again: boolean,
): Promise<Outcome<Written>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcome = await deed.act(hub, as(deed.by ?? "hub", key));
      if (outcome.ok || !isBusy(outcome.refused) || attempt === triesMax) return outcome;
    } catch (lost) {
      if (!again || attempt === triesMax) throw lost;
    }
    await sleep(5);
  }
}

/** No answer yet: the key tells what became of it. */
const isBusy = (refused: readonly Refusal[]): boolean =>
  refused.some(({ code }) => code === "BUSY");

/**
 * A refusal leaves the key free, so of two calls the second may be done where the first was not;
 * but what was done once has one id.
 */
function sameAnswer(deed: Deed, one: Outcome<Written>, other: Outcome<Written>): void {
  if (one.ok && other.ok && one.value.id !== other.value.id)
    throw new Error(`${deed.kind} ${deed.about}: one key, two effects`);
}
