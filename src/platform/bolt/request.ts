import type { RequestKind } from '../metrics/index.ts';

/** What a request of Slack says, whatever way it came. */
export type Body = Readonly<Record<string, unknown>>;

/** What kind of request a body is, by the marks that Slack gives it. */
export function kindOf(body: Body): RequestKind {
  if (typeof body['command'] === 'string') return 'command';
  switch (body['type']) {
    case 'event_callback':
      return 'event';
    case 'block_actions':
      return 'action';
    case 'view_submission':
    case 'view_closed':
      return 'view';
    case 'shortcut':
    case 'message_action':
      return 'shortcut';
    case 'block_suggestion':
      return 'options';
    default:
      return 'unknown';
  }
}
