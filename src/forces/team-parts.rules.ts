import { word } from "../../schema/words/word.ts";
import { forceState, type ForceState } from "../../schema/words/forces.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";

export interface PartInput {
  readonly nameZh: string;
  readonly headcount: number;
  /** A subset of the team's; absent: all of them. */
  readonly skills?: readonly string[] | null | undefined;
  /** A road node; absent: the team's base. */
  readonly baseNode?: string | null | undefined;
}

export interface WholeTeam {
  readonly id: string;
  readonly state: ForceState;
  readonly headcount: number;
  readonly skills: readonly string[];
  readonly baseNode: string;
  readonly parentId: string | null;
  readonly disbandedAt: Date | null;
  /** Its parts that stand. */
  readonly parts: readonly { readonly id: string; readonly state: ForceState }[];
}

const partsMax = 20;

/** Everything that stands against these parts, at once. Nobody is counted twice. */
export function splitRefusals(
  team: WholeTeam,
  parts: readonly PartInput[],
  nodes: ReadonlySet<string>,
): readonly Refusal[] {
  const found: Refusal[] = [];
  if (team.parentId !== null || team.disbandedAt !== null)
    found.push(
      refusal("INVALID_INPUT", "teamId", { why: word("编组不再拆分", "a part is not split") }),
    );
  if (team.state !== "STANDBY" || team.parts.length > 0) {
    const state =
      team.parts.length > 0 ? word("已编组", "a team of parts") : forceState[team.state];
    found.push(
      refusal("ILLEGAL_TRANSITION", "teamId", { state, action: word("编组", "form a team") }),
    );
  }
  if (parts.length < 1 || parts.length > partsMax)
    found.push(refusal("QUANTITY_OUT_OF_RANGE", "parts", { min: 1, max: partsMax }));
  parts.forEach((part, at) => found.push(...partRefusals(team, part, nodes, `parts.${at}`)));
  const people = parts.reduce((sum, { headcount }) => sum + headcount, 0);
  if (people > team.headcount)
    found.push(refusal("QUANTITY_OUT_OF_RANGE", "parts", { min: 1, max: team.headcount }));
  return found;
}

function partRefusals(
  team: WholeTeam,
  { nameZh, headcount, skills, baseNode }: PartInput,
  nodes: ReadonlySet<string>,
  path: string,
): Refusal[] {
  const max = team.headcount;
  const unknown = (skills ?? []).filter((skill) => !team.skills.includes(skill));
  return [
    ...(nameZh.trim() === "" || nameZh.length > 100
      ? [refusal("INVALID_INPUT", `${path}.nameZh`, { why: word("1–100 字", "1–100 characters") })]
      : []),
    ...(Number.isSafeInteger(headcount) && headcount >= 1 && headcount <= max
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", `${path}.headcount`, { min: 1, max })]),
    ...unknown.map((code) => refusal("UNKNOWN_CODE", `${path}.skills`, { code })),
    ...(baseNode === null || baseNode === undefined || nodes.has(baseNode)
      ? []
      : [refusal("UNKNOWN_CODE", `${path}.baseNode`, { code: baseNode })]),
  ];
}

/** A team is whole again when every part is back and ready. */
export function mergeRefusals({ parts }: WholeTeam): readonly Refusal[] {
  if (parts.length === 0)
    return [
      refusal("ILLEGAL_TRANSITION", "teamId", {
        state: word("未编组", "no team of parts"),
        action: word("合并", "merge it"),
      }),
    ];
  return parts
    .filter(({ state }) => state !== "STANDBY")
    .map(({ id, state }) =>
      refusal("ILLEGAL_TRANSITION", "teamId", {
        state: word(`${id} ${forceState[state].zh}`, `${id}: ${forceState[state].en}`),
        action: word("合并", "merge it"),
      }),
    );
}
