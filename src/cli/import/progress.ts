import { Presets, SingleBar } from 'cli-progress';

/** How far a long piece of work is: a bar on a terminal, a few plain lines elsewhere. */
export interface Progress {
  step(done: number): void;
  stop(): void;
}

const LINES = 5;

/** Begins to show the progress of `total` things. */
export function startProgress(what: string, total: number, say: (text: string) => void): Progress {
  if (process.stdout.isTTY === true) {
    const bar = new SingleBar(
      { format: `${what} {bar} {percentage}% {value}/{total} in {duration} s`, hideCursor: true },
      Presets.shades_classic,
    );
    bar.start(total, 0);
    return { step: (done) => bar.update(done), stop: () => bar.stop() };
  }
  let said = 0;
  return {
    step(done) {
      const part = Math.floor((done * LINES) / Math.max(total, 1));
      if (part > said) say(`${what}: ${done} of ${total}`);
      said = Math.max(said, part);
    },
    stop: () => {},
  };
}
