/** `/pace whatif team West calls 60 weekly`, `/pace 试算 团队 华东 电话 1.1倍`: what the words fill in. Pure. */
import { looksLikeFactor } from '../goals/factor/factor.ts';
import type { Frame, Who } from '../goals/grammar/command.ts';
import { takeMetric, takePeriod } from '../goals/grammar/parts.ts';
import { type Token, textOf, tokensOf } from '../goals/grammar/tokens.ts';
import { readValue } from '../goals/grammar/value.ts';
import { takeWho } from '../goals/grammar/who.ts';
import type { CalendarPeriodKind } from '../kpi/period.ts';
import { normalise } from '../platform/normalise.ts';
import type { MetricInfo } from '../playbook/playbook.ts';

/** What was said; what was not is undefined. */
export interface Said {
  readonly who: Who | undefined;
  readonly metric: MetricInfo | undefined;
  readonly kind: CalendarPeriodKind | undefined;
  readonly value: string | undefined;
  readonly factor: string | undefined;
  readonly tolerance: string | undefined;
  /** What was not understood, as typed. */
  readonly rest: string;
}

export const NOTHING_SAID: Said = {
  ...{ who: undefined, metric: undefined, kind: undefined, value: undefined, factor: undefined },
  ...{ tolerance: undefined, rest: '' },
};

const FILLERS = new Set(['if', 'with', 'at', 'to', 'for', 'of', '如果', '要是', '目标']);
const BAND = new Set(['±', '+-', '+/-']);

/** Reads the words in any order; nothing is an error, since the modal asks for what is missing. */
export function parseWhatIf(typed: string, frame: Frame): Said {
  const tokens = tokensOf(normalise(typed.replaceAll('\n', ' ')).text);
  const whose = takeWho(tokens, frame);
  const words = (whose.ok ? whose.value.rest : tokens).filter(({ text }) => !FILLERS.has(text.toLowerCase()));
  const metric = takeMetric(words, frame.playbook);
  const period = takePeriod(metric?.rest ?? words, frame, false);
  const band = takeBand(period?.rest ?? metric?.rest ?? words);
  const found = takeNumber(band.rest, metric?.value, frame);
  return {
    who: whose.ok && whose.value.who.kind !== 'self' ? whose.value.who : undefined,
    metric: metric?.value,
    kind: period?.value.periodKind,
    value: found.kind === 'value' ? found.text : undefined,
    factor: found.kind === 'factor' ? found.text : undefined,
    tolerance: band.text,
    rest: textOf(found.rest),
  };
}

function takeBand(tokens: readonly Token[]): { text: string | undefined; rest: readonly Token[] } {
  const at = tokens.findIndex(({ text }) => BAND.has(text));
  const width = tokens[at + 1];
  if (at === -1 || width === undefined) return { text: undefined, rest: tokens };
  return { text: width.text, rest: [...tokens.slice(0, at), ...tokens.slice(at + 2)] };
}

/** The longest run of words that is a factor or a value: `x 1.1`, `$120 000`. */
function takeNumber(
  tokens: readonly Token[],
  metric: MetricInfo | undefined,
  { currency }: Frame,
): { kind: 'value' | 'factor' | 'none'; text: string; rest: readonly Token[] } {
  const percentIsValue = metric?.definition.unit === 'percent';
  for (let length = Math.min(3, tokens.length); length > 0; length -= 1)
    for (let at = 0; at + length <= tokens.length; at += 1) {
      const text = textOf(tokens.slice(at, at + length));
      const rest = [...tokens.slice(0, at), ...tokens.slice(at + length)];
      if (looksLikeFactor(text.replaceAll(' ', ''), percentIsValue)) return { kind: 'factor', text, rest };
      const isValue =
        metric === undefined ? /^\S*\d/.test(text) && length === 1 : readValue(text, metric, currency).ok;
      if (isValue) return { kind: 'value', text, rest };
    }
  return { kind: 'none', text: '', rest: tokens };
}
