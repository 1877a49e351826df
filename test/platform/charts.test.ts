import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterAll, describe, expect, it } from 'vitest';
import { ChartError, type ChartSpec, createCharts } from '../../src/platform/charts/index.ts';
import { layoutOf } from '../../src/platform/charts/layout.ts';
import { createPool } from '../../src/platform/charts/pool.ts';
import { kpiWeek, leaderboard, pace, samples, trend } from './charts-support/samples.ts';

const charts = createCharts({ maxThreads: 1 });
afterAll(() => charts.close());

/** Width and height from the PNG's own header. */
const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

/** The pixels of a part of the picture, in device pixels. */
async function part(png: Buffer, x: number, y: number, width: number, height: number): Promise<Buffer> {
  const image = await loadImage(png);
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, -x, -y);
  return Buffer.from(context.getImageData(0, 0, width, height).data);
}

async function expectPicture(spec: ChartSpec): Promise<void> {
  const png = await charts.render(spec);
  const { width, height } = layoutOf(spec, 'x');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(sizeOf(png)).toEqual({ width: width * 2, height: height * 2 });
  expect(png.length).toBeLessThan(400_000);
}

describe('pictures from the worker', () => {
  it.each(Object.entries(samples))('%s: a PNG of the layout’s size at two device pixels', (_name, spec) =>
    expectPicture(spec),
  );

  it('grow with their rows', async () => {
    const [first] = leaderboard.rows;
    const one = { ...leaderboard, rows: first === undefined ? [] : [first] };
    await expectPicture(one);
    expect(sizeOf(await charts.render(one)).height).toBeLessThan(
      sizeOf(await charts.render(leaderboard)).height,
    );
  });

  it('stand on light paper', async () => {
    const [red, green, blue, alpha] = await part(await charts.render(trend), 4, 4, 1, 1);
    expect([red, green, blue, alpha]).toEqual([255, 255, 255, 255]);
  });

  it('draw each character of 李雷本周排行榜 as itself and not as a box', async () => {
    const title = async (text: string) => {
      const png = await charts.render({ ...leaderboard, rows: [], title: text });
      return (await part(png, 60, 60, 120, 120)).toString('base64');
    };
    const boxed = await title('\u{10FFFF}');
    const drawn = [];
    for (const character of '李雷本周排行榜') drawn.push(await title(character));
    expect(drawn).not.toContain(boxed);
    expect(new Set([...drawn, boxed, await title('')]).size).toBe(9);
  });

  it.each<[string, ChartSpec]>([
    ['no KPI', { ...kpiWeek, rows: [] }],
    ['no place', { ...leaderboard, rows: [] }],
    ['no week', { ...trend, points: [] }],
    ['no day', { ...pace, days: [] }],
    ['one week', { ...trend, points: trend.points.slice(-1) }],
    ['one day', { ...pace, days: pace.days.slice(0, 1) }],
    ['no actual value yet', { ...pace, days: pace.days.map((day) => ({ ...day, actual: null })) }],
    [
      'a target of 0',
      {
        ...pace,
        target: { value: 0, label: '0' },
        days: pace.days.map((day) => ({ ...day, expected: 0, actual: 0 })),
      },
    ],
    ['all values 0', { ...leaderboard, rows: leaderboard.rows.map((row) => ({ ...row, value: 0 })) }],
    [
      'all values negative',
      { ...leaderboard, rows: leaderboard.rows.map((row) => ({ ...row, value: -row.value })) },
    ],
    [
      'only negative weeks',
      { ...trend, points: trend.points.map((point) => ({ ...point, value: -3, target: null })) },
    ],
    [
      'attainment −25 % and 9,000 %',
      {
        ...kpiWeek,
        rows: kpiWeek.rows.map((row) => ({
          ...row,
          now: { percent: 9000, label: '9000%' },
          before: { percent: -25, label: '0%' },
        })),
      },
    ],
  ])('%s is drawn, too', (_name, spec) => expectPicture(spec));

  it('say which chart failed and why', async () => {
    // A specification that a stored message of an older version might hold: a shape that the types rule out.
    const broken: ChartSpec = JSON.parse(JSON.stringify({ ...leaderboard, rows: null }));
    const failure = charts.render(broken);
    await expect(failure).rejects.toBeInstanceOf(ChartError);
    await expect(failure).rejects.toThrow(
      /The leaderboard chart "Revenue leaderboard" could not be drawn: /u,
    );
    await expectPicture(leaderboard);
  });
});

describe('the pool', () => {
  const file = new URL('./charts-support/bad-worker.ts', import.meta.url);
  const make = (limit: number) => createPool<string, string>({ file, maxThreads: 1, limit });

  it('survives a task that throws, one that ends its thread, and one that throws after its answer', async () => {
    const pool = make(10_000);
    await expect(pool.run('throw')).rejects.toThrow('no canvas today');
    await expect(pool.run('exit')).rejects.toThrow();
    expect(await pool.run('later')).toBe('done');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await pool.run('work')).toBe('done');
    await pool.close();
  });

  it('ends a task that takes too long, and does not count the wait of those behind it', async () => {
    const pool = make(1500);
    expect(await pool.run('work')).toBe('done');
    const results = await Promise.allSettled([pool.run('hang'), pool.run('hang'), pool.run('work')]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    await pool.close();
  });

  it('refuses who waits and who comes once it is closed', async () => {
    const pool = make(10_000);
    const running = pool.run('work');
    const waiting = pool.run('work');
    const refused = expect(waiting).rejects.toThrow('closed');
    const closing = pool.close();
    await refused;
    await closing;
    expect(await running).toBe('done');
    await expect(pool.run('work')).rejects.toThrow('closed');
  });
});
