import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * As little of Slack as a slash command needs over Socket Mode, so that the app is measured and not what stands in for Slack. It sends
 * `/log` and notes when the acknowledgement and the private answer are there.
 */
export interface SlackDouble {
  /** For `SLACK_API_URL`. */
  api: string;
  /** Resolves when an app has opened its socket. */
  connected: Promise<void>;
  command(command: Command): Sent;
  close(): Promise<void>;
}

export interface Command {
  userId: string;
  /** `/log`. */
  command: string;
  text: string;
}

/** One command on its way: milliseconds from sending it to the acknowledgement, and to the answer through `response_url`. */
export interface Sent {
  id: string;
  acked: Promise<number>;
  answered: Promise<{ ms: number; body: string }>;
}

interface Waiting {
  sentAt: number;
  acked(ms: number): void;
  answered(answer: { ms: number; body: string }): void;
}

export const TEAM = 'TBENCH';
const PING_MS = 5_000;

/** Listens on any free port of this machine. */
export async function startSlack(): Promise<SlackDouble> {
  const waiting = new Map<string, Waiting>();
  const server = createServer((request, response) => void serveHttp(request, response, waiting, () => base));
  const sockets = new WebSocketServer({ server });
  let app: WebSocket | undefined;
  const connected = new Promise<void>((resolve) => {
    sockets.on('connection', (socket) => {
      app = socket;
      welcome(socket, waiting);
      resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const base = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  let last = 0;
  return {
    api: `http://${base}/api/`,
    connected,
    command(command) {
      if (app === undefined) throw new Error('no app has opened a socket');
      last += 1;
      return send(app, `${last}.${Date.now()}`, command, base, waiting);
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function welcome(socket: WebSocket, waiting: ReadonlyMap<string, Waiting>): void {
  socket.send(JSON.stringify({ type: 'hello', num_connections: 1, connection_info: { app_id: 'ABENCH' } }));
  const pings = setInterval(() => socket.ping(), PING_MS);
  socket.on('close', () => clearInterval(pings));
  socket.on('message', (data) => {
    const now = performance.now();
    const { envelope_id: id }: { envelope_id?: string } = JSON.parse(String(data));
    const sent = waiting.get(id ?? '');
    sent?.acked(now - sent.sentAt);
  });
}

function send(
  app: WebSocket,
  id: string,
  command: Command,
  base: string,
  waiting: Map<string, Waiting>,
): Sent {
  const acked = Promise.withResolvers<number>();
  const answered = Promise.withResolvers<{ ms: number; body: string }>();
  const payload = {
    ...{ token: 'x', team_id: TEAM, team_domain: 'bench', channel_id: 'C1', channel_name: 'sales' },
    ...{ user_id: command.userId, user_name: command.userId, command: command.command, text: command.text },
    ...{ api_app_id: 'ABENCH', is_enterprise_install: 'false', trigger_id: `trigger-${id}` },
    response_url: `http://${base}/respond/${id}`,
  };
  const envelope = { envelope_id: id, type: 'slash_commands', accepts_response_payload: true, payload };
  waiting.set(id, { sentAt: performance.now(), acked: acked.resolve, answered: answered.resolve });
  app.send(JSON.stringify(envelope));
  return { id, acked: acked.promise, answered: answered.promise };
}

async function serveHttp(
  request: IncomingMessage,
  response: ServerResponse,
  waiting: Map<string, Waiting>,
  base: () => string,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const [, kind = '', name = ''] = (request.url ?? '').split('/');
  if (kind === 'respond') {
    const sent = waiting.get(name);
    sent?.answered({ ms: performance.now() - sent.sentAt, body: Buffer.concat(chunks).toString('utf8') });
    waiting.delete(name);
    response.end('ok');
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ ok: true, ...answerOf(name, base()) }));
}

function answerOf(method: string, base: string): Record<string, unknown> {
  switch (method) {
    case 'auth.test':
      return {
        team_id: TEAM,
        team: 'Bench',
        user_id: 'UBOT',
        bot_id: 'BBOT',
        user: 'pacer',
        url: `http://${base}/`,
      };
    case 'apps.connections.open':
      return { url: `ws://${base}/link` };
    case 'chat.postMessage':
      return { channel: 'C1', ts: '1.1' };
    case 'conversations.open':
      return { channel: { id: 'D1' } };
    default:
      return {};
  }
}
