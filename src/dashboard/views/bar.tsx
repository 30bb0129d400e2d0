import { useQueryClient } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { lang, useLang, useSay } from "../core/lang.ts";
import { line, type LineState } from "../core/line.ts";
import { useKeys } from "../core/keys.tsx";
import { staleAfterMs } from "../core/reading.tsx";
import { go, Link, usePlace } from "../core/route.tsx";
import { useStore } from "../core/store.ts";
import { clockOf, useNow } from "../core/time.ts";
import { useMe } from "../core/viewer.ts";
import { Duties } from "./duties.tsx";
import { Help } from "./help.tsx";

const tabs = [
  { href: "/", zh: "态势", en: "Position", key: "g" },
  { href: "/events", zh: "事件", en: "Incidents", key: "e" },
  { href: "/approvals", zh: "审批", en: "Approvals", key: "v" },
  { href: "/orders", zh: "调拨单", en: "Orders", key: "o" },
  { href: "/depot", zh: "仓库", en: "Depot", key: "k" },
  { href: "/arrivals", zh: "签收", en: "Arrivals", key: "q" },
  { href: "/books", zh: "往来", en: "Books", key: "b" },
  { href: "/statements", zh: "对账单", en: "Statements", key: "t" },
  { href: "/briefing", zh: "简报", en: "Briefings", key: "u" },
  { href: "/conference", zh: "会议", en: "Conference", key: "h" },
] as const;

type Open = "help" | "duties" | null;

export function Bar() {
  const say = useSay();
  const [open, setOpen] = useState<Open>(null);
  useKeys([
    ...tabs.map(({ href, zh, en, key }) => ({ key, zh, en, act: () => go(href) })),
    { key: "s", zh: "登录、换岗", en: "Sign in, change duty", act: () => setOpen("duties") },
    { key: "?", zh: "按键一览", en: "This help", shown: "? / F1", act: () => setOpen("help") },
    { key: "F1", zh: "", en: "", act: () => setOpen("help") },
  ]);
  return (
    <header className="bar">
      <Link className="brand" href="/">
        {say("棋盘", "Qipan")}
      </Link>
      <Tabs />
      <span className="spring" />
      <Line />
      <Who open={() => setOpen("duties")} />
      <Language />
      <button type="button" onClick={() => setOpen("help")}>
        {say("帮助", "Help")} <kbd>?</kbd>
      </button>
      {open === "help" ? <Help onClose={() => setOpen(null)} /> : null}
      {open === "duties" ? <Duties onClose={() => setOpen(null)} /> : null}
    </header>
  );
}

function Tabs() {
  const say = useSay();
  const { path } = usePlace();
  const at = `/${path[0] ?? ""}`;
  return (
    <nav aria-label={say("主导航", "Main")}>
      {tabs.map(({ href, zh, en }) => (
        <Link key={href} href={href} aria-current={href === at ? "page" : undefined}>
          {say(zh, en)}
        </Link>
      ))}
    </nav>
  );
}

const lineWords: Readonly<Record<LineState, readonly [string, string]>> = {
  LIVE: ["实时", "live"],
  POLLING: ["轮询", "polling"],
  OFFLINE: ["离线", "offline"],
};

/** How old the oldest figure on the page is, by the page's own clock. */
function useOldest(): number | null {
  const cache = useQueryClient().getQueryCache();
  const oldest = (): number | null => {
    const times = cache
      .findAll({ type: "active" })
      .map(({ state }) => state.dataUpdatedAt)
      .filter((at) => at > 0);
    return times.length === 0 ? null : Math.min(...times);
  };
  return useSyncExternalStore((listener) => cache.subscribe(listener), oldest);
}

function Line() {
  const say = useSay();
  const state = useStore(line.state);
  const now = useNow();
  const oldest = useOldest();
  const stale = oldest !== null && now - oldest > staleAfterMs;
  const [zh, en] = lineWords[state];
  return (
    <span className={`line ${state}${stale ? " stale" : ""}`} role="status">
      <i aria-hidden="true" /> {say(zh, en)} · {say("数据截至", "data as of")}{" "}
      <b>{oldest === null ? "—" : clockOf(new Date(oldest))}</b>
      {stale ? say("(已过 15 分钟)", " (over 15 min old)") : ""}
    </span>
  );
}

function Who({ open }: { readonly open: () => void }) {
  const say = useSay();
  const { viewer } = useMe();
  return (
    <button type="button" className="who" onClick={open}>
      {viewer === null ? say("未登录", "Not signed in") : viewer.name} <kbd>S</kbd>
    </button>
  );
}

function Language() {
  const next = useLang() === "en" ? "zh" : "en";
  const { query, path } = usePlace();
  const change = (): void => {
    lang.set(next);
    if (!query.has("lang")) return;
    query.set("lang", next);
    go(`/${path.join("/")}?${query.toString()}`, { replace: true });
  };
  return (
    <button type="button" lang={next === "en" ? "en" : "zh-CN"} onClick={change}>
      {next === "en" ? "English" : "中文"}
    </button>
  );
}
