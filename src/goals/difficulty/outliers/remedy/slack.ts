/** T-07: what a click at a target that is too hard or too easy does: people and leads are asked, teams' and own targets are set. */
import { localDateOf } from '../../../../kpi/time.ts';
import type { Input } from '../../../../platform/slice.ts';
import { saveMany } from '../../../batch/slack.ts';
import type { BatchChange } from '../../../batch/store.ts';
import { type Answer, changeTarget, frameFor } from '../../../change/slack.ts';
import type { Circle } from '../../../circle/slack.ts';
import { ruleOf } from '../../../levels/levels.ts';
import { levelsBeside } from '../../../levels/scale.ts';
import { stepOf } from '../../../parts.ts';
import { type Offer, proposeToPeople } from '../../../proposal/many/slack.ts';
import type { Target } from '../../../target.ts';
import { comparedWords } from '../../phrases.ts';
import { reasonText } from '../blocks.ts';
import { type Outlier, shareOf } from '../outliers.ts';

export async function carryOut(
  input: Input,
  circle: Circle,
  outliers: readonly Outlier[],
  answer: Answer = (reply) => input.reply(reply),
): Promise<void> {
  const asked = outliers.filter(({ remedy }) => remedy === 'ask person');
  const set = outliers.filter(({ remedy }) => remedy === 'set');
  const [wish] = outliers.filter(({ remedy }) => remedy === 'ask lead');
  if (wish !== undefined) return askLead(input, circle, wish, answer);
  if (asked.length > 0) {
    const offers = asked.flatMap((one) => offerOf(one, circle));
    await proposeToPeople(input, circle, offers, answer);
  }
  if (set.length === 0) return;
  // The second half of one act has a key of its own: each is taken once.
  const half = asked.length === 0 ? input : { ...input, transportKey: `${input.transportKey}:set` };
  const changes = set.flatMap((one) => changeOf(one, input, circle));
  await saveMany(half, circle, changes, '', answer);
}

function reasonOf(outlier: Outlier, { reader }: Circle): string {
  const { judgement } = outlier;
  return reasonText(outlier, shareOf(judgement), comparedWords(judgement, reader), reader);
}

const shapeOf = ({ periodKind, periodKey }: Target) => ({ periodKind, periodKey });

function offerOf(outlier: Outlier, circle: Circle): Offer[] {
  const { whose, metric, target, judgement } = outlier;
  const value = judgement.difficulty.suggestion;
  if (value === undefined) return [];
  const common = { whose, metric, shape: shapeOf(target), value, from: null, trigger: '' } as const;
  return [{ ...common, reason: reasonOf(outlier, circle) }];
}

function changeOf(outlier: Outlier, { actor, now }: Input, circle: Circle): BatchChange[] {
  const { whose, metric, target, judgement } = outlier;
  const value = judgement.difficulty.suggestion;
  if (value === undefined) return [];
  const today = localDateOf(now, whose.tz);
  const place = {
    subject: target.subject,
    metricKey: metric.key,
    layer: target.layer,
    shape: shapeOf(target),
  };
  const state = target.layer === 'own' ? 'own' : 'set';
  const by = { actorId: actor.memberId, trigger: '', reason: reasonOf(outlier, circle) } as const;
  const step = stepOf(metric.definition, circle.reader.currency);
  const levels = levelsBeside(target, today, value, ruleOf(metric.definition), step);
  return [
    {
      ...place,
      frame: frameFor(today, target, circle.reader),
      wish: { value, state, from: null, levels, ...by },
    },
  ];
}

/** T-06: a rep asks those who lead them. */
async function askLead(input: Input, circle: Circle, outlier: Outlier, answer: Answer): Promise<void> {
  const { metric, target, judgement } = outlier;
  const value = judgement.difficulty.suggestion;
  if (value === undefined) return;
  const step = stepOf(metric.definition, circle.reader.currency);
  const { said } = levelsBeside(target, judgement.asked.on, value, ruleOf(metric.definition), step);
  const wanted = {
    who: { kind: 'self' },
    metric,
    value,
    levels: said,
    shape: shapeOf(target),
    from: null,
    trigger: '',
  } as const;
  await changeTarget(input, circle, { ...wanted, reason: reasonOf(outlier, circle) }, 'propose', answer);
}
