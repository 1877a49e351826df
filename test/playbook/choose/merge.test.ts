import { describe, expect, it } from 'vitest';
import {
  additions,
  mergePlaybook,
  type Process,
  readyMadeIn,
  type Usage,
} from '../../../src/playbook/choose/merge.ts';
import { findMetric, findType } from '../../../src/playbook/playbook.ts';
import { READY_MADE_KEYS, readyMadeOf } from '../../../src/playbook/readyMade/all.ts';

const nothing: Usage = { types: new Set(), metrics: new Set() };
const used = (types: string[], metrics: string[] = []): Usage => ({
  types: new Set(types),
  metrics: new Set(metrics),
});
const b2b = readyMadeOf('b2b');
const field = readyMadeOf('field');

const type = ({ types }: Process, key: string) => types.find((one) => one.key === key);
const metric = ({ metrics }: Process, key: string) => metrics.find((one) => one.key === key);

describe('a playbook in the place of another', () => {
  it('replaces it altogether where nothing was logged', () => {
    const merged = mergePlaybook(b2b, field, nothing);
    expect(merged.types).toEqual(field.types);
    expect(merged.metrics).toEqual(field.metrics);
    expect([...merged.keptTypes, ...merged.keptMetrics]).toEqual([]);
    expect(merged.dropped).toContain('event');
  });

  it('keeps what was logged and what is measured of it, and retires the rest', () => {
    const merged = mergePlaybook(b2b, field, used(['email', 'call'], ['demos']));
    expect(merged.keptTypes).toEqual(['email']);
    expect(merged.keptMetrics).toEqual(['emails']);
    expect(type(merged, 'email')?.isRetired).toBe(false);
    expect(type(merged, 'upsell')?.isRetired).toBe(true);
    expect(metric(merged, 'upsold')?.isRetired).toBe(true);
    expect(type(merged, 'route')?.isRetired).toBe(false);
  });

  it('keeps a metric that has a target though nothing was logged of it, and the parts of a rate', () => {
    const success = readyMadeOf('success');
    const merged = mergePlaybook(success, b2b, used([], ['renewalrate']));
    expect(merged.keptMetrics).toEqual(['renewalsdue', 'renewalrate']);
    expect(metric(merged, 'stories')?.isRetired).toBe(true);
  });

  it('changes no past figure: points and definitions of what has a past stay as they were', () => {
    const own: Process = {
      types: b2b.types.map((one) => ({ ...one, points: one.points + 7 })),
      metrics: b2b.metrics.map((one) => ({
        ...one,
        definition: { ...one.definition, nature: 'quality' as const },
      })),
    };
    const merged = mergePlaybook(own, field, used(['call', 'deal'], []));
    expect(type(merged, 'call')?.points).toBe(type(own, 'call')?.points);
    expect(type(merged, 'visit')?.points).toBe(type(field, 'visit')?.points);
    expect(metric(merged, 'revenue')?.definition.nature).toBe('quality');
    expect(metric(merged, 'visits')?.definition.nature).toBe('process');
  });

  it('brings a retired activity back when its playbook is chosen again', () => {
    const away = mergePlaybook(b2b, field, used(['call']));
    const back = mergePlaybook(away, b2b, used(['call']));
    expect(back.types.filter((one) => !one.isRetired)).toEqual(b2b.types);
    expect(type(back, 'route')?.isRetired).toBe(true);
  });

  const pairs = READY_MADE_KEYS.flatMap((from) =>
    READY_MADE_KEYS.filter((to) => to !== from).map((to) => [from, to] as const),
  );
  it.each(pairs)(
    'from %s, all of it used, to %s: every word still names one thing, and nothing is out of reach',
    (from, to) => {
      const present = readyMadeOf(from);
      const usage = used(
        present.types.map((one) => one.key),
        present.metrics.map((one) => one.key),
      );
      const merged = { version: 1, ...mergePlaybook(present, readyMadeOf(to), usage) };
      for (const things of [merged.types, merged.metrics]) {
        const words = things.flatMap((one) => one.aliases);
        expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
        expect(things.some((one) => one.isRetired)).toBe(false);
      }
      for (const one of merged.types)
        expect(one.aliases.map((word) => findType(merged, word)?.key)).toContain(one.key);
      for (const one of merged.metrics)
        expect(one.aliases.map((word) => findMetric(merged, word)?.key)).toContain(one.key);
    },
  );
});

describe('which playbook is in force', () => {
  it.each(READY_MADE_KEYS)('%s, and not one that it contains', (key) => {
    expect(readyMadeIn(readyMadeOf(key))).toBe(key);
  });

  it('none where an activity is missing or retired', () => {
    expect(readyMadeIn({ ...b2b, types: b2b.types.slice(1) })).toBeUndefined();
    expect(
      readyMadeIn({ ...b2b, types: b2b.types.map((one) => ({ ...one, isRetired: true })) }),
    ).toBeUndefined();
  });

  it('knows what a later playbook adds, also by bringing something back', () => {
    const away = mergePlaybook(b2b, field, used(['call']));
    expect(additions(b2b, away).types).toContain('route');
    expect(additions(b2b, away).types).not.toContain('call');
    expect(additions(away, b2b).types).toContain('upsell');
  });
});
