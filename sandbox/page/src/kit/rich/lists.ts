import type { RichPart } from '../types.ts';

const BULLETS = ['•', '◦', '▪'];

/**
 * Where each ordered list begins. Slack sends a nested list as list, deeper list, list: the third goes on counting where the first
 * stopped.
 */
export function numberLists(parts: readonly RichPart[]): number[] {
  let counts: number[] = [];
  return parts.map((part) => {
    if (part.type !== 'rich_text_list') {
      counts = [];
      return 0;
    }
    const indent = part.indent ?? 0;
    const start = part.offset ?? counts[indent] ?? 0;
    counts = [
      ...counts.slice(0, indent),
      ...Array.from({ length: Math.max(0, indent - counts.length) }, () => 0),
    ];
    counts.push(start + part.elements.length);
    return start;
  });
}

/** 1, a, i: the three kinds of numbers by depth. */
export function marker(list: { style: 'bullet' | 'ordered'; indent?: number }, place: number): string {
  const depth = list.indent ?? 0;
  if (list.style === 'bullet') return BULLETS[depth % 3] ?? '•';
  if (depth % 3 === 1) return `${String.fromCharCode(97 + (place % 26))}.`;
  return depth % 3 === 2 ? `${roman(place + 1)}.` : `${place + 1}.`;
}

function roman(value: number): string {
  const steps: [number, string][] = [
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ];
  const step = steps.find(([size]) => value >= size);
  return step ? step[1] + roman(value - step[0]) : '';
}
