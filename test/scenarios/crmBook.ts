import { readFileSync } from 'node:fs';

/** The real sales as they stand in the file, counted by plain arithmetic, beside everything that the app does. */

/** Half-open, "YYYY-MM-DD". */
type Span = readonly [from: string, to: string];
type Figure = 'wins' | 'amount';

export interface CrmBook {
  wins(agent: string, from: string, to: string): number;
  /** Decided opportunities, won and lost. */
  decided(agent: string, from: string, to: string): number;
  /** Whole dollars. */
  amount(agent: string, from: string, to: string): number;
  /**
   * T-07 over these periods, for everybody who has won a deal in them: who would have reached the target, and what 60 % had. `days`: the days
   * of work that the target is for; undefined: those of each period.
   */
  judged(periods: readonly Span[], figure: Figure, target: number, days: number | undefined): object;
}

export function readBook(folder: string): CrmBook {
  const rows = linesOf(`${folder}/sales_pipeline.csv`).map(
    ([, agent = '', , , stage, engaged, closed, value]) => ({
      ...{ agent, stage, engaged: dateOf(engaged), closed: dateOf(closed), value: Number(value || '0') },
    }),
  );
  const agents = linesOf(`${folder}/sales_teams.csv`).map(([agent = '']) => agent);
  const won = (agent: string, from: string, to: string) =>
    rows.filter((row) => row.agent === agent && row.stage === 'Won' && from <= row.closed && row.closed < to);
  const figures = {
    wins: (agent: string, [from, to]: Span) => won(agent, from, to).length,
    amount: (agent: string, [from, to]: Span) =>
      won(agent, from, to).reduce((sum, row) => sum + row.value, 0),
  };
  const firstOf = (agent: string): string =>
    rows
      .filter((row) => row.agent === agent)
      .flatMap((row) => [row.engaged, row.closed])
      .filter((date) => date !== '')
      .sort()[0] ?? '9999';
  return {
    wins: (agent, from, to) => figures.wins(agent, [from, to]),
    decided: (agent, from, to) =>
      rows.filter(
        (row) =>
          row.agent === agent &&
          ['Won', 'Lost'].includes(row.stage ?? '') &&
          from <= row.closed &&
          row.closed < to,
      ).length,
    amount: (agent, from, to) => figures.amount(agent, [from, to]),
    judged(periods, figure, target, days) {
      const values = agents
        .filter((agent) => periods.some((period) => figures.wins(agent, period) > 0))
        .flatMap((agent) =>
          periods.flatMap(([from, to]) => {
            const present = weekdays([firstOf(agent), from].sort()[1] ?? from, to);
            if (present === 0) return [];
            return [{ value: figures[figure](agent, [from, to]) * (days ?? weekdays(from, to)), present }];
          }),
        )
        .sort((a, b) => b.value / b.present - a.value / a.present);
      const reached = values.filter(({ value, present }) => value >= target * present).length;
      const percent = (reached * 100) / values.length;
      const sixth = values[Math.ceil(values.length * 0.6) - 1] ?? { value: 0, present: 1 };
      return {
        ...{ reached, of: values.length, suggestion: BigInt(Math.floor(sixth.value / sixth.present)) * 100n },
        verdict: percent < 20 ? 'too hard' : percent > 85 ? 'too easy' : 'fair',
      };
    },
  };
}

/** The ISO weeks that end before a Monday. */
export function weeksBefore(monday: string, count: number): Span[] {
  const day = (weeks: number): string =>
    new Date(Date.parse(`${monday}T00:00:00Z`) - weeks * 7 * 86_400_000).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, index) => [day(index + 1), day(index)] as const);
}

/** The file has no quoted cells. */
const linesOf = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .replaceAll('\r', '')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

function dateOf(american = ''): string {
  const [month = '', day = '', year = ''] = american.split('/');
  return american === '' ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Mondays to Fridays from one date to before another. */
function weekdays(from: string, to: string): number {
  let count = 0;
  for (let at = Date.parse(`${from}T00:00:00Z`); at < Date.parse(`${to}T00:00:00Z`); at += 86_400_000)
    if (![0, 6].includes(new Date(at).getUTCDay())) count += 1;
  return count;
}
