import { isObject, type JsonObject, parseJson } from '../json.ts';
import { ACK_MS, type Delivery, type EnvelopeType, type Outgoing } from './outgoing.ts';
import { type Posted, post } from './post.ts';
import { signedHeaders } from './sign.ts';

/** With what a request is signed; faults shift the time or change the secret. */
export interface Signature {
  secret: string;
  /** Milliseconds. */
  now: number;
}

/** Sends a payload to a request URL as Slack does, and reads the answer. */
export async function deliverByHttp(
  url: string,
  outgoing: Outgoing,
  signature: Signature,
): Promise<Delivery> {
  const { body, contentType } = encode(outgoing);
  const headers = {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: '*/*',
    ...signedHeaders(signature.secret, signature.now, body),
    ...retryHeaders(outgoing),
  };
  return readAnswer(outgoing.type, await post(url, headers, body, ACK_MS));
}

/** Commands as a form, interactions as a form of one field, events as JSON. */
export function encode({ type, payload }: Outgoing): { body: string; contentType: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (type) {
    case 'slash_commands': {
      const fields = Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]);
      return { body: new URLSearchParams(fields).toString(), contentType: form };
    }
    case 'interactive':
      return {
        body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
        contentType: form,
      };
    case 'events_api':
      return { body: JSON.stringify(payload), contentType: 'application/json' };
  }
}

function retryHeaders({ retry }: Outgoing): Record<string, string> {
  if (retry === undefined) return {};
  return { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason };
}

/** A 200 (for events any 2xx) with JSON, words or nothing is the acknowledgement. */
export function readAnswer(type: EnvelopeType, posted: Posted): Delivery {
  if (!posted.ok) return { taken: false, why: posted.why };
  const { status, noRetry } = posted;
  const isTaken = type === 'events_api' ? status >= 200 && status < 300 : status === 200;
  if (!isTaken) return { taken: false, why: 'http_error', status, ...(noRetry ? { noRetry } : {}) };
  return { taken: true, payload: contentOf(posted.text) };
}

/** What is not JSON is the text of a message, as Slack takes it. */
function contentOf(text: string): JsonObject {
  if (text.trim() === '') return {};
  const content = parseJson(text);
  return isObject(content) ? content : { text };
}
