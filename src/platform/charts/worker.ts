import { type DocumentSpec, documentNow } from './document.ts';
import { renderNow, turn } from './engine.ts';
import type { ChartSpec } from './spec.ts';

/** What the pool is asked for. */
export type Task = { readonly chart: ChartSpec } | { readonly document: DocumentSpec };

/** What the pool calls in its thread: a specification in, the bytes of a PNG or a PDF out. */
export default async function render(task: Task): Promise<Uint8Array> {
  const bytes = Uint8Array.from('chart' in task ? renderNow(task.chart) : documentNow(task.document));
  await turn();
  return bytes;
}
