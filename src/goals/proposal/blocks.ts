/** T-06: a rep's proposal, as they and their lead see it. Pure. */
import { actions, button, type Reply, section } from '../../platform/blocks.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { MetricInfo } from '../../playbook/playbook.ts';
import { levelsLine } from '../levels/phrases.ts';
import { amount, dateName, metricName, type Reader, sayTo } from '../phrases.ts';
import type { Shape, Target, TargetVersion } from '../target.ts';

/** A rep's wish where a manager's target stands: what is proposed, why it needs a yes, and who gives it. */
export function proposedReply(
  given: {
    target: Target;
    metric: MetricInfo;
    version: TargetVersion;
    /** What holds until then. */
    official: { value: bigint | null; shape: Shape };
    leadNames: readonly string[];
  },
  reader: Reader,
): Reply {
  const say = sayTo(reader);
  const { target, metric, version, official, leadNames } = given;
  const held = amount(metric, official.value, official.shape, reader);
  const names = leadNames.map(plainInMrkdwn).join(say('list_comma'));
  const title = say('proposed', {
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: amount(metric, version.value, target, reader),
  });
  const why = official.value === null ? '' : say('proposal_why', { amount: held });
  const waits =
    leadNames.length === 0
      ? say('proposal_nobody')
      : official.value === null
        ? say('proposal_waits_none', { names })
        : say('proposal_waits', { names, amount: held });
  const blocks = [
    section(
      [title, levelsLine(metric, version.value, version.levels, reader), why, waits]
        .filter(Boolean)
        .join('\n'),
    ),
    actions(button(say('withdraw'), 'goals.undo', `${target.id}:${version.seq}`)),
  ];
  return { text: title, blocks };
}

/** The proposal as the lead gets it, with "Set it" and "Decline". */
export function proposalForLead(
  given: {
    target: Target;
    metric: MetricInfo;
    version: TargetVersion;
    name: string;
    held: bigint | null;
    heldShape: Shape;
  },
  reader: Reader,
): Reply {
  const say = sayTo(reader);
  const { target, metric, version } = given;
  const value = amount(metric, version.value, target, reader);
  const names = {
    name: plainInMrkdwn(given.name),
    metric: plainInMrkdwn(metricName(metric, reader)),
    amount: value,
    date: dateName(version.from, reader),
  };
  const now =
    given.held === null
      ? say('proposal_now_none')
      : say('proposal_now', { amount: amount(metric, given.held, given.heldShape, reader) });
  const reason =
    version.reason === '' ? '' : say('proposal_reason', { reason: plainInMrkdwn(version.reason) });
  const text = say('proposal_to_lead', names);
  const key = `${target.id}:${version.seq}`;
  const blocks = [
    section(
      [text, levelsLine(metric, version.value, version.levels, reader), now, reason]
        .filter(Boolean)
        .join('\n'),
    ),
    actions(
      button(say('accept'), 'goals.accept', key, 'primary'),
      button(say('decline'), 'goals.decline', key),
    ),
  ];
  return { text, blocks };
}
