import type { Machine } from './machine.ts';
import type { BenchResult } from './result.ts';

/** The results as a table for the terminal, as Markdown and as JSON. Pure. */

/** One run of the benchmarks. */
export interface Run {
  machine: Machine;
  /** The large sizes. */
  full: boolean;
  results: readonly BenchResult[];
}

const MET: Readonly<Record<string, string>> = { true: 'met', false: 'NOT MET', null: '' };
const HEAD = ['benchmark', 'ours', 'theirs', 'ratio', 'aim', ''];

/** A figure with three digits that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString(
    'en',
    value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );
}

const cells = (result: BenchResult): string[] => [
  result.name,
  `${figure(result.ours)} ${result.unit}`,
  `${figure(result.theirs)} ${result.unit}`,
  `${figure(result.ratio)} ×`,
  result.aim,
  MET[String(result.met)] ?? '',
];

/** Aligned columns for a terminal. */
export function table(results: readonly BenchResult[]): string {
  const rows = [HEAD, ...results.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    column >= 1 && column <= 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** What the machine is, in one sentence. */
export function machineWords({ cores, cpu, memoryGb, node, system, busy }: Machine): string {
  return `${cores} cores (${cpu}), ${memoryGb} GB of memory, Node ${node}, ${system}; ${busy} other processes busy when it began`;
}

/** The record that is kept beside the code. */
export function markdown({ machine, full, results }: Run): string {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const notes = results.flatMap(({ name, what, notes: more = [] }) => [
    `- **${name}**: ${[what, ...more].join('. ')}.`,
  ]);
  return [
    '# A recorded run',
    '',
    `Written by \`npm run bench -- ${full ? '--full ' : ''}--record\`; do not edit. ${machineWords(machine)}. How to read it: [README](README.md).`,
    '',
    line(HEAD),
    line(HEAD.map((_, column) => (column >= 1 && column <= 3 ? '---:' : '---'))),
    ...results.map((result) => line(cells(result))),
    '',
    ...notes,
    '',
  ].join('\n');
}
