/** T-07: "Check how hard it is", in the form while it is filled in: the verdict and what would be better. Nothing is saved. */
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { ActionInput } from '../../../platform/slice.ts';
import { denied } from '../../../workspace/store.ts';
import { type Circle, readCircle, subjectOf } from '../../circle/slack.ts';
import type { Asked } from '../../difficulty/judge.ts';
import { meterLine, suggestionLine } from '../../difficulty/phrases.ts';
import { judgeAll } from '../../difficulty/reading/index.ts';
import { difficultyWords } from '../../difficulty/words.ts';
import { readValue } from '../../grammar/value.ts';
import { sayTo } from '../../phrases.ts';
import { readSubject, type Target } from '../../target.ts';
import { mayDo } from '../../whose.ts';
import { type Filled, readForm } from '../check.ts';
import { formView } from '../form.ts';
import { refilled } from '../refill.ts';
import { startOf } from '../slack.ts';

/** The button in the form. */
export async function check(input: ActionInput): Promise<void> {
  if (input.view === undefined) return;
  const { values } = input.view;
  const circle = await readCircle(input);
  const filled = readForm(values);
  const lines = filled.ok
    ? await checkedLines(input, circle, filled.value)
    : [difficultyWords(circle.reader.locale)('check_missing')];
  const known = filled.ok ? asTarget(filled.value) : undefined;
  const start = startOf(input, circle, undefined, known);
  await input.updateView(refilled(formView(start, circle.playbook, circle.reader, lines), values));
}

async function checkedLines(input: ActionInput, circle: Circle, filled: Filled): Promise<string[]> {
  const { reader, playbook } = circle;
  const { actor, deps, workspace } = input;
  const say = difficultyWords(reader.locale);
  const metric = playbook.metrics.find((one) => one.key === filled.metricKey && !one.isRetired);
  if (metric === undefined || filled.value === '') return [say('check_missing')];
  const value = readValue(filled.value, metric, reader.currency);
  if (!value.ok) return [say('check_unread')];
  const self = { kind: 'member', id: actor.memberId } as const;
  const subject = filled.who === '' ? self : readSubject(filled.who);
  const whose = subject === undefined ? undefined : subjectOf(subject, input, circle);
  if (whose === undefined) return [sayTo(reader)('unknown_member')];
  if (!whose.isSelf && !mayDo(actor, 'set-target', whose)) {
    await denied(deps.db, workspace.id, actor.memberId, 'see-targets', filled.who);
    return [sayTo(reader)('denied_see', { name: plainInMrkdwn(whose.name) })];
  }
  const band = readValue(filled.levels.tolerance, metric, reader.currency, true);
  const asked: Asked = {
    ...{ subject: whose.subject, metric, shape: filled.shape, value: value.value },
    ...{ tolerance: band.ok ? band.value : undefined, on: filled.from ?? reader.today },
  };
  const judgement = (await judgeAll(input, circle, new Map([['', asked]]))).get('');
  if (judgement === undefined) return [say('check_none')];
  return [meterLine(judgement, reader), suggestionLine(judgement, reader)].filter(Boolean);
}

/** What the form is about, so that it shows the same choices again. */
function asTarget({ metricKey, shape }: Filled): Target {
  const { periodKind, periodKey } = shape;
  const subject = { kind: 'member', id: '' } as const;
  return { id: '', subject, metricKey, layer: 'own', periodKind, periodKey, versions: [] };
}
