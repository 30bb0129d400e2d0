import { SuperviseLate } from "../conference/supervise-late.tsx";
import { useDeed } from "../core/deed.tsx";
import { figure } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { go } from "../core/route.tsx";
import { useWord } from "../core/words.ts";
import { subjectOf, useSubjects } from "../conference/issue-briefing.tsx";
import { useReading } from "../core/reading.tsx";
import {
  DashBriefingsDocument,
  ProposeResolutionDocument,
  StateFigureDocument,
} from "../published/operations.ts";
import { Attribute } from "./attribute.tsx";
import type { ActProps } from "./claim-acts.tsx";

export type LifeDeed = "FIGURE" | "RESOLVE" | "SUPERVISE" | "ATTRIBUTE";

/** What the sides, the conference and an investigation do about a claim after it was opened. */
export function ClaimLifeAct({ deed, ...props }: ActProps & { readonly deed: LifeDeed }) {
  if (deed === "FIGURE") return <Figure {...props} />;
  if (deed === "RESOLVE") return <Resolve {...props} />;
  if (deed === "SUPERVISE") return <Supervise {...props} />;
  return <Attribute {...props} />;
}

function Figure({ claim, now, onClose }: ActProps) {
  const say = useSay();
  const deed = useDeed(StateFigureDocument, (data) => data.stateFigure);
  const label = say(`本方主张(${claim.unit})`, `What we hold to be owed (${claim.unit})`);
  return (
    <ActForm
      title={say("陈述争议数额", "State a figure")}
      confirm={say("陈述", "State")}
      draft={`figure.${claim.id}`}
      deed={deed}
      fields={[
        { name: "quantity", label, kind: "whole" },
        { name: "reason", label: say("理由", "Reason"), kind: "long" },
      ]}
      effect={() => say("双方可见,账面数不变", "both sides see it; the book does not change")}
      inputOf={({ quantity, reason = "" }) => ({
        ...{ claimId: claim.id, quantity: whole(quantity) ?? 0, reason },
      })}
      {...{ now, onClose }}
    />
  );
}

/** 提请裁决: a resolution that names this claim and the figure; adopted, it is carried out. */
function Resolve({ claim, now, onClose }: ActProps) {
  const say = useSay();
  const name = useName();
  const word = useWord();
  const reading = useReading(DashBriefingsDocument, { first: 1 }, { keep: true });
  const subjects = useSubjects(reading.data?.clusters ?? []);
  const deed = useDeed(ProposeResolutionDocument, (data) => data.proposeResolution);
  if (reading.data === undefined) return null;
  const item = claim.item === null ? say("款项", "money") : name(claim.item);
  const kind = word("ClaimKind", claim.kind);
  const title = `裁定${name(claim.debtor)}对${name(claim.creditor)}的${kind}${item}往来`;
  const fields: readonly FieldSpec[] = [
    {
      ...{ name: "decidedQuantity", kind: "whole", max: claim.outstanding },
      label: say(
        `裁定数额(${claim.unit},至多 ${figure(claim.outstanding)})`,
        `The figure decided (${claim.unit}, ${figure(claim.outstanding)} at most)`,
      ),
    },
    { name: "titleZh", label: say("标题(1–80 字)", "Title (1–80 characters)") },
    { name: "textZh", label: say("正文(1–4000 字)", "Text (1–4000 characters)"), kind: "long" },
    {
      ...{ name: "subject", label: say("范围", "On"), kind: "choice", choices: subjects },
      path: "regionCode",
    },
  ];
  return (
    <ActForm
      title={say("提请联席会议裁决", "Put the dispute to the conference")}
      confirm={say("提出决议", "Propose")}
      draft={`resolve.${claim.id}`}
      deed={deed}
      start={{ titleZh: title.slice(0, 80) }}
      fields={fields}
      effect={({ decidedQuantity }: Values) =>
        say(
          `通过后支持 ${figure(whole(decidedQuantity))} ${claim.unit},其余冲销;不得单方办理`,
          `once adopted ${figure(whole(decidedQuantity))} ${claim.unit} stand; no side acts alone`,
        )
      }
      inputOf={({ decidedQuantity, titleZh = "", textZh = "", subject }) => ({
        ...{ claimId: claim.id, titleZh, textZh, ...subjectOf(subject) },
        decidedQuantity: whole(decidedQuantity) ?? 0,
      })}
      onDone={() => go("/conference")}
      {...{ now, onClose }}
    />
  );
}

function Supervise({ claim, now, onClose }: ActProps) {
  const name = useName();
  const word = useWord();
  const item = claim.item === null ? "款项" : name(claim.item);
  const late = {
    ...{ sourceKind: "CLAIM" as const, id: claim.id, who: name(claim.debtor) },
    what: `${word("ClaimKind", claim.kind)} ${item} ${figure(claim.outstanding)} ${claim.unit}`,
    dueOn: claim.dueOn ?? "—",
  };
  return <SuperviseLate late={late} now={now} onClose={onClose} />;
}
