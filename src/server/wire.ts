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
  /** Told what failed in the hub itself; what a client got wrong is the client's. */
  readonly failed: (error: unknown) => void;
}

/**
 * WebSockets under `graphql-ws`. Its own adapter writes a stack to the terminal for each message
 * that a client got wrong, so that any stranger could fill the log.
 */
export function openWires({ server, messageMax, keepAliveMs, failed }: WireParts): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageMax, handleProtocols });
  sockets.on("connection", (socket: WebSocket, request: IncomingMessage) => {
    // What is too long or no text at all: `ws` closes the line with the code that says so.
    socket.on("error", () => undefined);
    // Each operation that is under way listens for the end of its line.
    socket.setMaxListeners(100);
    const beat = setInterval(heartbeat(socket), keepAliveMs).unref();
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) => sendOn(socket, text),
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

/** Resolves when the text has left, so that a slow reader slows the stream that feeds it. */
const sendOn = (socket: WebSocket, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) resolve();
    else socket.send(text, (error) => (error == null ? resolve() : reject(error)));
  });

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
