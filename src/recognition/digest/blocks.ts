import { context, header, type Reply } from '../../platform/blocks.ts';
import { linesInMessage } from '../../platform/fit.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { type Frame, nameIn, reasonText, valueIn } from '../blocks.ts';
import type { Kudos } from '../kudos.ts';
import { digestWords } from './words.ts';

/** The thanks of a week that were told in the open, for the team's channel: names without mentions. */
export function digestReply(
  kudos: readonly Kudos[],
  { team, week }: { team: string; week: string },
  frame: Frame,
): Reply {
  const say = digestWords(frame.locale);
  const lines = kudos.map((one) =>
    say('line', {
      ...{ name: nameIn(frame, one.receiverId), giver: nameIn(frame, one.giverId) },
      ...{ reason: reasonText(one.reason, 300), value: valueIn(frame, one.valueKey) },
    }),
  );
  const counts = [...Map.groupBy(kudos, (one) => one.valueKey)]
    .map(([key, all]) => ({ value: valueIn(frame, key), count: all.length }))
    .toSorted((a, b) => b.count - a.count);
  const values = counts.map((one) => say('valueCount', one)).join(say('join'));
  const before = [header(say('title', { team, week }))];
  return {
    text: say('text', { team: plainInMrkdwn(team), week, count: kudos.length }),
    blocks: linesInMessage(before, lines, [context(say('values', { values }), say('how'))], frame.locale),
  };
}
