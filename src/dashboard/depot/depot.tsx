import type { ReactNode } from "react";
import { useSay } from "../core/lang.ts";
import { Link } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { Counts } from "./counts.tsx";
import { Returns } from "./returns.tsx";
import { Refills } from "./refills.tsx";
import { Rotation } from "./rotation.tsx";
import { Sendings } from "./sendings.tsx";
import { Shelves } from "./shelves.tsx";
import { Waiting } from "./waiting.tsx";

const parts = [
  { part: "", zh: "待办", en: "To do" },
  { part: "shelves", zh: "货架批次", en: "Shelves" },
  { part: "counts", zh: "盘点", en: "Counts" },
  { part: "rotation", zh: "到期轮换", en: "Expiry, rotation" },
] as const;

interface DepotProps {
  readonly part: string | undefined;
}

/** 仓库: what waits for whoever keeps goods, by what is to be done next. */
export function Depot({ part = "" }: DepotProps) {
  const say = useSay();
  const me = useMe();
  const views: Readonly<Record<string, ReactNode>> = {
    "": (
      <>
        <Waiting />
        <Returns />
        <Refills />
        <Sendings />
      </>
    ),
    shelves: <Shelves />,
    counts: <Counts />,
    rotation: <Rotation />,
  };
  return (
    <div className="page">
      <h1>
        {say("仓库", "Depot")}
        <nav className="parts" aria-label={say("仓库分页", "Parts of the depot")}>
          {parts.map((one) => (
            <Link
              key={one.part}
              href={one.part === "" ? "/depot" : `/depot/${one.part}`}
              aria-current={one.part === part ? "page" : undefined}
            >
              {say(one.zh, one.en)}
            </Link>
          ))}
        </nav>
      </h1>
      {me.viewer === null ? (
        <p className="empty">{say("登录后办理(按 S)。", "Sign in to work here (press S).")}</p>
      ) : (
        views[part]
      )}
    </div>
  );
}
