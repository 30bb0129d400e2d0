import { useDeed } from "../core/deed.tsx";
import { ActForm } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { go } from "../core/route.tsx";
import { IssueBriefingDocument, type DashBriefingsQuery } from "../published/operations.ts";

interface IssueProps {
  readonly data: DashBriefingsQuery;
  readonly onClose: () => void;
}

/** Regions by their codes, then clusters by their ids, which no region's code looks like. */
export function useSubjects(clusters: DashBriefingsQuery["clusters"]) {
  const name = useName();
  const say = useSay();
  const members = new Map(clusters.flatMap((one) => one.members.map((at) => [at.code, at])));
  const choices: readonly (readonly [string, string])[] = [
    ...[...members.values()].map((one) => [one.code, name(one)] as const),
    ...clusters.map((one) => [one.id, `${name(one)}${say("(片区)", " (cluster)")}`] as const),
  ];
  return choices;
}

export const subjectOf = (chosen = "") =>
  /^\d{6}$/.test(chosen) ? { regionCode: chosen } : { clusterId: chosen };

export function IssueBriefing({ data, onClose }: IssueProps) {
  const say = useSay();
  const choices = useSubjects(data.clusters);
  const deed = useDeed(IssueBriefingDocument, (answer) => answer.issueBriefing);
  return (
    <ActForm
      title={say("出具联席会议简报", "Freeze a briefing")}
      confirm={say("冻结并编号", "Freeze and number")}
      draft="briefing"
      deed={deed}
      fields={[
        { name: "titleZh", label: say("标题(1–80 字)", "Title (1–80 characters)") },
        {
          ...{ name: "subject", label: say("范围", "On"), kind: "choice", choices },
          path: "regionCode",
        },
      ]}
      effect={() =>
        say(
          "此刻所见的数字一并冻结,编号并附 SHA-256,此后永不更改;同桌各政府单位可查看",
          "what you see now is frozen for good, with number and SHA-256; the governments read it",
        )
      }
      inputOf={({ titleZh = "", subject }) => ({ titleZh, ...subjectOf(subject) })}
      now={data.hub.now}
      onDone={({ number }) => go(`/briefing/${number}`)}
      onClose={onClose}
    />
  );
}
