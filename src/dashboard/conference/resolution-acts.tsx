import { useState } from "react";
import { useDeed } from "../core/deed.tsx";
import { ActForm, whole, type FieldSpec } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { useWord } from "../core/words.ts";
import {
  AdoptResolutionDocument,
  CloseResolutionDocument,
  DashBriefingsDocument,
  DashCounterpartiesDocument,
  OpenSupervisionDocument,
  ProposeResolutionDocument,
  RejectResolutionDocument,
  type ResolutionAction,
} from "../published/operations.ts";
import { Arbitrate } from "./arbitrate.tsx";
import type { ResolutionShown } from "./conference.tsx";
import { SetDuePolicy } from "./due-policies.tsx";
import { subjectOf, useSubjects } from "./issue-briefing.tsx";

export type ResolutionStep = ResolutionAction | "PROPOSE" | "ARBITRATE" | "SET_DUE";

interface ActProps {
  readonly now: string;
  readonly onClose: () => void;
}

interface OfOne extends ActProps {
  readonly resolution: ResolutionShown;
}

export function ResolutionAct({
  step,
  resolution,
  ...rest
}: ActProps & { readonly step: ResolutionStep; readonly resolution: ResolutionShown | null }) {
  if (resolution === null) return <Propose {...rest} />;
  if (step === "AMEND") return <Amend resolution={resolution} {...rest} />;
  if (step === "ADOPT") return <Adopt resolution={resolution} {...rest} />;
  if (step === "SUPERVISE") return <Supervise resolution={resolution} {...rest} />;
  if (step === "ARBITRATE") return <Arbitrate resolution={resolution} {...rest} />;
  if (step === "SET_DUE") return <SetDuePolicy resolution={resolution} {...rest} />;
  return <End resolution={resolution} closed={step === "CLOSE"} {...rest} />;
}

function useTextFields(): readonly FieldSpec[] {
  const say = useSay();
  return [
    { name: "titleZh", label: say("标题(1–80 字)", "Title (1–80 characters)") },
    { name: "textZh", label: say("正文(1–4000 字)", "Text (1–4000 characters)"), kind: "long" },
    {
      ...{ name: "dueOn", kind: "day", optional: true },
      label: say("办结期限(可不填)", "To be done by (may stay empty)"),
    },
  ];
}

const dueOf = (dueOn = "") => (dueOn === "" ? {} : { dueOn });

function Propose({ now, onClose }: ActProps) {
  const say = useSay();
  const reading = useReading(DashBriefingsDocument, { first: 100 }, { keep: true });
  const briefings = reading.data?.briefings.edges.map(({ node }) => node) ?? [];
  const subjects = useSubjects(reading.data?.clusters ?? []);
  const fields = useTextFields();
  const deed = useDeed(ProposeResolutionDocument, (data) => data.proposeResolution);
  const about: FieldSpec = {
    ...{ name: "briefingId", label: say("所据简报", "On which briefing"), kind: "choice" },
    choices: [
      ["", say("不涉简报", "none")],
      ...briefings.map(({ id, number, titleZh }) => [id, `${number} ${titleZh}`] as const),
    ],
    optional: true,
  };
  const subject: FieldSpec = {
    ...{ name: "subject", label: say("范围", "On"), kind: "choice", choices: subjects },
    path: "regionCode",
  };
  if (reading.data === undefined) return null;
  return (
    <ActForm
      title={say("提出决议", "Propose a resolution")}
      confirm={say("提出", "Propose")}
      draft="resolution"
      deed={deed}
      fields={[...fields, subject, about]}
      effect={() => say("拟议,待会议表决", "it is proposed, and waits for the vote")}
      inputOf={({ titleZh = "", textZh = "", dueOn, subject: chosen, briefingId = "" }) => ({
        ...{ titleZh, textZh, ...dueOf(dueOn), ...subjectOf(chosen) },
        ...(briefingId === "" ? {} : { briefingId }),
      })}
      {...{ now, onClose }}
    />
  );
}

function Amend({ resolution, now, onClose }: OfOne) {
  const say = useSay();
  const { id, version, titleZh: title, textZh: text, dueOn: due, decidedQuantity } = resolution;
  const decides = decidedQuantity !== null;
  const decided: FieldSpec = {
    ...{ name: "decidedQuantity", kind: "whole" },
    label: say("裁定数额(往来的单位)", "The figure decided (the claim's unit)"),
  };
  const fields = [...useTextFields(), ...(decides ? [decided] : [])];
  const deed = useDeed(ProposeResolutionDocument, (data) => data.proposeResolution);
  return (
    <ActForm
      title={`${say("修订", "Amend")} · ${title}`}
      confirm={say("修订", "Amend")}
      draft={`amend.${id}.${String(version)}`}
      deed={deed}
      fields={fields}
      start={{
        ...{ titleZh: title, textZh: text, dueOn: due ?? "" },
        decidedQuantity: String(decidedQuantity ?? ""),
      }}
      effect={() =>
        say(
          `第 ${version} 稿存档,第 ${version + 1} 稿重新表决`,
          `version ${version} is kept, version ${version + 1} is voted on anew`,
        )
      }
      inputOf={({ titleZh = "", textZh = "", dueOn, decidedQuantity: typed }) => ({
        ...{ amendsId: id, version, titleZh, textZh, ...dueOf(dueOn) },
        ...(decides ? { decidedQuantity: whole(typed) ?? 0 } : {}),
      })}
      {...{ now, onClose }}
    />
  );
}

function useGovernments() {
  const reading = useReading(DashCounterpartiesDocument, { first: 100 });
  return reading.data?.organizations.edges.map(({ node }) => node);
}

function Adopt({ resolution: { id, version, titleZh }, now, onClose }: OfOne) {
  const say = useSay();
  const name = useName();
  const all = useGovernments() ?? [];
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  const deed = useDeed(AdoptResolutionDocument, (data) => data.adoptResolution);
  return (
    <ActForm
      title={`${say("通过", "Adopt")} · ${titleZh}`}
      confirm={say("记录通过", "Record the adoption")}
      draft={`adopt.${id}.${String(version)}`}
      deed={deed}
      fields={[
        { name: "note", label: say("说明(可不填)", "Note (may stay empty)"), optional: true },
      ]}
      effect={() =>
        say(
          `第 ${version} 稿通过,同意单位 ${agreed.length} 个`,
          `version ${version} is adopted, ${agreed.length} members agreed`,
        )
      }
      inputOf={({ note = "" }) => ({
        ...{ resolutionId: id, version, agreedOrganizationIds: [...agreed] },
        ...(note === "" ? {} : { note }),
      })}
      {...{ now, onClose }}
    >
      <fieldset className="agreed">
        <legend>{say("同意的成员单位", "Members that agreed")}</legend>
        {all.map((one) => (
          <label key={one.id}>
            <input
              type="checkbox"
              checked={agreed.includes(one.id)}
              onChange={({ target: { checked } }) =>
                setAgreed(checked ? [...agreed, one.id] : agreed.filter((at) => at !== one.id))
              }
            />{" "}
            {name(one)}
          </label>
        ))}
      </fieldset>
    </ActForm>
  );
}

function End({ resolution, closed, now, onClose }: OfOne & { readonly closed: boolean }) {
  const say = useSay();
  const word = useWord()("ResolutionAction", closed ? "CLOSE" : "REJECT");
  const close = useDeed(CloseResolutionDocument, (data) => data.closeResolution);
  const reject = useDeed(RejectResolutionDocument, (data) => data.rejectResolution);
  return (
    <ActForm
      title={`${word} · ${resolution.titleZh}`}
      confirm={word}
      danger={!closed}
      draft={`end.${String(closed)}.${resolution.id}`}
      deed={closed ? close : reject}
      fields={[{ name: "note", label: closed ? say("结果", "Result") : say("理由", "Reason") }]}
      effect={() => say("此后不再变化", "it changes no more")}
      inputOf={({ note = "" }) => ({ resolutionId: resolution.id, note })}
      {...{ now, onClose }}
    />
  );
}

function Supervise({ resolution: { id, titleZh, dueOn }, now, onClose }: OfOne) {
  const say = useSay();
  const name = useName();
  const all = useGovernments();
  const deed = useDeed(OpenSupervisionDocument, (data) => data.openSupervision);
  if (all === undefined) return null;
  return (
    <ActForm
      title={`${say("督办立项", "Put under supervision")} · ${titleZh}`}
      confirm={say("立项", "Open")}
      draft={`supervise.${id}`}
      deed={deed}
      start={{ titleZh, dueOn: dueOn ?? "" }}
      fields={[
        {
          ...{ name: "responsibleOrganizationId", label: say("责任单位", "Who must do it") },
          ...{ kind: "choice", choices: all.map((one) => [one.id, name(one)] as const) },
        },
        { name: "titleZh", label: say("事项(1–80 字)", "What (1–80 characters)") },
        { name: "dueOn", label: say("期限(含)", "Due, inclusive"), kind: "day" },
      ]}
      inputOf={(values) => ({
        ...{ sourceKind: "RESOLUTION" as const, sourceId: id, titleZh: values.titleZh ?? "" },
        ...{ responsibleOrganizationId: values.responsibleOrganizationId ?? "" },
        dueOn: values.dueOn ?? "",
      })}
      {...{ now, onClose }}
    />
  );
}
