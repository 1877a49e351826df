import type { IncomingMessage, ServerResponse } from 'node:http';

/** An address of the app's own HTTP server beside Slack's requests: installation, health, figures for operators. */
export interface HttpRoute {
  method: 'GET' | 'POST';
  /** Exactly, without the query: "/healthz". */
  path: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
