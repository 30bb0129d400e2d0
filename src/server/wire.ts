import { CloseCode, handleProtocols, type Server } from "graphql-ws";
import type { IncomingMessage } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";

/** What the protocol's handlers know of the line beside its messages. */
export interface Wire {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

export interface WireParts {
  readonly server: Server<Wire>;
  /** Bytes of the longest message that is read; a longer one closes the line (1009). */
  readonly messageMax: number;
  readonly keepAliveMs: number;
  /** So long a message may wait to leave; then its reader is told to come again (4013). */
  readonly slowMs: number;
  /** Told what failed in the hub itself; what a client got wrong is the client's. */
  readonly failed: (error: unknown) => void;
}

/** What may wait on a line before no more is read from it, in bytes: pings are answered, too. */
const waitingMax = 1024 * 1024;

/** Beside the protocol's own codes: come again, and go on after the last cursor. */
export const slowReader = { code: 4013, reason: "Too slow: resume after your last cursor" };

/** How long a slow reader has to say goodbye before its line is cut. */
const goodbyeMs = 10_000;

/**
 * WebSockets under `graphql-ws`. Its own adapter writes a stack to the terminal for each message
 * that a client got wrong, so that any stranger could fill the log.
 */
export function openWires(parts: WireParts): WebSocketServer {
  const { server, messageMax, keepAliveMs, slowMs, failed } = parts;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageMax, handleProtocols });
  sockets.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    // What is too long or no text at all: `ws` closes the line with the code that says so.
    socket.on("error", () => undefined);
    // Each operation that is under way listens for the end of its line.
    socket.setMaxListeners(100);
    const curb = (): void => curbed(socket, request);
    socket.on("ping", curb);
    const beat = setInterval(heartbeat(socket), keepAliveMs).unref();
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) => sendOn(socket, text, slowMs, curb),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (read) =>
          socket.on("message", (data: Buffer) => {
            read(data.toString()).catch((error: unknown) => {
              const code = closeCodeOf(error);
              if (code === CloseCode.InternalServerError) failed(error);
              socket.close(code);
            });
          }),
      },
      { socket, request },
    );
    socket.once("close", (code, reason) => {
      clearInterval(beat);
      void closed(code, String(reason));
    });
  });
  return sockets;
}

/**
 * Resolves when the text has left, so that a slow reader slows the stream that feeds it: of each of
 * its operations one message waits, and no more. On a line that is closing nothing leaves: whoever
 * feeds it waits for its end.
 */
const sendOn = (socket: WebSocket, text: string, slowMs: number, curb: () => void): Promise<void> =>
  new Promise((resolve, reject) => {
    if (socket.readyState === socket.CLOSED) resolve();
    else if (socket.readyState !== socket.OPEN) socket.once("close", resolve);
    else {
      let slow: NodeJS.Timeout | undefined;
      socket.send(text, (error) => {
        clearTimeout(slow);
        if (error == null) resolve();
        else reject(error);
      });
      if (socket.bufferedAmount > 0) slow = setTimeout(() => endSlow(socket), slowMs).unref();
      curb();
    }
  });

/** Whoever reads nothing that it is told is not listened to, or its questions fill the memory. */
function curbed(socket: WebSocket, { socket: line }: IncomingMessage): void {
  if (socket.bufferedAmount <= waitingMax || socket.isPaused) return;
  socket.pause();
  line.once("drain", () => socket.resume());
}

function endSlow(socket: WebSocket): void {
  socket.close(slowReader.code, slowReader.reason);
  const cut = setTimeout(() => socket.terminate(), goodbyeMs).unref();
  socket.once("close", () => clearTimeout(cut));
}

/** Ends a line whose last ping was never answered: nobody is there. */
function heartbeat(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on("pong", () => (isAlive = true));
  return () => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  };
}

/** A client that sends what only a server may is told so as of any other message that is none. */
const closeCodeOf = (error: unknown): CloseCode =>
  error instanceof Error && error.message.startsWith("Unexpected message of type")
    ? CloseCode.BadRequest
    : CloseCode.InternalServerError;
