import type { TypedDocumentString } from "../published/operations.ts";
import { lang } from "./lang.ts";
import { line } from "./line.ts";

/** The hub's answer was an error, or there was none: shown with its request id and a retry. */
export class AskError extends Error {
  readonly code: string;
  readonly requestId: string | null;

  constructor(message: string, code: string, requestId: string | null) {
    super(message);
    this.code = code;
    this.requestId = requestId;
  }
}

interface Answer<R> {
  readonly data?: R | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly requestId?: string };
  }[];
}

const answersWithinMs = 20_000;

/** Sends one published operation over the session's cookie. */
export async function ask<R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<R> {
  const response = await send(document.toString(), variables);
  const requestId = response.headers.get("x-request-id");
  const { data, errors } = await read<R>(response, requestId);
  const [error] = errors ?? [];
  if (error !== undefined)
    throw new AskError(
      error.message,
      error.extensions?.code ?? String(response.status),
      error.extensions?.requestId ?? requestId,
    );
  if (data === null || data === undefined)
    throw new AskError(lang.say("枢纽没有回答", "the hub gave no answer"), "NO_DATA", requestId);
  return data;
}

async function send(query: string, variables: unknown): Promise<Response> {
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        "accept-language": lang.now() === "en" ? "en" : "zh-CN",
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(answersWithinMs),
    });
    line.answered(true);
    return response;
  } catch {
    line.answered(false);
    throw new AskError(lang.say("连不上枢纽", "the hub cannot be reached"), "OFFLINE", null);
  }
}

async function read<R>(response: Response, requestId: string | null): Promise<Answer<R>> {
  try {
    return (await response.json()) as Answer<R>;
  } catch {
    throw new AskError(
      lang.say("枢纽的回答无法读取", "the hub's answer cannot be read"),
      String(response.status),
      requestId,
    );
  }
}
