import { scaledText } from '../../kpi/exact.ts';
import { currency } from '../../kpi/money.ts';
import { decimalsOf } from '../../kpi/value.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import { keepable } from '../../platform/normalise.ts';
import type { ActionInput, FieldErrors, Input, SubmitCheck, SubmitInput } from '../../platform/slice.ts';
import type { Playbook } from '../../playbook/playbook.ts';
import { onlyAdministrator, readScene } from '../scene/slack.ts';
import { words } from '../words.ts';
import { templatesReply } from './blocks.ts';
import { cardMemory, cardView, formOf, problemAt, readCard, withFloors } from './form.ts';
import { listTemplates, saveTemplate } from './store.ts';
import { checkTemplate, suggestedKpis, type Template } from './template.ts';
import { templateWords } from './words.ts';

/** Scorecard templates: administrators make and change them (S-02, S-03). */

/** `/review templates`. */
export async function showTemplates(input: Input): Promise<void> {
  if (!(await onlyAdministrator(input, 'scorecards'))) return;
  const { deps, workspace, actor } = input;
  const [templates, { playbook }] = await Promise.all([
    listTemplates(deps.db, workspace.id),
    readScene(input),
  ]);
  await input.reply(templatesReply(templates, playbook, workspace.currency, actor.locale));
}

/** "New scorecard" and "Change". */
export async function openCard(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'scorecards'))) return;
  const { deps, workspace, actor } = input;
  const [templates, { playbook }] = await Promise.all([
    listTemplates(deps.db, workspace.id),
    readScene(input),
  ]);
  const template = templates.find((one) => one.id === input.value);
  if (template === undefined && input.actionId === 'evaluation.card-change')
    return input.reply({ text: words(actor.locale)('gone') });
  const suggested = suggestedKpis(playbook.metrics, new Set());
  const floors = floorTexts(template, playbook, workspace.currency);
  await input.open(cardView(formOf(template, suggested, floors), playbook, workspace.currency, actor.locale));
}

/** Floors as one would type them. */
function floorTexts(
  template: Template | undefined,
  playbook: Playbook,
  code: string,
): Record<string, string> {
  const found = template?.kpis ?? [];
  return Object.fromEntries(
    found.flatMap(({ metricKey, floor }) => {
      const metric = playbook.metrics.find((one) => one.key === metricKey);
      if (floor === null || metric === undefined) return [];
      const decimals = decimalsOf(metric.definition.unit, currency(code));
      return [
        [
          metricKey,
          scaledText(floor, decimals)
            .replace(/(\.\d*?)0+$/, '$1')
            .replace(/\.$/, ''),
        ],
      ];
    }),
  );
}

/** Other KPIs were chosen, or "Add up" was pressed: the form with the fields and the total of now. */
export async function updateCard(input: ActionInput): Promise<void> {
  const memory = cardMemory(input.view?.metadata ?? '');
  if (input.view === undefined || memory === undefined) return;
  const { playbook } = await readScene(input);
  const chosen = input.actionId === 'evaluation.card-metrics' ? { metrics: input.value } : {};
  const { wish, floors } = readCard({ ...input.view.values, ...chosen });
  const { workspace, actor } = input;
  await input.updateView(
    cardView({ id: memory.id, wish, floors }, playbook, workspace.currency, actor.locale),
  );
}

/** S-02…S-04: everything that can be wrong is said at its field, before the form closes. */
export function checkCard({ values, metadata, locale }: SubmitCheck): FieldErrors | undefined {
  const memory = cardMemory(metadata);
  const { wish, floors } = readCard(values);
  const { metrics = [], code = 'USD' } = memory ?? {};
  const read = withFloors(wish, floors, metrics, code);
  if ('wrong' in read) return { [`floor:${read.wrong}`]: templateWords(locale)('problemFloor') };
  const checked = checkTemplate(read.wish, metrics);
  if (checked.ok) return undefined;
  const { field, text } = problemAt(checked.problem, locale);
  return { [field]: text };
}

/** The form was handed in: a further version, judged once more by the playbook of now. */
export async function submitCard(input: SubmitInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'scorecards'))) return;
  const { deps, workspace, actor, transportKey } = input;
  const say = templateWords(actor.locale);
  const { playbook } = await readScene(input);
  const { wish, floors } = readCard(input.values);
  const read = withFloors(
    { ...wish, name: keepable(wish.name) },
    floors,
    playbook.metrics,
    workspace.currency,
  );
  if ('wrong' in read) return input.reply({ text: say('problemFloor') });
  const checked = checkTemplate(read.wish, playbook.metrics);
  if (!checked.ok) return input.reply({ text: problemAt(checked.problem, actor.locale).text });
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  const id = cardMemory(input.metadata)?.id ?? '';
  const saved = await saveTemplate(deps.db, act, checked.value, id === '' ? {} : { id });
  const text =
    saved === undefined
      ? words(actor.locale)('repeated')
      : say('saved', { name: plainInMrkdwn(saved.name), version: saved.version });
  await input.reply({ text });
}

/** "Retire". */
export async function retireCard(input: ActionInput): Promise<void> {
  if (!(await onlyAdministrator(input, 'scorecards'))) return;
  const { deps, workspace, actor, transportKey } = input;
  const template = (await listTemplates(deps.db, workspace.id)).find((one) => one.id === input.value);
  if (template === undefined) return input.reply({ text: words(actor.locale)('gone') });
  const act = { workspaceId: workspace.id, actorId: actor.memberId, transportKey };
  await saveTemplate(deps.db, act, template, { id: template.id, isRetired: true });
  await input.reply({ text: templateWords(actor.locale)('retired', { name: plainInMrkdwn(template.name) }) });
}
