import { ack } from './ack.ts';
import type { Benchmark } from './bench.ts';
import { board } from './board.ts';
import { campaigns } from './campaigns.ts';
import { cascade } from './cascade.ts';
import { charts } from './charts.ts';
import { closing } from './closing.ts';
import { confirmed } from './confirmed.ts';
import { dashboard } from './dashboard.ts';
import { imports } from './import.ts';
import { minute } from './minute.ts';
import { recording } from './recording.ts';
import { startup } from './startup.ts';
import { statements } from './statements.ts';
import { weekly } from './weekly.ts';
import { whatif } from './whatif.ts';

/** Every benchmark, in the order of the table. */
export const benchmarks: readonly Benchmark[] = [
  ...[
    ack,
    confirmed,
    recording,
    imports,
    board,
    campaigns,
    dashboard,
    weekly,
    minute,
    closing,
    statements,
    whatif,
    cascade,
  ],
  ...[charts, startup],
];
