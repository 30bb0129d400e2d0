import { useEffect } from "react";
import { useLang, useSay } from "../core/lang.ts";
import { usePlace } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { Bar } from "./bar.tsx";
import { viewAt } from "./views.tsx";

/** What stands around every view: who, when, drill or not, and where one is. */
export function Frame() {
  const say = useSay();
  const locale = useLang();
  const place = usePlace();
  const { hub } = useMe();
  const { title, view } = viewAt(place, say);
  useEffect(() => {
    document.documentElement.lang = locale === "en" ? "en" : "zh-CN";
    document.title = `${title} · ${say("棋盘", "Qipan")}`;
  }, [locale, title, say]);
  return (
    <>
      <a className="skip" href="#main">
        {say("跳到正文", "Skip to content")}
      </a>
      <Bar />
      {hub?.kind === "EXERCISE" ? (
        <p className="drill">
          <strong>{say("演练", "EXERCISE")}</strong>{" "}
          {say(
            "本枢纽为演练枢纽,单位、库存与事件均为示例,不作实战依据",
            "an exercise hub: organizations, stock and incidents are made up",
          )}
        </p>
      ) : null}
      <main id="main" tabIndex={-1} aria-label={title}>
        {view}
      </main>
    </>
  );
}
