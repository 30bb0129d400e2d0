import { useState } from "react";
import { useKeys } from "../core/keys.tsx";
import { useSay } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { Link } from "../core/route.tsx";
import { useMe } from "../core/viewer.ts";
import { DashConferenceDocument, type DashConferenceQuery } from "../published/operations.ts";
import { DuePolicies } from "./due-policies.tsx";
import { Overdue } from "./overdue.tsx";
import { ResolutionAct, type ResolutionStep } from "./resolution-acts.tsx";
import { Resolutions } from "./resolutions.tsx";
import { Supervised } from "./supervised.tsx";
import { SupervisionAct, type SupervisionStep } from "./supervision-acts.tsx";

export type ResolutionShown = DashConferenceQuery["resolutions"]["edges"][number]["node"];
export type ItemShown = DashConferenceQuery["supervisionItems"]["edges"][number]["node"];

type Open =
  | { readonly step: ResolutionStep; readonly resolution: ResolutionShown | null }
  | { readonly step: SupervisionStep; readonly item: ItemShown };

/** Resolutions and what is supervised, with every step that the state and the duty let one do. */
export function Conference() {
  const say = useSay();
  const me = useMe();
  const [open, setOpen] = useState<Open | null>(null);
  const reading = useReading(DashConferenceDocument, { first: 100 }, { keep: true });
  const mayManage = me.may("resolution:manage");
  const propose = (): void => setOpen({ step: "PROPOSE", resolution: null });
  useKeys(
    mayManage ? [{ key: "n", zh: "提出决议", en: "Propose a resolution", act: propose }] : [],
  );
  const close = (): void => setOpen(null);
  const now = reading.data?.hub.now ?? "";
  return (
    <div className="page">
      <h1>
        {say("决议与督办", "Resolutions and supervision")}{" "}
        {mayManage ? (
          <button type="button" className="primary" onClick={propose}>
            {say("提出决议", "Propose a resolution")} <kbd>N</kbd>
          </button>
        ) : null}
        <span className="acts">
          <Link href="/briefing">{say("简报一览", "Briefings")}</Link>
        </span>
      </h1>
      <Resolutions reading={reading} act={(step, resolution) => setOpen({ step, resolution })} />
      <Supervised reading={reading} act={(step, item) => setOpen({ step, item })} />
      {me.may("supervision:manage") ? (
        <Overdue now={now} supervised={sourcesOf(reading.data)} />
      ) : null}
      <DuePolicies />
      {open === null ? null : "item" in open ? (
        <SupervisionAct key={open.step} {...open} now={now} onClose={close} />
      ) : (
        <ResolutionAct key={open.step} {...open} now={now} onClose={close} />
      )}
    </div>
  );
}

/** What is under supervision and not done with. */
const sourcesOf = (data: DashConferenceQuery | undefined): readonly string[] =>
  (data?.supervisionItems.edges ?? [])
    .filter(({ node }) => node.state !== "CLOSED")
    .map(({ node }) => node.source);
