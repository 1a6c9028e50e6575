/** A mail server of a few lines on a free loopback port: takes everything, and shows what it got. */
import { createServer, type Socket } from "node:net";

export interface MailServer {
  readonly url: string;
  /** Whole messages, as they came. */
  readonly messages: readonly string[];
  /** Connections are taken, and nothing is said to them any more. */
  fallSilent(): void;
  stop(): Promise<void>;
}

export function startMailServer(): Promise<MailServer> {
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  let isSilent = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    if (!isSilent) serve(socket, messages);
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({
        url: `smtp://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
        messages,
        fallSilent: () => {
          isSilent = true;
        },
        stop: () =>
          new Promise((stopped) => {
            for (const socket of sockets) socket.destroy();
            server.close(() => stopped());
          }),
      });
    });
  });
}

function serve(socket: Socket, messages: string[]): void {
  let buffer = "";
  let body: string | undefined;
  socket.write("220 test\r\n");
  socket.on("data", (piece) => {
    buffer += String(piece);
    for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (body !== undefined && line !== ".") body += `${line}\n`;
      else if (body !== undefined) {
        messages.push(body);
        body = undefined;
        socket.write("250 taken\r\n");
      } else if (/^DATA$/i.test(line)) {
        body = "";
        socket.write("354 go on\r\n");
      } else socket.write(/^QUIT$/i.test(line) ? "221 bye\r\n" : "250 ok\r\n");
    }
  });
}
