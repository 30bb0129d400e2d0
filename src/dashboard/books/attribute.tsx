import { useDeed } from "../core/deed.tsx";
import { ActForm, type FieldSpec, type Values } from "../core/form.tsx";
import { useName, useSay, type Named } from "../core/lang.ts";
import { useReading } from "../core/reading.tsx";
import { AttributeRecourseDocument, DashFirmsDocument } from "../published/operations.ts";
import { sharesOf, unsharedOf, type Share } from "./shares.ts";
import type { ActProps } from "./claim-acts.tsx";

interface Firm extends Named {
  readonly id: string;
}

/** Firms that one form takes; a report that names more is recorded through the API. */
const rows = [1, 2, 3, 4] as const;

/**
 * A claim under which a report is recorded: a recourse that waits for it, or a loss of an accident
 * for which nobody was named at fault yet.
 */
export const isForReport = ({ kind, state, incident }: ActProps["claim"]): boolean =>
  kind === "RECOURSE"
    ? state === "PROVISIONAL"
    : incident?.category === "ACCIDENT_DISASTER" && incident.responsible === null;

/** 登记调查报告: every firm's share of every recourse of the incident; the rest is nobody's. */
export function Attribute(props: ActProps) {
  const reading = useReading(DashFirmsDocument, { first: 100 }, { keep: true });
  const { incident, debtor, kind } = props.claim;
  if (incident === null || reading.data === undefined) return null;
  const listed = reading.data.organizations.edges.map(({ node }) => node);
  if (kind !== "RECOURSE") return <Report {...props} incident={incident} firms={listed} />;
  const firms = [debtor, ...listed.filter(({ id }) => id !== debtor.id)];
  return <Report {...props} incident={incident} firms={firms} blamed={debtor} />;
}

interface ReportProps extends ActProps {
  readonly incident: Firm;
  readonly firms: readonly Firm[];
  /** Who was named at fault before; absent: nobody was. */
  readonly blamed?: Firm;
}

/** A form of its own, that is there once the firms are: what it asks for does not change then. */
function Report({ blamed, incident, firms, now, onClose }: ReportProps) {
  const say = useSay();
  const name = useName();
  const deed = useDeed(AttributeRecourseDocument, (data) => data.attributeRecourse);
  const told = useTold();
  const fields = useFields(firms);
  return (
    <ActForm
      title={`${say("登记调查报告", "Record the report")} · ${name(incident)}`}
      confirm={say("登记", "Record")}
      danger
      draft={`attribute.${incident.id}`}
      deed={deed}
      start={blamed === undefined ? {} : { firm1: blamed.id, percent1: "100" }}
      fields={fields}
      check={(values) =>
        unsharedOf(sharesOf(values, rows)) < 0
          ? say("比例合计超过 100%", "the shares are more than 100 per cent together")
          : null
      }
      effect={(values) => told(firms, sharesOf(values, rows))}
      inputOf={(values: Values) => {
        const { number = "", issuedBy = "", decidedOn = "" } = values;
        const report = { incidentId: incident.id, number, issuedBy, decidedOn };
        return { ...report, shares: sharesOf(values, rows) };
      }}
      {...{ now, onClose }}
    />
  );
}

function useFields(firms: readonly Firm[]): readonly FieldSpec[] {
  const say = useSay();
  const name = useName();
  const choices = [
    ["", say("无", "none")] as const,
    ...firms.map((firm) => [firm.id, name(firm)] as const),
  ];
  const shares = rows.flatMap((row, at): FieldSpec[] => [
    {
      ...{ name: `firm${String(row)}`, kind: "choice", choices, optional: true },
      label: say(`责任单位 ${String(row)}`, `Responsible party ${String(row)}`),
      path: `shares.${String(at)}.organizationId`,
    },
    {
      ...{ name: `percent${String(row)}`, optional: true },
      label: say(`其责任比例(%,至两位小数)`, "Its share (per cent, two decimals at most)"),
      path: `shares.${String(at)}.basisPoints`,
    },
  ]);
  return [
    { name: "number", label: say("报告文号", "Number of the report") },
    { name: "issuedBy", label: say("出具单位", "Issued by") },
    { name: "decidedOn", label: say("出具日期", "Its day"), kind: "day" },
    ...shares,
  ];
}

/** Who answers for how much, and what nobody answers for. */
function useTold(): (firms: readonly Firm[], shares: readonly Share[]) => string {
  const say = useSay();
  const name = useName();
  const percent = (points: number): string => `${String(points / 100)}%`;
  return (firms, shares) => {
    const parts = shares.flatMap(({ organizationId, basisPoints }) => {
      const firm = firms.find(({ id }) => id === organizationId);
      return firm === undefined ? [] : [`${name(firm)} ${percent(basisPoints)}`];
    });
    const rest = unsharedOf(shares);
    return [
      ...parts,
      ...(rest > 0 ? [say(`${percent(rest)} 冲销`, `${percent(rest)} nobody's`)] : []),
      say("出借方的应收不变", "what lenders are owed stays"),
    ].join(say(";", "; "));
  };
}
