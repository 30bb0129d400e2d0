import { useUnit, type Measured } from "./figures.ts";
import { useName, useSay, type Named } from "./lang.ts";

/** What a need asks for: goods, units that can do something, or sets of units. */
export interface Wanted {
  readonly item: (Named & Measured) | null;
  readonly capability: Named | null;
  readonly capabilities: readonly Named[];
}

/** How a need is called: by its item or capability; a set by all that is in it. */
export function useWanted(): (need: Wanted | null | undefined) => string {
  const name = useName();
  return (need) =>
    need === null || need === undefined || need.capabilities.length === 0
      ? name(need?.item ?? need?.capability)
      : need.capabilities.map(name).join(" + ");
}

/** What is counted of a need. */
export function useUnitOfNeed(): (need: Wanted | null | undefined) => string {
  const say = useSay();
  const unit = useUnit();
  return (need) =>
    need !== null && need !== undefined && need.capabilities.length > 0
      ? say("套", "sets")
      : unit(need?.item);
}
