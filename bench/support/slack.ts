import { createHmac } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, request as post, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * As little of Slack as a slash command needs, over Socket Mode or HTTP, so that the app is measured and not what stands in for Slack. It sends
 * `/log` and notes when the acknowledgement and the private answer are there.
 */
export interface SlackDouble {
  /** For `SLACK_API_URL`. */
  api: string;
  /** Resolves when an app has opened its socket. */
  connected: Promise<void>;
  /** From now on requests go to this address, signed, and no more over the socket. */
  sendTo(url: string, signingSecret: string): void;
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

/** Listens on any free port of this machine. `people`: the ids of those whom its directory knows. */
export async function startSlack(people: readonly string[] = []): Promise<SlackDouble> {
  const waiting = new Map<string, Waiting>();
  const server = createServer(
    (request, response) => void serveHttp(request, response, waiting, people, () => base),
  );
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
  const own = server.address();
  const base = `127.0.0.1:${typeof own === 'object' ? own?.port : ''}`;
  let last = 0;
  let address: HttpAddress | undefined;
  return {
    api: `http://${base}/api/`,
    connected,
    sendTo(url, signingSecret) {
      address = { url, signingSecret, agent: new Agent({ keepAlive: true, maxSockets: 100 }) };
    },
    command(command) {
      last += 1;
      const id = `${last}.${Date.now()}`;
      const payload = payloadOf(id, command, base);
      if (address !== undefined) return sendByHttp(address, id, payload, waiting);
      if (app === undefined) throw new Error('no app has opened a socket');
      return send(app, id, payload, waiting);
    },
    async close() {
      address?.agent.destroy();
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

function payloadOf(id: string, command: Command, base: string): Record<string, string> {
  return {
    ...{ token: 'x', team_id: TEAM, team_domain: 'bench', channel_id: 'C1', channel_name: 'sales' },
    ...{ user_id: command.userId, user_name: command.userId, command: command.command, text: command.text },
    ...{ api_app_id: 'ABENCH', is_enterprise_install: 'false', trigger_id: `trigger-${id}` },
    response_url: `http://${base}/respond/${id}`,
  };
}

function awaited(id: string, waiting: Map<string, Waiting>): Sent {
  const acked = Promise.withResolvers<number>();
  const answered = Promise.withResolvers<{ ms: number; body: string }>();
  waiting.set(id, { sentAt: performance.now(), acked: acked.resolve, answered: answered.resolve });
  return { id, acked: acked.promise, answered: answered.promise };
}

function send(
  app: WebSocket,
  id: string,
  payload: Record<string, string>,
  waiting: Map<string, Waiting>,
): Sent {
  const envelope = { envelope_id: id, type: 'slash_commands', accepts_response_payload: true, payload };
  const sent = awaited(id, waiting);
  app.send(JSON.stringify(envelope));
  return sent;
}

interface HttpAddress {
  url: string;
  signingSecret: string;
  agent: Agent;
}

/** A signed form, as Slack sends a command; the acknowledgement is the whole answer. */
function sendByHttp(
  { url, signingSecret, agent }: HttpAddress,
  id: string,
  payload: Record<string, string>,
  waiting: Map<string, Waiting>,
): Sent {
  const body = new URLSearchParams(payload).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  };
  const sent = awaited(id, waiting);
  const outgoing = post(url, { method: 'POST', agent, headers }, (answer) => {
    answer.resume().on('end', () => {
      const one = waiting.get(id);
      if (answer.statusCode === 200) one?.acked(performance.now() - one.sentAt);
    });
  });
  // A request that fails is never acknowledged; that is what the figures then say.
  outgoing.on('error', () => undefined);
  outgoing.end(body);
  return sent;
}

async function serveHttp(
  request: IncomingMessage,
  response: ServerResponse,
  waiting: Map<string, Waiting>,
  people: readonly string[],
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
  const asked = new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('user') ?? '';
  response.end(JSON.stringify({ ok: true, ...answerOf(name, base(), people, asked) }));
}

const personOf = (id: string): Record<string, unknown> => ({
  ...{
    id,
    name: id.toLowerCase(),
    real_name: `Person ${Number(id.slice(1))}`,
    team_id: TEAM,
    deleted: false,
  },
  ...{ tz: 'UTC', locale: 'en-US', is_bot: false, profile: {} },
});

function answerOf(
  method: string,
  base: string,
  people: readonly string[],
  asked: string,
): Record<string, unknown> {
  switch (method) {
    case 'users.list':
      return { members: people.map(personOf), response_metadata: { next_cursor: '' } };
    case 'users.info':
      return { user: personOf(asked) };
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
