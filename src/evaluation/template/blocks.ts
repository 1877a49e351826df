import type { KnownBlock } from '@slack/types';
import { exact } from '../../kpi/exact.ts';
import { currency } from '../../kpi/money.ts';
import { formatValue } from '../../kpi/value.ts';
import { actions, button, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { capital, languageTag } from '../../platform/format.ts';
import { plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf, type Playbook } from '../../playbook/playbook.ts';
import { words } from '../words.ts';
import { balanceText } from './form.ts';
import { type CardKpi, type Template, templateBalance } from './template.ts';
import { templateWords } from './words.ts';

/** The scorecards of a workspace, with what may be done with each. */
export function templatesReply(
  templates: readonly Template[],
  playbook: Playbook,
  code: string,
  locale: Locale,
): Reply {
  const say = templateWords(locale);
  const add = actions(button(say('add'), 'evaluation.card-new', '', 'primary'));
  const before = [header(say('title')), ...(templates.length === 0 ? [section(say('none'))] : [])];
  const items = templates.map((template): KnownBlock[] => [
    section(templateText(template, playbook, code, locale)),
    actions(
      button(say('change'), 'evaluation.card-change', template.id),
      button(say('retire'), 'evaluation.card-retire', template.id),
    ),
  ]);
  return { text: say('text'), blocks: inMessage(before, items, [add], locale) };
}

function templateText(template: Template, playbook: Playbook, code: string, locale: Locale): string {
  const say = templateWords(locale);
  const balance = balanceText(templateBalance(template.kpis, playbook.metrics), locale);
  const reason = template.oneSidedReason;
  return say('line', {
    name: plainInMrkdwn(template.name),
    role: say(`role-${template.role}`),
    kpis: template.kpis.map((kpi) => kpiText(kpi, playbook, code, locale)).join(words(locale)('join')),
    reviews: [
      template.selfWeight === 0 ? '' : say('reviews', { weight: template.selfWeight }),
      template.peerWeight === 0 ? '' : say('peers', { weight: template.peerWeight }),
    ].join(''),
    balance: reason === '' ? balance : `${balance}\n_${say('oneSided', { reason: plainInMrkdwn(reason) })}_`,
  });
}

function kpiText(
  { metricKey, weight, floor }: CardKpi,
  playbook: Playbook,
  code: string,
  locale: Locale,
): string {
  const say = templateWords(locale);
  const metric = playbook.metrics.find((one) => one.key === metricKey);
  const name = plainInMrkdwn(metric === undefined ? metricKey : capital(nameOf(metric, locale)));
  if (floor === null || metric === undefined) return say('kpi', { name, weight });
  const format = { locale: languageTag(locale), currency: currency(code) };
  return say('kpiGate', { name, weight, floor: formatValue(exact(floor), metric.definition.unit, format) });
}
