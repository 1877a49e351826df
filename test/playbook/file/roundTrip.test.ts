import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decode } from '../../../src/platform/tables/encoding.ts';
import { mergePlaybook, type Process } from '../../../src/playbook/choose/merge.ts';
import { isSomething } from '../../../src/playbook/edit/difference.ts';
import { full, type Ground } from '../../../src/playbook/edit/process.ts';
import { planFile } from '../../../src/playbook/file/plan.ts';
import { readPlaybookFile } from '../../../src/playbook/file/read.ts';
import { playbookYaml } from '../../../src/playbook/file/write.ts';
import { READY_MADE_KEYS, readyMadeOf } from '../../../src/playbook/readyMade/all.ts';

const nobody = { channel: [], campaign: [], region: [], product: [], segment: [] };
const groundOf = (book: Process, used = false): Ground => {
  const ground = full(book);
  const types = new Set(used ? ground.types.map((type) => type.key) : []);
  const metrics = new Set(used ? ground.metrics.map((metric) => metric.key) : []);
  return { book: ground, usage: { types, metrics }, known: nobody };
};
const processOf = (key: (typeof READY_MADE_KEYS)[number]): Process => {
  const { types, metrics } = readyMadeOf(key);
  return { types, metrics };
};

function planned(text: string, ground: Ground) {
  const read = readPlaybookFile(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return planFile(read.value, ground);
}

describe.each(READY_MADE_KEYS)('the playbook %s as a file', (key) => {
  it.each([false, true])('comes back as it was, used: %s', (used) => {
    const ground = groundOf(processOf(key), used);
    const plan = planned(playbookYaml(processOf(key)), ground);
    expect(plan.difference).toEqual({ changed: [], moved: [] });
    expect(plan.refused).toEqual([]);
    expect(plan.wrong).toEqual([]);
  });

  it('is the same after another trip', () => {
    const text = playbookYaml(processOf(key));
    expect(playbookYaml(planned(text, groundOf(processOf(key))).book)).toBe(text);
  });

  it('can be read in UTF-8, UTF-16 and GB18030', () => {
    const text = playbookYaml(processOf(key));
    const sixteen = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), sixteen])
      expect(readPlaybookFile(decode(bytes)).ok).toBe(true);
  });
});

test('what two playbooks became together, whatever was used, comes back as it was', () => {
  const keys = fc.constantFrom(...READY_MADE_KEYS);
  const property = fc.property(keys, keys, fc.integer({ min: 1, max: 5 }), (first, second, every) => {
    const present = processOf(first);
    const used = new Set(present.types.filter((_, at) => at % every === 0).map((type) => type.key));
    const merged = mergePlaybook(present, processOf(second), { types: used, metrics: new Set() });
    const ground = groundOf(merged, true);
    const plan = planned(playbookYaml(merged), ground);
    expect(plan.difference).toEqual({ changed: [], moved: [] });
    expect([...plan.refused, ...plan.wrong]).toEqual([]);
    expect(isSomething(plan.difference)).toBe(false);
  });
  fc.assert(property, { numRuns: 60 });
});
