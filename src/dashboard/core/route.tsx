import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from "react";
import { storeOf, useStore } from "./store.ts";

const here = (): string => location.pathname + location.search;
const address = storeOf(here());
addEventListener("popstate", () => address.set(here()));

/** The address holds everything that a view needs, so that it can be sent and reloaded. */
export function go(href: string, { replace = false } = {}): void {
  if (href === here()) return;
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  address.set(here());
  if (!replace) scrollTo(0, 0);
}

export interface Place {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

export function usePlace(): Place {
  const [path = "", query = ""] = useStore(address).split("?");
  return { path: path.split("/").filter(Boolean), query: new URLSearchParams(query) };
}

/** One value of the query string, and how to set it without a new step in the history. */
export function useParam(name: string): readonly [string | null, (value: string | null) => void] {
  const { query } = usePlace();
  const set = (value: string | null): void => {
    const next = new URLSearchParams(location.search);
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
    const text = next.toString();
    go(location.pathname + (text === "" ? "" : `?${text}`), { replace: true });
  };
  return [query.get(name), set];
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & {
  readonly href: string;
  readonly children: ReactNode;
};

export function Link({ href, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(href);
  };
  return (
    <a href={href} onClick={follow} {...rest}>
      {children}
    </a>
  );
}
