import { currency } from '../../kpi/money.ts';
import { namesWithin } from '../../platform/fit.ts';
import { escapeText, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { VerbInput } from '../../platform/slice.ts';
import { nameOf } from '../../playbook/playbook.ts';
import { readPlaybook } from '../../playbook/store.ts';
import { denied } from '../../workspace/store.ts';
import { explain } from '../grammar/explain.ts';
import { type AfterRecord, reach, save } from '../recording/slack.ts';
import { type FigureProblem, parseFigure } from './figure.ts';
import { mayEnterSpend, spendLines, spendType } from './spend.ts';
import { entryWords } from './words.ts';

/** `/pace spend 500 via:ads`: read as the line of `/log` that it is, for those who lead. */
export function spend(logText: (input: VerbInput) => Promise<void>): (input: VerbInput) => Promise<void> {
  return async (input) => {
    const { deps, workspace, actor, text } = input;
    const say = entryWords(actor.locale);
    if (!mayEnterSpend(actor)) {
      await denied(deps.db, workspace.id, actor.memberId, 'log', 'spend');
      return input.reply({ text: say('spendDenied') });
    }
    const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
    const type = spendType(playbook);
    if (type === undefined) return input.reply({ text: say('spendMissing') });
    if (text.trim() === '') return input.reply({ text: say('spendHelp') });
    return logText({ ...input, text: spendLines(text, type, actor.locale) });
  };
}

/** `/pace figure NPS 42`: a figure by hand, as a fact of the metric's own activity. */
export function figure(afterRecord: AfterRecord): (input: VerbInput) => Promise<void> {
  return async (input) => {
    const { deps, workspace, actor, today, text } = input;
    const playbook = await readPlaybook(deps.db, workspace.id, workspace.playbookVersion);
    const say = entryWords(actor.locale);
    const manual = playbook.metrics.filter((one) => one.definition.kind === 'manual' && !one.isRetired);
    if (manual.length === 0) return input.reply({ text: say('figureNone') });
    if (text.trim() === '') {
      const names = manual.map((metric) => plainInMrkdwn(nameOf(metric, actor.locale)));
      return input.reply({ text: say('figureHelp', { names: namesWithin(names, actor.locale) }) });
    }
    const context = {
      ...{ playbook, currency: currency(workspace.currency), locale: actor.locale, today },
      daysBack: reach(input, actor),
    };
    const read = parseFigure(text, context);
    if (!read.ok) return input.reply({ text: inWords(read.problem, input, playbook) });
    await save(input, { subject: actor, lines: [read.value], origin: 'slash', typed: text }, afterRecord);
  };
}

function inWords(
  problem: FigureProblem,
  { actor, workspace }: VerbInput,
  playbook: Parameters<typeof explain>[2],
): string {
  const say = entryWords(actor.locale);
  if (problem.kind === 'no metric') return say('figureNoMetric');
  if (problem.kind === 'date') return explain(problem.why, actor.locale, playbook, workspace.currency);
  const name = escapeText(nameOf(problem.metric, actor.locale));
  switch (problem.kind) {
    case 'not by hand':
      return say('figureNotByHand', { name });
    case 'no value':
      return say('figureNoValue', { name });
    case 'value':
      return say('figureValue', { name });
  }
}
