import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';

/** What may matter of the machine; nothing that tells which one it is. */
export interface Machine {
  cores: number;
  cpu: string;
  memoryGb: number;
  node: string;
  system: string;
}

/** The machine on which this process runs. */
export function thisMachine(): Machine {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    system: `${platform()} ${release().split('.').slice(0, 2).join('.')}`,
  };
}
