import type { Pulse } from "../live/pulse.ts";

const waitMinMs = 1_000;

/**
 * The feed's pulse for one caller, which also beats when what the caller showed has ended, and
 * every `lookMs`, for it may have been revoked: the stream then asks who is there, finds nobody,
 * and an idle line ends as a busy one does.
 */
export function lapsing(
  pulse: Pulse,
  endsAt: number,
  lookMs: number,
): Pick<Pulse, "beyond" | "count"> {
  return {
    get count() {
      return pulse.count;
    },
    beyond: async (count, signal) => {
      const lapse = new AbortController();
      const end = (): void => lapse.abort();
      const ms = Math.min(Math.max(endsAt - Date.now(), waitMinMs), lookMs);
      const timer = setTimeout(end, ms);
      signal.addEventListener("abort", end);
      if (signal.aborted) end();
      await pulse.beyond(count, lapse.signal);
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    },
  };
}
