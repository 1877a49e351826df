/** T-06: a lead proposes to several people by one act: each is asked once, nothing changes until they say yes, all can be withdrawn. */
import type { LocalDate } from '../../../kpi/localDate.ts';
import { localDateOf } from '../../../kpi/time.ts';
import type { Person } from '../../../people/person.ts';
import type { Notice } from '../../../platform/jobs/outbox.ts';
import type { Input } from '../../../platform/slice.ts';
import type { MetricInfo } from '../../../playbook/playbook.ts';
import { batchRefusal } from '../../batch/slack.ts';
import { type BatchChange, type BatchWritten, setMany } from '../../batch/store.ts';
import { plainReply } from '../../blocks.ts';
import { type Answer, frameFor, refuse } from '../../change/slack.ts';
import { type Circle, readerFor } from '../../circle/slack.ts';
import { ruleOf } from '../../levels/levels.ts';
import { levelsBeside } from '../../levels/scale.ts';
import { stepOf } from '../../parts.ts';
import { sayTo } from '../../phrases.ts';
import { targetsOf } from '../../store.ts';
import { isSameShape, type Shape, type Trigger, valueOn } from '../../target.ts';
import { mayDo, type Whose } from '../../whose.ts';
import { type Asked, proposedManyReply, sentReply } from '../blocks.ts';
import { proposalWords } from '../words.ts';

/** What a lead proposes to one person. */
export interface Offer {
  /** A person, not the actor. */
  whose: Whose;
  metric: MetricInfo;
  shape: Shape;
  /** Smallest units of the metric; the other levels that hold keep their place beside it. */
  value: bigint;
  /** Null: as soon as it may be. */
  from: LocalDate | null;
  trigger: Trigger;
  reason: string;
}

/** Proposes all of it or nothing, answers, and has each person asked once (by the outbox). Rights are checked here. */
export async function proposeToPeople(
  input: Input,
  circle: Circle,
  offers: readonly Offer[],
  answer: Answer,
): Promise<void> {
  const { deps, workspace, actor, transportKey } = input;
  const refused = offers.find(({ whose }) => !mayProposeTo(input, whose));
  if (refused !== undefined) return refuse(input, circle, refused.whose, answer);
  const changes = await changesFor(input, circle, offers);
  const act = { workspaceId: workspace.id, transportKey, actorId: actor.memberId, changes };
  const outcome = await setMany(deps.db, act, (written, batchId) =>
    noticesFor(input, circle, written, batchId),
  );
  const { reader } = circle;
  switch (outcome.kind) {
    case 'repeated':
      return input.reply(plainReply(sayTo(reader)('repeated')));
    // As in batch/slack: a second press must not stand in place of the first's answer.
    case 'unchanged':
      return input.reply(plainReply(proposalWords(reader.locale)('unchanged')));
    case 'refused':
      return answer(plainReply(batchRefusal(input, circle, outcome)));
    case 'written': {
      const sent = outcome.written.flatMap((one) => {
        const metric = metricOf(circle, one);
        const name = circle.names.get(one.target.subject.id);
        if (metric === undefined || name === undefined) return [];
        const { target, version, before } = one;
        return [{ target, metric, version, name, held: valueOn(before, version.from) }];
      });
      return answer(sentReply({ sent, batchId: outcome.batchId }, reader));
    }
  }
}

function mayProposeTo({ actor }: Input, whose: Whose): boolean {
  return whose.subject.kind === 'member' && !whose.isSelf && mayDo(actor, 'set-target', whose);
}

async function changesFor(
  { deps, workspace, actor, now }: Input,
  { reader }: Circle,
  offers: readonly Offer[],
): Promise<BatchChange[]> {
  const subjects = offers.map(({ whose }) => whose.subject);
  const held = await targetsOf(deps.db, workspace.id, { subjects });
  return offers.map(({ whose, metric, shape, value, from, trigger, reason }): BatchChange => {
    const { subject } = whose;
    const today = localDateOf(now, whose.tz);
    const known = held.find(
      (one) =>
        one.subject.id === subject.id &&
        one.metricKey === metric.key &&
        one.layer === 'official' &&
        isSameShape(one, shape),
    );
    return {
      ...{ subject, metricKey: metric.key, layer: 'official', shape },
      frame: frameFor(today, shape, reader),
      wish: {
        ...{ value, state: 'proposed', from, actorId: actor.memberId, trigger, reason },
        levels: levelsBeside(
          known,
          from ?? today,
          value,
          ruleOf(metric.definition),
          stepOf(metric.definition, reader.currency),
        ),
      },
    };
  });
}

function metricOf({ playbook }: Circle, { target }: BatchWritten): MetricInfo | undefined {
  return playbook.metrics.find((one) => one.key === target.metricKey);
}

/** One message for each person with all that is proposed to them, written down in the act's own transaction. */
function noticesFor(
  input: Input,
  circle: Circle,
  written: readonly BatchWritten[],
  batchId: string,
): Notice[] {
  const byPerson = new Map<Person, BatchWritten[]>();
  for (const one of written) {
    const person = circle.people.find(({ memberId }) => memberId === one.target.subject.id);
    if (person?.isActive) byPerson.set(person, [...(byPerson.get(person) ?? []), one]);
  }
  const { actor } = input;
  return [...byPerson].map(([person, parts]) => {
    const asked = parts.flatMap((one): Asked[] => {
      const metric = metricOf(circle, one);
      if (metric === undefined) return [];
      const { target, version, before } = one;
      const held = { held: valueOn(before, version.from), heldShape: target, instead: undefined };
      return [{ target, metric, version, name: actor.name, side: 'person', ...held }];
    });
    return {
      key: `proposed:${batchId}:${person.memberId}`,
      channel: person.slackUserId,
      reply: proposedManyReply(actor.name, asked, readerFor(input, person)),
    };
  });
}
