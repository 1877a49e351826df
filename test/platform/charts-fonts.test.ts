import { createCanvas } from '@napi-rs/canvas';
import { beforeAll, describe, expect, it } from 'vitest';
import { FAMILY, registerFontsFor } from '../../src/platform/charts/fonts.ts';
import { parseRanges, subsetsFor, subsetsOf } from '../../src/platform/charts/ranges.ts';
import { runsOf } from './charts-support/drawn.ts';

const PHRASE = '李雷 本周 排行榜';
const CHARACTERS = Array.from(PHRASE).filter((character) => character !== ' ');
/** A code point that no font will ever have. */
const NOWHERE = '\u{10FFFF}';

/** The pixels of one character in the charts' own font, as text that can be compared. */
function bitmap(character: string, weight: 400 | 600): string {
  const canvas = createCanvas(60, 60);
  const context = canvas.getContext('2d');
  context.font = `${weight} 40px ${FAMILY}`;
  context.fillText(character, 8, 44);
  return Buffer.from(context.getImageData(0, 0, 60, 60).data).toString('base64');
}

describe('the bundled fonts draw Chinese', () => {
  beforeAll(() => registerFontsFor(`${PHRASE} ABC 123`));

  it.each([400, 600] as const)(
    'weight %i: every character of 李雷 本周 排行榜 differs from a box and from the others',
    (weight) => {
      const box = bitmap(NOWHERE, weight);
      const drawn = CHARACTERS.map((character) => bitmap(character, weight));
      expect(box).not.toBe(bitmap(' ', weight));
      expect(drawn).not.toContain(box);
      expect(drawn).not.toContain(bitmap(' ', weight));
      expect(new Set(drawn).size).toBe(CHARACTERS.length);
    },
  );

  it.each([400, 600] as const)(
    'weight %i: the glyphs come from the bundled files, not from a font of the machine',
    (weight) => {
      const runs = runsOf(PHRASE, weight).filter(({ text }) => text.trim() !== '');
      expect(runs.map(({ text }) => text).join('')).toBe(CHARACTERS.join(''));
      for (const { typeface } of runs) expect(typeface).toMatch(/^Noto Sans SC/u);
      expect(runsOf('A1', weight).map(({ typeface }) => typeface)[0]).toMatch(/^Inter/u);
    },
  );

  it('the two weights differ', () => {
    expect(bitmap('雷', 400)).not.toBe(bitmap('雷', 600));
  });

  it('characters that come later are found in the family that is already in use', () => {
    const rare = '喆堃骉龘玥淏翀犇祎婠頔鑫淼';
    registerFontsFor(rare);
    expect(
      runsOf(rare, 600)
        .map(({ text }) => text)
        .join(''),
    ).toBe(rare);
    for (const { typeface } of runsOf(rare, 600)) expect(typeface).toMatch(/^Noto Sans SC/u);
  });

  it('every one of the 3,755 common characters of GB 2312 (its level 1) is drawn from the bundled files', () => {
    const decoder = new TextDecoder('gb2312');
    const rows = Array.from({ length: 0xd7 - 0xb0 + 1 }, (_, row) =>
      decoder.decode(
        Uint8Array.from(Array.from({ length: 94 }, (_, cell) => [0xb0 + row, 0xa1 + cell]).flat()),
      ),
    );
    const common = Array.from(rows.join('')).filter((character) => /\p{Script=Han}/u.test(character));
    expect(common).toHaveLength(3755);
    registerFontsFor(common.join(''));
    const ours = rows
      .flatMap((row) => runsOf(row, 400))
      .filter(({ typeface }) => typeface.startsWith('Noto Sans SC'));
    const drawn = new Set(ours.flatMap(({ text }) => Array.from(text)));
    expect(common.filter((character) => !drawn.has(character))).toEqual([]);
  });
});

describe('finding the files that a text needs', () => {
  const subsets = subsetsOf({ latin: 'U+0000-00FF,U+2013', '[114]': 'U+699c', '[115]': 'U+674e' });

  it('names the subsets of the characters and no others', () => {
    expect(subsetsFor('李', subsets)).toEqual(['115']);
    expect(subsetsFor('A – 榜', subsets)).toEqual(['latin', '114']);
    expect(subsetsFor('ש', subsets)).toEqual([]);
  });

  it('refuses a range that it cannot read', () => {
    expect(() => parseRanges('U+4E??')).toThrow('U+4E??');
  });
});
