import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/**
 * The process's figures, for operators (`GET /metrics`, Prometheus' text format). One registry for the process, as a process is what is
 * scraped. Labels are closed lists: no person, workspace, channel or text ever becomes one.
 */
const registry = new Registry();
const registers = [registry];

/** What came from Slack, by what it was. */
export const requestKinds = ['command', 'action', 'view', 'shortcut', 'options', 'event', 'unknown'] as const;
export type RequestKind = (typeof requestKinds)[number];

/** What became of a handler: it ran; the person may not use Pacer; nobody knows the workspace; it failed, and the person was (not) told. */
export const outcomes = ['served', 'stranger', 'unknown-workspace', 'failed', 'untold'] as const;
export type Outcome = (typeof outcomes)[number];

export const metrics = {
  /** Acknowledged in time, by us (`acked`), without a listener (`unanswered`), or not at all (`refused`: Slack delivers again). */
  requests: new Counter({
    name: 'pacer_requests_total',
    help: 'Requests from Slack by kind and by what became of their acknowledgement',
    labelNames: ['kind', 'outcome'] as const,
    registers,
  }),
  ackSeconds: new Histogram({
    name: 'pacer_ack_seconds',
    help: 'From receiving a request to its acknowledgement; Slack waits for 3 seconds',
    labelNames: ['kind'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  }),
  handlers: new Counter({
    name: 'pacer_handlers_total',
    help: 'Handlers that ran for a person, by outcome',
    labelNames: ['outcome'] as const,
    registers,
  }),
  handlerSeconds: new Histogram({
    name: 'pacer_handler_seconds',
    help: 'From the start of a handler to its last answer',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  }),
  inFlight: new Gauge({
    name: 'pacer_in_flight',
    help: 'Handlers at work or waiting for their turn',
    registers,
  }),
  httpRefused: new Counter({
    name: 'pacer_http_refused_total',
    help: 'HTTP requests that were not let in, by reason',
    labelNames: ['reason'] as const,
    registers,
  }),
  sockets: new Gauge({ name: 'pacer_sockets_open', help: 'Open sockets to Slack (Socket Mode)', registers }),
  socketOpenings: new Counter({
    name: 'pacer_socket_openings_total',
    help: 'Attempts to open a socket to Slack, by result',
    labelNames: ['result'] as const,
    registers,
  }),
  slackCalls: new Counter({
    name: 'pacer_slack_calls_total',
    help: 'Calls of the Slack API by method and result: ok, Slack’s error code, ratelimited, or network',
    labelNames: ['method', 'result'] as const,
    registers,
  }),
  outbox: new Gauge({
    name: 'pacer_outbox_messages',
    help: 'Messages of reports that are not sent yet, by state',
    labelNames: ['state'] as const,
    registers,
  }),
  outboxAge: new Gauge({
    name: 'pacer_outbox_oldest_seconds',
    help: 'Age of the oldest message that could have been sent; the figure to alert on',
    registers,
  }),
  deliveryAlerts: new Counter({
    name: 'pacer_delivery_alerts_total',
    help: 'What went wrong with reports and was mended: refused-blocks, missing-run, second-copy',
    labelNames: ['what'] as const,
    registers,
  }),
  inbox: new Gauge({
    name: 'pacer_inbox_events',
    help: 'Events that are kept and not handled yet',
    registers,
  }),
  inboxAge: new Gauge({
    name: 'pacer_inbox_oldest_seconds',
    help: 'Age of the oldest event that is not handled yet',
    registers,
  }),
  eventsGivenUp: new Counter({
    name: 'pacer_inbox_given_up_total',
    help: 'Events whose handler failed too often',
    registers,
  }),
  tickAge: new Gauge({
    name: 'pacer_tick_age_seconds',
    help: 'Since the last minute’s work that succeeded',
    registers,
  }),
} as const;

/** Adds memory, CPU, event loop and collector figures of the process; once, in start.ts. */
export function withProcessFigures(): void {
  collectDefaultMetrics({ register: registry });
}

/** All figures in Prometheus' text format. */
export function exposition(): Promise<{ type: string; text: string }> {
  return registry.metrics().then((text) => ({ type: registry.contentType, text }));
}
