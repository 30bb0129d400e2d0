import { useDeed } from "../core/deed.tsx";
import { figure } from "../core/figures.ts";
import { ActForm, whole, type FieldSpec, type Values } from "../core/form.tsx";
import { useName, useSay } from "../core/lang.ts";
import { Empty, Panel, Scroll } from "../core/panel.tsx";
import { useReading } from "../core/reading.tsx";
import { Table } from "../core/table.tsx";
import {
  DashDuePoliciesDocument,
  SetDuePolicyDocument,
  type DashDuePoliciesQuery,
} from "../published/operations.ts";
import type { ResolutionShown } from "./conference.tsx";

type Policy = DashDuePoliciesQuery["duePolicies"][number];

/** 到期规则: who is told when, what follows, since when and by which resolution. */
export function DuePolicies() {
  const say = useSay();
  const reading = useReading(DashDuePoliciesDocument, {}, { keep: true });
  const policies = reading.data?.duePolicies ?? [];
  return (
    <Panel title={say("到期规则", "Due policies")} reading={reading}>
      {policies.length === 0 ? (
        <Empty>{say("没有到期规则。", "There is none.")}</Empty>
      ) : (
        <Scroll label={say("到期规则表", "Due policies")}>
          <Table
            columns={[
              say("适用", "Scope"),
              say("生效", "From"),
              say("到期前提醒(天)", "Told before (days)"),
              { number: say("可督办(逾期天)", "Supervised after (days)") },
              say("自动督办", "By itself"),
              say("依据", "Source"),
            ]}
          >
            {policies.map((one) => (
              <Row key={`${one.agreementId ?? ""} ${one.validFrom}`} one={one} />
            ))}
          </Table>
        </Scroll>
      )}
    </Panel>
  );
}

function Row({ one }: { readonly one: Policy }) {
  const say = useSay();
  const name = useName();
  const { agreementId, validFrom, decides, warnDays, autoAfterDays, autoOrganization } = one;
  const whose = autoOrganization === null ? "" : name(autoOrganization);
  return (
    <tr>
      <td>{agreementId ?? say("全枢纽", "the hub")}</td>
      <td>
        {validFrom} {decides ? <b>{say("现行", "in force")}</b> : null}
      </td>
      <td>{warnDays.length === 0 ? say("不提醒", "never") : warnDays.join("、")}</td>
      <td className="number">{figure(one.superviseAfterDays)}</td>
      <td>
        {autoAfterDays === null
          ? say("不自动", "never")
          : say(
              `逾期 ${figure(autoAfterDays)} 天,以${whose}名义,限 ${figure(one.autoTermDays)} 天`,
              `${figure(autoAfterDays)} days late, by ${whose}, within ${figure(one.autoTermDays)}`,
            )}
      </td>
      <td>{say(one.sourceZh, one.sourceEn)}</td>
    </tr>
  );
}

interface SetProps {
  readonly resolution: ResolutionShown;
  readonly now: string;
  readonly onClose: () => void;
}

/** Days as typed, parted by whatever is no digit. */
const daysOf = (text = ""): number[] => (text.match(/\d{1,4}/g) ?? []).map(Number);

/** 设定到期规则: carried out of a resolution that was adopted, once. */
export function SetDuePolicy({ resolution, now, onClose }: SetProps) {
  const say = useSay();
  const deed = useDeed(SetDuePolicyDocument, (data) => data.setDuePolicy);
  return (
    <ActForm
      title={`${say("设定到期规则", "Set a due policy")} · ${resolution.number ?? ""}`}
      confirm={say("设定", "Set")}
      draft={`due-policy.${resolution.id}`}
      deed={deed}
      start={{ warnDays: "7 1", superviseAfterDays: "1", autoTermDays: "15" }}
      fields={useFields()}
      effect={({ validFrom = "" }: Values) =>
        say(
          `自 ${validFrom || "—"} 起按此提醒和督办;此前已提醒、已督办的不变`,
          `from ${validFrom || "—"} on; what was told or supervised before stays`,
        )
      }
      inputOf={({ agreement = "", validFrom = "", warnDays, autoAfterDays, ...rest }) => ({
        ...{ resolutionId: resolution.id, validFrom, warnDays: daysOf(warnDays) },
        superviseAfterDays: whole(rest["superviseAfterDays"]) ?? 0,
        autoTermDays: whole(rest["autoTermDays"]) ?? 0,
        ...(whole(autoAfterDays) === null ? {} : { autoAfterDays: whole(autoAfterDays) ?? 0 }),
        ...(agreement.trim() === "" ? {} : { agreement: agreement.trim() }),
      })}
      {...{ now, onClose }}
    />
  );
}

function useFields(): readonly FieldSpec[] {
  const say = useSay();
  return [
    {
      name: "agreement",
      label: say("协议代码(不填为全枢纽)", "Code of the agreement (empty: the hub)"),
      optional: true,
      path: "agreementId",
    },
    { name: "validFrom", label: say("生效日", "From"), kind: "day" },
    {
      name: "warnDays",
      label: say("到期前几天提醒(可填多个)", "Told so many days before (several)"),
      optional: true,
    },
    {
      name: "superviseAfterDays",
      label: say("逾期几天后可督办", "May be supervised, days late"),
      kind: "whole",
    },
    {
      name: "autoAfterDays",
      label: say("逾期几天后自动督办(不填为不自动)", "By itself, days late (empty: never)"),
      kind: "whole",
      optional: true,
    },
    {
      name: "autoTermDays",
      label: say("自动督办的办理天数", "Days that such an item gives"),
      kind: "whole",
    },
  ];
}
