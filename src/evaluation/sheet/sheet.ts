import { toDecimal } from '../../kpi/exact.ts';
import { NATURES } from '../../kpi/metric.ts';
import type { DocumentSpec, ScorecardSpec } from '../../platform/charts/index.ts';
import { capital } from '../../platform/format.ts';
import type { Locale } from '../../platform/words.ts';
import { nameOf } from '../../playbook/playbook.ts';
import type { CardView } from '../card/blocks.ts';
import type { KpiInput } from '../card/inputs.ts';
import { silenceKey, unratedKey } from '../card/keys.ts';
import { readFraction } from '../card/result.ts';
import { cardWords } from '../card/words.ts';
import { daysText, percentText, pointsText, signedText, valueText } from '../figures.ts';
import { peerPoints, textsByQuestion } from '../peers/peers.ts';
import { words } from '../words.ts';
import { sheetWords } from './words.ts';

/** A scorecard as a picture, and as a document to keep. Pure: all figures come with the card. */

const totalText = ({ result }: CardView, locale: Locale): string =>
  result.total === null || result.band === null
    ? words(locale)(unratedKey(result))
    : sheetWords(locale)('total', {
        total: pointsText(result.total, locale),
        band: words(locale)(`band-${result.band}`),
      });

const coverageText = ({ result }: CardView, locale: Locale): string =>
  cardWords(locale)('coverage', { percent: percentText(result.coverage, locale) });

function nameOfKpi({ metric }: KpiInput, { metrics }: CardView, locale: Locale): string {
  const found = metrics.find(({ key }) => key === metric);
  return found === undefined ? metric : capital(nameOf(found, locale));
}

/** Points of each KPI with its weight and nature, and how much of the weight has data (S-01…S-03). */
export function scorecardChart(view: CardView, locale: Locale): ScorecardSpec {
  const say = sheetWords(locale);
  return {
    kind: 'scorecard',
    title: totalText(view, locale),
    subtitle: say('subtitle', { coverage: coverageText(view, locale), name: view.name }),
    empty: say('empty'),
    legend: { target: say('target') },
    rows: view.inputs.kpis.map((kpi, index) => {
      const points = view.result.kpis[index]?.points ?? null;
      return {
        name: nameOfKpi(kpi, view, locale),
        note: say('note', { nature: words(locale)(`nature-${kpi.nature}`), weight: kpi.weight }),
        nature: NATURES.indexOf(kpi.nature),
        points: points === null ? null : Number(toDecimal(readFraction(points), 3)),
        label:
          points === null
            ? cardWords(locale)(silenceKey(kpi))
            : say('points', { points: pointsText(points, locale) }),
      };
    }),
  };
}

/** The whole card: the picture, every figure, and what was said, as far as the reader may see it. */
export function scorecardDocument(
  view: CardView,
  given: { period: string; state: string },
  locale: Locale,
): DocumentSpec {
  const say = sheetWords(locale);
  const { present, working } = view.inputs.presence;
  const named = { name: view.name, cycle: view.cycleName };
  const presence = cardWords(locale)('presence', {
    present: daysText(present, locale),
    working: daysText(working, locale),
  });
  return {
    title: say('title', named),
    subtitle: say('documentSubtitle', {
      period: given.period,
      coverage: coverageText(view, locale),
      presence,
    }),
    chart: scorecardChart(view, locale),
    parts: [
      { title: say('figures'), lines: figureLines(view, locale) },
      { title: say('score'), lines: scoreLines(view, locale) },
      { title: say('said'), lines: saidLines(view, locale).map((text) => ({ text })) },
      { title: say('answers'), lines: answerLines(view, locale).map((text) => ({ text })) },
    ],
    foot: say('foot', { ...named, state: given.state }),
  };
}

type Lines = DocumentSpec['parts'][number]['lines'];

function figureLines(view: CardView, locale: Locale): Lines {
  const say = sheetWords(locale);
  return view.inputs.kpis.map((kpi, index) => {
    const points = view.result.kpis[index]?.points ?? null;
    const nature = words(locale)(`nature-${kpi.nature}`);
    const said = { name: nameOfKpi(kpi, view, locale), nature, weight: kpi.weight };
    if (points === null || kpi.value === null || kpi.levels === null)
      return { text: say('silent', { ...said, why: cardWords(locale)(silenceKey(kpi)) }), isQuiet: true };
    const figure = (text: string): string => valueText(text, kpi, view.inputs.currency, locale);
    return {
      text: say('figure', { ...said, actual: figure(kpi.value), target: figure(kpi.levels.target) }),
      right: say('points', { points: pointsText(points, locale) }),
    };
  });
}

function scoreLines(view: CardView, locale: Locale): Lines {
  const natures = NATURES.map((nature) => {
    const points = view.result.byNature[nature];
    const text = words(locale)(`nature-${nature}`);
    const right =
      points === null
        ? cardWords(locale)('silence-no data')
        : sheetWords(locale)('points', { points: pointsText(points, locale) });
    return { text, right };
  });
  return [...natures, { text: totalText(view, locale) }];
}

function saidLines(view: CardView, locale: Locale): string[] {
  const say = sheetWords(locale);
  const { adjustment, self, managerText, peers, names } = view;
  const second = adjustment?.confirmedById;
  const adjusted =
    adjustment === null || second == null
      ? []
      : [
          say('adjusted', {
            ...{ points: signedText(adjustment.points), actor: names.get(adjustment.actorId) ?? '?' },
            ...{ second: names.get(second) ?? '?', reason: adjustment.reason },
          }),
        ];
  const own = self === null ? [] : [say('grade', { grade: self.grade })];
  const text = self === null || self.text === '' ? [] : [say('self', { text: self.text })];
  const manager = managerText === '' ? [] : [say('manager', { text: managerText })];
  return [...adjusted, ...own, ...text, ...manager, ...peerLines(peers, locale)];
}

function peerLines({ answers, questions }: CardView['peers'], locale: Locale): string[] {
  if (answers.length === 0) return [];
  const points = peerPoints(answers.map(({ grade }) => grade)) ?? '–';
  const said = textsByQuestion(answers, questions.length).flatMap((texts, index) =>
    texts.length === 0 ? [] : [questions[index] ?? '', ...texts.map((text) => `• ${text}`)],
  );
  return [sheetWords(locale)('peers', { count: answers.length, points }), ...said];
}

const answerLines = ({ answers, names }: CardView, locale: Locale): string[] =>
  answers.map(({ kind, text, actorId }) =>
    sheetWords(locale)('answer', {
      who: names.get(actorId) ?? '?',
      kind: cardWords(locale)(`said-${kind}`),
      text,
    }),
  );
