import { useQuery } from "@tanstack/react-query";
import { ViewerDocument, type ViewerQuery } from "../published/operations.ts";
import { ask } from "./ask.ts";

export type Right =
  | "incident:report"
  | "incident:level"
  | "need:declare"
  | "proposal:request"
  | "proposal:adopt"
  | "approval:decide"
  | "order:issue"
  | "order:acknowledge"
  | "order:load"
  | "order:depart"
  | "order:object"
  | "leg:redirect"
  | "leg:relay"
  | "order:receive"
  | "order:difference"
  | "goods:use"
  | "goods:return"
  | "goods:inspect"
  | "stock:change"
  | "stock:dispose"
  | "claim:confirm"
  | "claim:waive"
  | "claim:settle"
  | "claim:arbitrate"
  | "recourse:attribute"
  | "netting:decide"
  | "statement:issue"
  | "statement:region"
  | "briefing:issue"
  | "resolution:manage"
  | "supervision:manage"
  | "supervision:report";

export interface Me {
  readonly viewer: ViewerQuery["viewer"];
  readonly hub: ViewerQuery["hub"] | null;
  /** Whether this duty may do it at all; `orgs` narrows it to these organizations. */
  may(right: Right, orgs?: readonly string[]): boolean;
}

/** Who is signed in. The page shows what will be let through; the hub decides all the same. */
export function useMe(): Me {
  const { data } = useQuery({
    queryKey: ["Viewer"],
    queryFn: () => ask(ViewerDocument, {}),
    staleTime: 60_000,
  });
  const viewer = data?.viewer ?? null;
  return {
    viewer,
    hub: data?.hub ?? null,
    may: (right, orgs) =>
      viewer?.memberships.some(
        ({ organizationId, mayDo }) =>
          mayDo.includes(right) && (orgs === undefined || orgs.includes(organizationId)),
      ) ?? false,
  };
}
