import { request } from "node:http";
import { connect } from "node:net";

/** A GET with a body, which browsers and `fetch` refuse to send and servers may not trust. */
export function getWithBody(
  url: string,
  query: string,
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  const body = JSON.stringify({ query });
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    accept: "application/graphql-response+json",
  };
  return new Promise((settle, fail) => {
    const sent = request(url, { method: "GET", headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => settle({ status: response.statusCode, text }));
    });
    sent.once("error", fail);
    sent.end(body);
  });
}

/** Asks for a WebSocket of a foreign page and is gone by a reset before the answer. */
export function resetUpgrade(url: string, path: string): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((settle) => {
    const socket = connect(Number(port), hostname === "localhost" ? "127.0.0.1" : hostname);
    socket.on("error", () => undefined);
    socket.once("close", () => settle());
    socket.once("connect", () => {
      const ask = [
        `GET ${path} HTTP/1.1`,
        "Host: x",
        "Origin: https://elsewhere.example",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      ];
      socket.write(`${ask.join("\r\n")}\r\n\r\n`, () => socket.resetAndDestroy());
    });
  });
}
