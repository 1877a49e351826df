import type { Button, KnownBlock } from '@slack/types';
import { actions, button, context, header, type Reply, section } from '../../platform/blocks.ts';
import { inMessage } from '../../platform/fit.ts';
import { formatPeriod } from '../../platform/format.ts';
import { escapeText } from '../../platform/mrkdwn.ts';
import { type Asked, buttonValue } from './ask.ts';
import { ENOUGH, type Figures } from './figures.ts';
import { CUTS, type Cut } from './groups.ts';
import type { Returns, Row } from './reading/index.ts';
import type { Teller } from './tell.ts';

/** A report on spend as a message: what it brought, by channel, campaign or region, and where most was lost. Pure. */

export interface About {
  /** Whose figures: a team's name, or words. Plain text. */
  whose: string;
  fiscalYearStart: number;
  /** Without buttons of its own, as a scheduled report comes; and what is proposed to its reader. */
  posted?: readonly KnownBlock[];
}

/** "Q4 2026 · the whole company". */
export const subtitle = ({ asked }: Pick<Returns, 'asked'>, about: About, teller: Teller): string =>
  teller.say('subtitle', {
    period: formatPeriod(asked.period, teller.locale, { fiscalYearStart: about.fiscalYearStart }),
    whose: about.whose,
  });

export function returnsReply(returns: Returns, about: About, teller: Teller): Reply {
  const { say } = teller;
  const { asked, rows, whole } = returns;
  const title = say(`title-${asked.cut}`);
  const before = [header(title), context(escapeText(subtitle(returns, about, teller)))];
  if (rows.length === 0)
    return {
      text: title,
      blocks: [
        ...before,
        section(say('empty')),
        ...sinceWhen(asked, teller),
        ...(about.posted ?? [otherCuts(asked, teller)]),
      ],
    };
  const after = [
    section(bottleneckText(returns, teller)),
    context(say('smallPrint', { enough: ENOUGH })),
    ...(returns.funnel.spendKey === undefined ? [context(say('noSpendType'))] : []),
    ...(about.posted ?? [otherCuts(asked, teller)]),
  ];
  const items = rows.map((row) => [section(rowText(row, asked.cut, teller))]);
  return {
    text: title,
    blocks: inMessage([...before, section(wholeText(whole, teller))], items, after, teller.locale),
  };
}

function otherCuts(asked: Asked, { say }: Teller) {
  const value = (cut: Cut): string => buttonValue({ ...asked, cut });
  const ways: Record<Cut, Button> = {
    channel: button(say('by-channel'), 'campaigns.by-channel', value('channel')),
    campaign: button(say('by-campaign'), 'campaigns.by-campaign', value('campaign')),
    region: button(say('by-region'), 'campaigns.by-region', value('region')),
  };
  const picture = button(say('picture'), 'campaigns.picture', value(asked.cut));
  return actions(picture, ...CUTS.filter((cut) => cut !== asked.cut).map((cut) => ways[cut]));
}

const wholeText = (figures: Figures, teller: Teller): string =>
  [teller.say('whole'), ...figureLines(figures, teller)].join('\n');

const rowText = ({ name, figures }: Row, cut: Cut, teller: Teller): string =>
  [teller.say('row', { name: teller.name(name, cut) }), ...figureLines(figures, teller)].join('\n');

/** what a row says, in at most three lines. */
function figureLines(figures: Figures, teller: Teller): string[] {
  const { say } = teller;
  const { spend, leads, customers, revenue } = figures;
  const counted = say('counted', {
    leads: say('leads', { count: Number(leads) / 100, shown: teller.count(leads) }),
    customers: say('customers', { count: Number(customers) / 100, shown: teller.count(customers) }),
    revenue: teller.money(revenue),
  });
  const money = spend === null ? say('noSpend') : moneyText(figures, teller);
  return [`${counted} · ${money}`, ...conversionLines(figures, teller)];
}

function moneyText(figures: Figures, teller: Teller): string {
  const { say } = teller;
  const { spend, costPerLead, costPerCustomer, ratio, gain, isPart = false } = figures;
  const returned = [
    ...(costPerLead === null ? [] : [say('perLead', { amount: teller.cost(costPerLead) })]),
    ...(costPerCustomer === null ? [] : [say('perCustomer', { amount: teller.cost(costPerCustomer) })]),
    ...(ratio === null || gain === null
      ? []
      : [say('return', { times: teller.times(ratio), gain: teller.gain(gain) })]),
  ].join(' · ');
  const told = returned === '' || !isPart ? returned : say('part', { returned });
  return [say('spend', { amount: teller.money(spend ?? 0n) }), ...(told === '' ? [] : [told])].join(' · ');
}

/** each step with its interval, then the whole way; that they are few is said once. */
function conversionLines({ steps, overall, isFew }: Figures, teller: Teller): string[] {
  const { say } = teller;
  const parts = steps.flatMap(({ key, rate }) => {
    if (rate === null) return [];
    const said = { step: teller.step(key), share: teller.share(rate.share), interval: teller.interval(rate) };
    return [rate.interval === null ? say('stepOver', said) : say('step', said)];
  });
  const way =
    overall === null || overall.interval === null || parts.length < 2
      ? []
      : [say('overall', { share: teller.share(overall.share), interval: teller.interval(overall) })];
  const text = [parts.join(' '), ...way].filter((part) => part !== '').join(' · ');
  if (text === '') return [say('noConversion')];
  return [isFew ? `${text} · ${say('few')}` : text];
}

/** R-03 in words. */
export function bottleneckText({ bottleneck }: Pick<Returns, 'bottleneck'>, teller: Teller): string {
  const { say } = teller;
  if (bottleneck === undefined) return say('noBottleneck');
  const { key, fromKey, now, before, lost, mayBeChance } = bottleneck;
  const text = say('bottleneck', {
    ...{ from: teller.step(fromKey), step: teller.step(key), now: teller.share(now.share) },
    ...{ before: teller.share(before.share), lost: teller.about(lost) },
  });
  return mayBeChance ? `${text} ${say('chance')}` : text;
}

/** P-06: a fact belongs to the team that its person was in on its date, so that what was imported from before is the company's alone. */
const sinceWhen = ({ scope }: Asked, { say }: Teller): KnownBlock[] =>
  scope.kind === 'company' ? [] : [context(say('since'))];
