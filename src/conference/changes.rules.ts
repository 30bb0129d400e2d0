import type { BriefingContent } from "../../schema/shapes/briefing.ts";
import type { BriefingSection, ChangeKind } from "../../schema/words/conference.ts";

type Value = number | string | null;

/** One figure or state of a briefing, named so that the next briefing's can be laid beside it. */
interface Figure {
  readonly section: BriefingSection;
  readonly key: string;
  readonly nameZh: string;
  readonly field: string;
  readonly unit: string | null;
  readonly value: Value;
}

export interface BriefingChange extends Omit<Figure, "value"> {
  readonly kind: ChangeKind;
  /** Null: unknown, or not listed, as `kind` tells. */
  readonly before: string | null;
  readonly after: string | null;
  /** After less before, where both are numbers. */
  readonly difference: number | null;
}

type Fields = Readonly<Record<string, Value>>;

const figures = (
  section: BriefingSection,
  row: { readonly key: string; readonly nameZh: string; readonly unit: string | null },
  fields: Fields,
): Figure[] => Object.entries(fields).map(([field, value]) => ({ section, ...row, field, value }));

/** Days that pass by themselves are no change, so ages and days overdue are not among these. */
function figuresOf(content: BriefingContent): Figure[] {
  const listed = (section: BriefingSection, key: string, nameZh: string, fields: Fields) =>
    figures(section, { key, nameZh, unit: null }, fields);
  return [
    ...content.position.flatMap(({ item: key, nameZh, unit, onHand, held, out, target }) =>
      figures("POSITION", { key, nameZh, unit }, { onHand, held, out, target }),
    ),
    ...figures(
      "GAPS",
      { key: "", nameZh: "缺口", unit: "项" },
      { short: content.gaps.short, unknown: content.gaps.unknown },
    ),
    ...content.incidents.flatMap(({ id, nameZh, state, responseLevel, needs }) => [
      ...listed("INCIDENTS", id, nameZh, { state, responseLevel }),
      ...needs.flatMap(({ code, unit, asked, promised, received, ...need }) => {
        const row = { key: `${id} ${code}`, nameZh: `${nameZh} ${need.nameZh}`, unit };
        return figures("INCIDENTS", row, { asked, promised, received });
      }),
    ]),
    ...content.onTheWay.flatMap(({ orderId, number, item, nameZh, unit, onTheWay }) =>
      figures(
        "ON_THE_WAY",
        { key: `${orderId} ${item}`, nameZh: `${number} ${nameZh}`, unit },
        { onTheWay },
      ),
    ),
    ...content.owed.flatMap((row) => {
      const { debtorRegion, creditorRegion, kind, item, unit } = row;
      const { outstanding, overdue, disputed } = row;
      const key = [debtorRegion, creditorRegion, kind, item ?? ""].join(" ");
      return figures("OWED", { key, nameZh: key, unit }, { outstanding, overdue, disputed });
    }),
    ...content.overdue.flatMap(({ id, nameZh, unit, outstanding }) =>
      figures("OVERDUE", { key: id, nameZh, unit }, { outstanding }),
    ),
    ...content.kpis.flatMap(({ kind, numerator, denominator }) =>
      listed("KPIS", kind, kind, { numerator, denominator }),
    ),
    ...content.resolutions.flatMap(({ id, titleZh, state, version }) =>
      listed("RESOLUTIONS", id, titleZh, { state, version }),
    ),
    ...content.supervision.flatMap(({ id, titleZh, state }) =>
      listed("SUPERVISION", id, titleZh, { state }),
    ),
    ...content.decisions.flatMap(({ kind, id, titleZh, dueOn }) =>
      listed("DECISIONS", `${kind} ${id}`, titleZh, { dueOn }),
    ),
  ];
}

const nameOf = ({ section, key, field }: Figure): string => JSON.stringify([section, key, field]);

const said = (value: Value | undefined): string | null =>
  value === undefined || value === null ? null : String(value);

/** What differs between two briefings, in the order of the later one; what is gone comes last. */
export function changesOf(before: BriefingContent, after: BriefingContent): BriefingChange[] {
  const [old, now] = [figuresOf(before), figuresOf(after)];
  const was = new Map(old.map((figure) => [nameOf(figure), figure]));
  const is = new Set(now.map(nameOf));
  const told = (figure: Figure, kind: ChangeKind, from?: Value, to?: Value): BriefingChange => {
    const { section, key, nameZh, field, unit } = figure;
    const named = { section, key, nameZh, field, unit };
    const difference = typeof from === "number" && typeof to === "number" ? to - from : null;
    return { ...named, kind, before: said(from), after: said(to), difference };
  };
  return [
    ...now.flatMap((figure) => {
      const earlier = was.get(nameOf(figure));
      if (earlier === undefined) return [told(figure, "ADDED", undefined, figure.value)];
      if (earlier.value === figure.value) return [];
      return [told(figure, "CHANGED", earlier.value, figure.value)];
    }),
    ...old
      .filter((figure) => !is.has(nameOf(figure)))
      .map((figure) => told(figure, "REMOVED", figure.value)),
  ];
}
