/** Sets targets that were worked out elsewhere (what-if, last period's times a factor): rights, one act, one Undo, everybody told once. */
import { localDateOf } from '../../kpi/time.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Input } from '../../platform/slice.ts';
import { denied } from '../../workspace/store.ts';
import { saveMany } from '../batch/slack.ts';
import type { BatchChange } from '../batch/store.ts';
import { plainReply } from '../blocks.ts';
import { frameFor } from '../change/slack.ts';
import { type Circle, readCircle, subjectOf } from '../circle/slack.ts';
import { ruleOf } from '../levels/levels.ts';
import { sayTo } from '../phrases.ts';
import type { Layer } from '../target.ts';
import { mayDo, type Whose } from '../whose.ts';
import type { ManyWish } from './wish.ts';

/** T-06: sets all of it or nothing, and answers; undefined where there is nothing to set. */
export async function setWishes(input: Input, wishes: readonly ManyWish[], known?: Circle): Promise<void> {
  const circle = known ?? (await readCircle(input));
  const { reader, playbook } = circle;
  const changes: BatchChange[] = [];
  for (const wish of wishes) {
    const whose = subjectOf(wish.subject, input, circle);
    const metric = playbook.metrics.find((one) => one.key === wish.metricKey && !one.isRetired);
    if (whose === undefined || metric === undefined) return input.reply(plainReply(sayTo(reader)('gone')));
    const layer = wish.layer ?? 'official';
    if (!mayWish(input, whose, layer)) return refuse(input, circle, whose);
    const today = localDateOf(input.now, whose.tz);
    const frame = frameFor(today, wish.shape, reader);
    changes.push({
      ...{ subject: wish.subject, metricKey: wish.metricKey, layer, shape: wish.shape, frame },
      wish: {
        ...{ value: wish.value, levels: { said: wish.levels, rule: ruleOf(metric.definition) } },
        state: layer === 'own' ? 'own' : 'set',
        from: wish.from !== null && wish.from > today ? wish.from : null,
        ...{ actorId: input.actor.memberId, trigger: '' as const, reason: '' },
      },
    });
  }
  await saveMany(input, circle, changes, '', (reply) => input.reply(reply));
}

/** Nobody sets official targets for themselves but an administrator (T-06). */
function mayWish({ actor }: Input, whose: Whose, layer: Layer): boolean {
  if (layer === 'own') return whose.isSelf && mayDo(actor, 'own-target', whose);
  return mayDo(actor, 'set-target', whose) && (!whose.isSelf || actor.isAdmin);
}

async function refuse(input: Input, { reader }: Circle, whose: Whose): Promise<void> {
  const { deps, workspace, actor } = input;
  const subject = `${whose.subject.kind}:${whose.subject.id}`;
  await denied(deps.db, workspace.id, actor.memberId, 'set-target', subject);
  await input.reply(plainReply(sayTo(reader)('denied', { name: plainInMrkdwn(whose.name) })));
}
