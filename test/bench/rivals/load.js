// Eight connections that each ask again as soon as they are answered; one line of JSON at the end.
import { Agent, request } from "node:http";
import process from "node:process";

const { URL_OF, KEY, SECONDS, QUERY, PAGES } = process.env;
const connections = 8;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const after = JSON.parse(PAGES);
let asked = 0;

function ask() {
  const variables = { after: after[asked % after.length] };
  asked += 1;
  const body = JSON.stringify({ query: QUERY, variables });
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    ...(KEY === "" ? {} : { authorization: `Bearer ${KEY}` }),
  };
  return new Promise((settle, fail) => {
    const sent = request(URL_OF, { agent, method: "POST", headers }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode === 200 && !text.startsWith('{"errors"')) settle(text);
        else fail(new Error(text.slice(0, 300)));
      });
    });
    sent.on("error", fail);
    sent.end(body);
  });
}

const first = await ask();
const times = [];
const began = performance.now();
const caller = async () => {
  while (performance.now() < began + Number(SECONDS) * 1000) {
    const at = performance.now();
    await ask();
    times.push(performance.now() - at);
  }
};
await Promise.all(Array.from({ length: connections }, caller));
const seconds = (performance.now() - began) / 1000;
times.sort((a, b) => a - b);
const at = (share) => times[Math.floor(times.length * share)];
const told = { asked, rate: times.length / seconds, p50: at(0.5), p99: at(0.99), first };
process.stdout.write(JSON.stringify(told));
agent.destroy();
