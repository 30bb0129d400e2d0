import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { DemoClient, DemoRefused } from "../../src/cli/demo-client.ts";

interface Asked {
  readonly variables: { readonly input: { readonly idempotencyKey: string } };
}

let server: Server;
const asked: Asked[] = [];
afterEach(() => void server.close());

/** A hub that lets in anyone and says these things in turn. */
async function saying(...answers: readonly object[]): Promise<DemoClient> {
  asked.length = 0;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += String(part)));
    request.on("end", () => {
      if (request.url === "/auth/dev") {
        response.setHeader("set-cookie", "session=x; Path=/").end("{}");
        return;
      }
      asked.push(JSON.parse(body) as Asked);
      response.end(JSON.stringify(answers[asked.length - 1]));
    });
  });
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return new DemoClient(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
}

const fault = (code: string) => ({ errors: [{ message: code, extensions: { code } }] });
const write = (client: DemoClient) => client.write("someone", "proposals-propose", { at: 1 });

it("asks again while the hub is busy, with the same key", async () => {
  const client = await saying(fault("BUSY"), fault("BUSY"), { data: { propose: { id: "x" } } });
  expect(await write(client)).toEqual({ id: "x" });
  expect(asked).toHaveLength(3);
  expect(new Set(asked.map(({ variables }) => variables.input.idempotencyKey)).size).toBe(1);
});

it("says which step failed and why, once, where asking again helps nothing", async () => {
  const client = await saying(fault("INTERNAL_ERROR"));
  const failed = await write(client).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(DemoRefused);
  expect(failed).toMatchObject({ codes: ["INTERNAL_ERROR"] });
  expect(String(failed)).toContain("proposals-propose");
  expect(asked).toHaveLength(1);
});
