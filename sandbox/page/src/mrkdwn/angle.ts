import { type Inline, unescapeEntities } from './ast.ts';

const text = (value: string): Inline => ({ type: 'text', text: unescapeEntities(value) });

/**
 * One `<…>` of Slack's markup, without its brackets: a mention, a date, a link. What is none of these stays as it was written,
 * so that an app's author sees the mistake.
 */
export function readAngle(inside: string): Inline {
  const bar = inside.indexOf('|');
  const head = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : unescapeEntities(inside.slice(bar + 1));
  if (/^@[UWB][A-Z0-9]+$/i.test(head)) return { type: 'user', id: head.slice(1), label };
  if (/^#[CGD][A-Z0-9]+$/i.test(head)) return { type: 'channel', id: head.slice(1), label };
  if (head.startsWith('!')) return readSpecial(head.slice(1), label) ?? text(`<${inside}>`);
  if (/^(https?|mailto|tel|slack):/i.test(head)) {
    const url = unescapeEntities(head);
    return { type: 'link', url, label: label || url.replace(/^(mailto|tel):/, '') };
  }
  return text(`<${inside}>`);
}

/** `here`, `channel`, `everyone`, `subteam^S1`, `date^1763900000^{date_long} at {time}^https://…`. */
function readSpecial(body: string, label: string): Inline | null {
  const [name, ...rest] = body.split('^');
  if (name === 'here' || name === 'channel' || name === 'everyone')
    return { type: 'broadcast', label: `@${name}` };
  if (name === 'subteam') return { type: 'broadcast', label: label || `@${rest[0] ?? ''}` };
  if (name !== 'date') return null;
  const [seconds = '', format = '', url = ''] = rest;
  if (!/^-?\d+$/.test(seconds) || !format) return null;
  return { type: 'date', seconds: Number(seconds), format: unescapeEntities(format), url, fallback: label };
}
