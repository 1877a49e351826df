import type { KnownBlock } from '@slack/types';
import { section } from '../../../platform/blocks.ts';
import type { DigestPart } from '../../../platform/slice.ts';
import type { Locale } from '../../../platform/words.ts';
import { type Frame, type LateLine, lateBlocks, type ParkedLine, parkedBlocks } from '../blocks.ts';
import { deliveryWords } from '../words.ts';

/** What of reports only a person can decide, each with the question that it asks; in a digest nothing else says it. Pure. */
export function deliveryParts(
  parked: readonly ParkedLine[],
  late: readonly LateLine[],
  locale: Locale,
  frame: Frame,
): DigestPart[] {
  const say = deliveryWords(locale);
  return [
    ...parked.map((line) =>
      part(say('digest-parked'), parkedBlocks(line, [line], { locale, zone: frame.zone })),
    ),
    ...late.map((line) => part(say('digest-late'), lateBlocks(line, [line], locale, frame))),
  ];
}

const part = (question: string, blocks: readonly KnownBlock[]): DigestPart => ({
  ...{ kind: 'decision', order: 10, blocks: [section(question), ...blocks] },
});
