import type { StageWish } from "./engine.ts";
import type { Preset, ProblemOptions, StageName } from "./problem.ts";

const PRESETS: Readonly<Record<Preset, readonly StageName[]>> = {
  FASTEST: ["unmet", "fairness", "arrival", "order", "breadth", "cost"],
  BALANCED: ["unmet", "fairness", "arrival", "order", "breadth", "cost"],
  LOCAL_FIRST: ["unmet", "fairness", "order", "arrival", "breadth", "cost"],
};

const BALANCED_SLACK = 0.1;

/** The stages asked for. Explicit stages and slack win; explicit stages alone allow no slack. */
export function wishesOf(options: ProblemOptions = {}): StageWish[] {
  const preset = options.preset ?? "BALANCED";
  const presetSlack = options.stages === undefined && preset === "BALANCED" ? BALANCED_SLACK : 0;
  const slack = options.slack?.arrival ?? presetSlack;
  return (options.stages ?? PRESETS[preset]).map((name) => ({
    name,
    slack: name === "arrival" ? slack : 0,
  }));
}
