import type { Button, KnownBlock } from '@slack/types';
import type { PeriodKey } from '../kpi/period.ts';
import type { TeamInfo } from '../people/person.ts';
import { actions, button, context, header, type Reply, section } from '../platform/blocks.ts';
import { inMessage } from '../platform/fit.ts';
import type { Locale } from '../platform/words.ts';
import { LEAST_PEOPLE } from './bag/bag.ts';
import { about, experimentLine, type Frame, lineText } from './phrases.ts';
import { type Experiment, MOST_EXPERIMENTS, type Retro } from './retro.ts';
import { words } from './words.ts';

/** So many are offered to be begun; any other is typed. */
const MOST_STARTS = 8;

/** What a person is shown of the retrospectives that concern them. */
export interface Overview {
  open: readonly {
    retro: Retro;
    /** Whether the reader leads the team. */
    leads: boolean;
    /** Whether the reader takes part in it. */
    takesPart: boolean;
    /** While it collects: whether enough people took part. */
    isEnough: boolean;
    experiments: readonly Experiment[];
  }[];
  /** What the reader could open. */
  toStart: readonly { team: TeamInfo; period: PeriodKey }[];
}

export function overviewReply({ open, toStart }: Overview, frame: Frame): Reply {
  const say = words(frame.locale);
  const lead = toStart.length > 0;
  const none = open.length === 0 ? [section(say(lead ? 'noneOpenLead' : 'noneOpen'))] : [];
  const starts = toStart.slice(0, MOST_STARTS).map(({ team, period }) => ({
    ...section(say('start', about(frame, { teamId: team.id, periodKey: period }))),
    accessory: button(say('begin'), 'retro.start', `${team.id}|${period}`),
  }));
  return {
    text: say('myTitle'),
    blocks: inMessage(
      [header(say('myTitle')), ...none],
      open.map((one) => ofOne(one, frame)),
      [...starts, actions(button(say('archive'), 'retro.archive', ''))],
      frame.locale,
    ),
  };
}

function ofOne(
  { retro, leads, takesPart, isEnough, experiments }: Overview['open'][number],
  frame: Frame,
): KnownBlock[] {
  const say = words(frame.locale);
  const which = about(frame, retro);
  const { id } = retro;
  const part = (text: string, action: Button): Button[] => (text === '' ? [] : [action]);
  switch (retro.state) {
    case 'collecting':
      return [
        section(say('stateCollecting', which)),
        context(say(isEnough ? 'enough' : 'notEnough', { least: LEAST_PEOPLE })),
        ...row(
          ...(takesPart ? [button(say('contribute'), 'retro.contribute', id, 'primary')] : []),
          ...(leads
            ? [
                button(say('remind'), 'retro.remind', id),
                button(say('reveal'), 'retro.reveal', id),
                button(say('close'), 'retro.close', id),
                button(say('discard'), 'retro.discard', id),
              ]
            : []),
        ),
      ];
    case 'voting':
      return [
        section(say('stateVoting', which)),
        ...row(
          ...(takesPart ? [button(say('vote'), 'retro.vote', id, 'primary')] : []),
          ...(leads
            ? [button(say('count'), 'retro.count', id), button(say('close'), 'retro.close', id)]
            : []),
        ),
      ];
    case 'deciding':
      return [
        section(say('stateDeciding', which)),
        ...experiments.flatMap((one) => experimentBlocks(one, leads, frame)),
        ...row(
          ...part(
            leads && experiments.length < MOST_EXPERIMENTS ? 'x' : '',
            button(say('addExperiment'), 'retro.experiment', id, 'primary'),
          ),
          ...(leads ? [button(say('close'), 'retro.close', id)] : []),
        ),
      ];
    case 'closed':
    case 'discarded':
      return [];
  }
}

const row = (...buttons: Button[]): KnownBlock[] => (buttons.length === 0 ? [] : [actions(...buttons)]);

/** An experiment, with the button that drops it. */
function experimentBlocks(experiment: Experiment, mayDrop: boolean, frame: Frame): KnownBlock[] {
  const isOn = mayDrop && experiment.state === 'running';
  const drop = button(words(frame.locale)('dropExperiment'), 'retro.drop', experiment.id);
  return [section(experimentLine(experiment, frame)), ...(isOn ? [actions(drop)] : [])];
}

/** What whoever contributed is answered; the token is known to them alone. */
export function keptReply(retroId: string, token: string, left: number, locale: Locale): Reply {
  const say = words(locale);
  const text = left === 0 ? say('keptNone') : say('kept', { count: left });
  return {
    text,
    blocks: [
      section(text),
      actions(
        ...(left === 0 ? [] : [button(say('contribute'), 'retro.contribute', retroId)]),
        button(say('withdraw'), 'retro.withdraw', `${retroId}|${token}`),
      ),
    ],
  };
}

/** An experiment was kept. */
export function savedReply(experiment: Experiment, frame: Frame): Reply {
  const say = words(frame.locale);
  return {
    text: say('saved', { experiment: lineText(experiment.text, 200) }),
    blocks: experimentBlocks(experiment, true, frame),
  };
}
