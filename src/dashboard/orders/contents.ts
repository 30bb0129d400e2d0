import { figure, useUnit } from "../core/figures.ts";
import { useName, useSay, type Named } from "../core/lang.ts";

interface Line {
  readonly ordered: number;
  readonly item: (Named & { readonly unit: string; readonly unitZh: string }) | null;
  readonly team: Named | null;
  readonly equipment: { readonly type?: Named; readonly code?: string } | null;
}

/** What an order sends in a few words: its first lines with units, and how many more there are. */
export function useContents(most = 2): (lines: readonly Line[]) => string {
  const say = useSay();
  const name = useName();
  const unit = useUnit();
  const said = ({ ordered, item, team, equipment }: Line): string => {
    if (item !== null) return `${name(item)} ${figure(ordered)} ${unit(item)}`;
    if (team !== null) return name(team);
    return equipment?.type === undefined
      ? say(`装备 ${equipment?.code ?? "—"}`, `machine ${equipment?.code ?? "—"}`)
      : name(equipment.type);
  };
  return (lines) => {
    const rest = lines.length - most;
    const shown = lines.slice(0, most).map(said).join(say("、", ", "));
    return rest > 0 ? shown + say(` 等 ${lines.length} 项`, ` and ${rest} more`) : shown;
  };
}
