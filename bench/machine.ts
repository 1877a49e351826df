import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** What may matter of the machine; nothing that tells which one it is. */
export interface Machine {
  cores: number;
  cpu: string;
  memoryGb: number;
  node: string;
  system: string;
  /** How many processes others kept busy before the run (the load average of a minute). */
  busy: number;
}

/** The machine on which this process runs. */
export function thisMachine(): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    busy: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    system: `${platform()} ${release().split('.').slice(0, 2).join('.')}`,
  };
}
