import { useEffect, useState } from "react";
import { useSay } from "./lang.ts";

const china = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hourCycle: "h23", ...options });

const clock = china({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minute = china({ hour: "2-digit", minute: "2-digit" });
const day = china({ year: "numeric", month: "2-digit", day: "2-digit" });

/** Times are those of Asia/Shanghai, wherever the page is read. */
export const clockOf = (at: string | Date): string => clock.format(new Date(at));
export const dayOf = (at: string | Date): string => day.format(new Date(at)).replaceAll("/", "-");

/** `hh:mm` on the hub's own day, with the day in front on any other. */
export function timeOf(at: string | null | undefined, now: string): string {
  if (at === null || at === undefined) return "—";
  const hour = minute.format(new Date(at));
  return dayOf(at) === dayOf(now) ? hour : `${dayOf(at).slice(5)} ${hour}`;
}

export const stampOf = (at: string | null | undefined): string =>
  at === null || at === undefined ? "—" : `${dayOf(at)} ${minute.format(new Date(at))}`;

/** Ticks once a second, or slower, so that ages grow on the page by themselves. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];

/** “3 小时 20 分” from one instant to another; the sign is the caller's business. */
export function useSpan(): (from: string, to: string) => string {
  const say = useSay();
  return (from, to) => {
    const ms = Math.abs(new Date(to).getTime() - new Date(from).getTime());
    if (ms < hourMs) return say(`${whole(ms / minuteMs)} 分`, `${whole(ms / minuteMs)} min`);
    if (ms < dayMs) {
      const rest = whole((ms % hourMs) / minuteMs);
      return say(`${whole(ms / hourMs)} 时 ${rest} 分`, `${whole(ms / hourMs)} h ${rest} min`);
    }
    return say(`${whole(ms / dayMs)} 天`, `${whole(ms / dayMs)} d`);
  };
}

const whole = (value: number): string => String(Math.floor(value));
