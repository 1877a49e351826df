// Loaded before the app (node --import): writes every statement that goes through `pg` into BENCH_CAPTURE, one JSON line each.
import { appendFileSync } from 'node:fs';
import pg from 'pg';

const file = process.env['BENCH_CAPTURE'] ?? '';
const prototype = pg.Client.prototype;
const query: (this: pg.Client, ...args: unknown[]) => unknown = prototype.query;

function textOf(config: unknown): { text: unknown; values: unknown } {
  if (typeof config !== 'object' || config === null || !('text' in config))
    return { text: config, values: [] };
  return { text: config.text, values: 'values' in config ? config.values : [] };
}

Object.assign(prototype, {
  query(this: pg.Client, ...args: unknown[]): unknown {
    appendFileSync(file, `${JSON.stringify(textOf(args[0]))}\n`);
    return query.apply(this, args);
  },
});
