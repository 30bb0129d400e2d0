/** A POST of JSON as a client would send it. */
export const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: typeof body === "string" ? body : JSON.stringify(body),
});

/** The smallest operation that tells who is asking. */
export const whoAmI = { query: "{ viewer { name } }" };

export interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

export const bodyOf = async (response: Response): Promise<Body> => (await response.json()) as Body;

export const codeOf = async (response: Response): Promise<unknown> =>
  (await bodyOf(response)).errors?.[0]?.extensions.code;
