import {
  type ChartSpec,
  type KpiWeekSpec,
  type LeaderboardSpec,
  MOST_KPIS,
  MOST_RANKS,
  MOST_SCORES,
  MOST_SHIFTS,
  MOST_SPREADS,
  type ShiftSpec,
  type SpreadSpec,
} from './spec.ts';
import { clean } from './text.ts';

/** Slack's limit for an image's alt text, in UTF-16 units (slack.md § 3). */
export const ALT_LIMIT = 2000;

const kpiLines = ({ legend, rows }: KpiWeekSpec): string[] =>
  rows
    .slice(0, MOST_KPIS)
    .map(({ name, now, before }) => `${name}: ${legend.now} ${now.label}; ${legend.before} ${before.label}`);

const boardLines = ({ rows, teams }: LeaderboardSpec): string[] =>
  rows.slice(0, MOST_RANKS).map(({ rank, name, label, team, movement }) => {
    const of = team === undefined ? undefined : teams[team];
    return `${rank} ${name}${of ? ` (${of})` : ''}: ${label}${movement ? `, ${movement.words}` : ''}`;
  });

const shiftLines = ({ legend, rows }: ShiftSpec): string[] =>
  rows
    .slice(0, MOST_SHIFTS)
    .map(
      ({ name, beforeLabel, afterLabel }) =>
        `${name}: ${legend.before} ${beforeLabel}; ${legend.after} ${afterLabel}`,
    );

/** "West: 4 people; meets expectations 3, exceeds 1". */
const spreadLines = ({ legend, rows }: SpreadSpec): string[] => {
  const counted = (counts: readonly number[]): string =>
    counts.flatMap((count, band) => (count === 0 ? [] : [`${legend.bands[band] ?? ''} ${count}`])).join(', ');
  return rows.slice(0, MOST_SPREADS).map(({ name, label, before, after }) => {
    const then = before === null ? '' : `${legend.before} ${counted(before)}; ${legend.after} `;
    return `${name} (${label}): ${then}${counted(after)}`;
  });
};

function lines(spec: ChartSpec): string[] {
  switch (spec.kind) {
    case 'kpiWeek':
      return kpiLines(spec);
    case 'leaderboard':
      return boardLines(spec);
    case 'shift':
      return shiftLines(spec);
    case 'scorecard':
      return spec.rows.slice(0, MOST_SCORES).map(({ name, note, label }) => `${name} (${note}): ${label}`);
    case 'spread':
      return spreadLines(spec);
    case 'trend': {
      const target = spec.targetLabel === undefined ? [] : [`${spec.legend.target}: ${spec.targetLabel}`];
      const values = spec.points.map(({ at, label }) => `${at} ${label}`);
      return values.length === 0 ? [] : [`${spec.legend.value}: ${values.join(', ')}`, ...target];
    }
    case 'reach':
      return spec.values.length === 0
        ? []
        : [
            `${spec.legend.reached}: ${spec.reached.label}`,
            spec.target.label,
            spec.suggestion?.label ?? '',
          ].filter((line) => line !== '');
    case 'pace':
      return spec.days.length === 0
        ? []
        : [
            `${spec.legend.actual}: ${spec.actualLabel}`,
            ...(spec.expectedLabel === '' ? [] : [`${spec.legend.expected}: ${spec.expectedLabel}`]),
            `${spec.legend.target}: ${spec.target.label}`,
            ...(spec.forecast === undefined ? [] : [spec.forecast.label]),
          ];
  }
}

/** Cuts at whole characters and marks the cut. */
function within(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > limit - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/**
 * The picture in words: the same labels that are drawn, one line a row, at most 2000 UTF-16 units.
 * Its words are the specification's own; pure.
 */
export function altText(spec: ChartSpec): string {
  const heading = [spec.title, spec.subtitle ?? ''].map(clean).filter((part) => part !== '');
  const body = lines(spec).map(clean);
  const all = [...heading, ...(body.length === 0 ? [clean(spec.empty)] : body)];
  return within(all.join('\n'), ALT_LIMIT);
}
