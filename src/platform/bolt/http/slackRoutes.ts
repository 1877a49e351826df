import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../../log.ts';
import type { HttpRoute } from '../../route.ts';
import type { Taker } from '../intake.ts';
import type { Body } from '../request.ts';
import { parseBody, readBytes } from './body.ts';
import { createRefusals } from './refusals.ts';
import { signatureProblem } from './signature.ts';

/** One address suffices; the others are there for those who like to keep the three kinds apart in the app's settings. */
const paths = ['/slack/events', '/slack/commands', '/slack/interactivity'] as const;
/** Views are Slack's largest payloads: 250 KB, and in a form each character may take three. */
const mostBytes = 1_048_576;
/** Without a signature there is only Slack's look at the certificate, which is short. */
const mostUnsignedBytes = 4_096;
/** Slack waits 3 s. What is not acknowledged by then is given back, so that it is delivered again. */
const patienceMs = 2_900;

/**
 * Slack's requests over HTTP: let in by their signature, acknowledged by whoever takes them. `count` hears of each that was not let in;
 * `clock`: milliseconds since 1970.
 */
export function slackRoutes(
  intake: Taker,
  secret: string,
  log: Log,
  count: (reason: string) => void,
  clock: () => number = Date.now,
): HttpRoute[] {
  const refused = createRefusals(log, clock, count);
  const post = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    receive({ intake, secret, log, clock, refused }, request, response);
  return paths.flatMap((path) => [
    { method: 'POST' as const, path, handle: post },
    { method: 'GET' as const, path, handle: answerSslCheck },
  ]);
}

interface Gate {
  intake: Taker;
  secret: string;
  log: Log;
  clock: () => number;
  refused: (reason: string) => void;
}

async function receive(gate: Gate, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const signature = header(request, 'x-slack-signature');
  const timestamp = header(request, 'x-slack-request-timestamp');
  const isSigned = signature !== undefined && timestamp !== undefined;
  const bytes = await readBytes(request, isSigned ? mostBytes : mostUnsignedBytes);
  // Another delivery of the same bytes would be as large, or as garbled.
  if (bytes === 'too_large') return refuse(gate, response, 413, bytes, { 'x-slack-no-retry': '1' });
  if (bytes === 'busy') return refuse(gate, response, 503, bytes);
  const problem = signatureProblem(gate.secret, { signature, timestamp, body: bytes }, gate.clock());
  // Slack's look at the certificate comes unsigned, and nothing follows from it.
  if (problem !== undefined && problem !== 'unsigned') return refuse(gate, response, 401, problem);
  const body = parseBody(bytes, request.headers['content-type']);
  if (body?.['ssl_check'] === '1') return end(response, 200);
  if (problem !== undefined) return refuse(gate, response, 401, problem);
  if (body === undefined) return refuse(gate, response, 400, 'malformed', { 'x-slack-no-retry': '1' });
  if (body['type'] === 'url_verification') return send(response, { challenge: body['challenge'] });
  await hand(gate, request, response, body);
}

async function hand(
  gate: Gate,
  request: IncomingMessage,
  response: ServerResponse,
  body: Body,
): Promise<void> {
  const retry = header(request, 'x-slack-retry-num');
  const late = setTimeout(() => {
    gate.log.error({ type: body['type'] }, 'a request was not acknowledged in time');
    end(response, 503);
  }, patienceMs);
  const taken = await gate.intake.take({
    body,
    retryNum: retry === undefined ? undefined : Number(retry),
    retryReason: header(request, 'x-slack-retry-reason'),
    async reply(answer) {
      if (response.writableEnded) throw new Error('the request is over');
      clearTimeout(late);
      send(response, answer);
    },
  });
  clearTimeout(late);
  if (taken === 'refused') end(response, 503);
}

function refuse(
  gate: Gate,
  response: ServerResponse,
  status: number,
  reason: string,
  headers: Record<string, string> = {},
): void {
  gate.refused(reason);
  if (status === 413 || status === 503) response.setHeader('connection', 'close');
  end(response, status, headers);
}

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  if (!response.writableEnded) response.writeHead(status, headers).end();
}

/** Nothing, a text, or JSON: what a request is acknowledged with. */
function send(response: ServerResponse, answer: unknown): void {
  if (answer === undefined || answer === null || answer === '') end(response, 200);
  else if (typeof answer === 'string')
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(answer);
  else
    response
      .writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(answer));
}

/** Slack looks at the certificate now and then with a bare GET. */
async function answerSslCheck(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isCheck = new URL(request.url ?? '/', 'http://localhost').searchParams.get('ssl_check') === '1';
  end(response, isCheck ? 200 : 405, isCheck ? {} : { allow: 'POST' });
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
