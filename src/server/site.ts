import type { IncomingHttpHeaders } from "node:http";
import type { Request, Response } from "express";
import { isLoopback } from "./loopback.ts";

/** Where browsers find the hub; without an address of its own, only this machine's do. */
export interface Site {
  readonly url?: URL | undefined;
}

export const isSecure = ({ url }: Site): boolean => url?.protocol === "https:";

/**
 * The cookies' names. Under a secure address of its own the prefix makes the browser refuse a
 * cookie that a neighbouring site planted, so that nobody is handed a session that he did not open.
 */
export const cookieNames = (site: Site) => {
  const [prefix, partly] = isSecure(site) ? ["__Host-", "__Secure-"] : ["", ""];
  return {
    session: `${prefix}qipan_session`,
    signIn: `${prefix}qipan_sign_in`,
    // Told to one path only, which a cookie under the stricter prefix cannot be.
    hint: `${partly}qipan_sign_out`,
  } as const;
};

export function cookieIn(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([given]) => given === name)?.[1];
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly seconds: number;
  readonly sameSite: "Strict" | "Lax";
  /** The only path that it is told to, if it is not all of them. */
  readonly path?: string;
}

export function setCookie(site: Site, request: Request, response: Response, cookie: Cookie): void {
  const secure = isSecure(site) || !isLoopback(request.hostname) ? "; Secure" : "";
  const { name, value, seconds, sameSite, path = "/" } = cookie;
  const lasts = `Path=${path}; Max-Age=${String(seconds)}`;
  response.append(
    "set-cookie",
    `${name}=${value}; HttpOnly; SameSite=${sameSite}; ${lasts}${secure}`,
  );
}

/** Whether a page of this site sent it. A hub that has an address knows its scheme, too. */
export function isOwnOrigin(site: Site, headers: IncomingHttpHeaders, safe: boolean): boolean {
  const { origin, host } = headers;
  if (origin !== undefined) {
    if (site.url !== undefined) return origin === site.url.origin;
    return host !== undefined && /^https?:\/\/(.+)$/.exec(origin)?.[1] === host;
  }
  const from = headers["sec-fetch-site"];
  return safe && (from === undefined || from === "same-origin" || from === "none");
}

/** The origin that a browser shall come back to; none if it came by a name nobody vouches for. */
export function originOf({ url }: Site, request: Request): URL | undefined {
  if (url !== undefined) return url;
  if (!isLoopback(request.hostname)) return undefined;
  return new URL(`http://localhost:${String(request.socket.localPort ?? 80)}`);
}

/** A path of this site to go on to, whatever was asked for: no address of another site. */
export function pathWithin(origin: URL, asked: string): string {
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.length > 1_000) return "/";
  const there = URL.canParse(asked, origin.href) ? new URL(asked, origin) : origin;
  if (there.origin !== origin.origin || /^\/auth(\/|$)/i.test(there.pathname)) return "/";
  return `${there.pathname}${there.search}${there.hash}`;
}
