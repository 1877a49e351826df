import { renderNow, turn } from './engine.ts';
import type { ChartSpec } from './spec.ts';

/** What the pool calls in its thread: a specification in, a PNG's bytes out. */
export default async function render(spec: ChartSpec): Promise<Uint8Array> {
  const bytes = Uint8Array.from(renderNow(spec));
  await turn();
  return bytes;
}
