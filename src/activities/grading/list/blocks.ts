import type { KnownBlock, StaticSelect } from '@slack/types';
import type { TeamInfo } from '../../../people/person.ts';
import { actions, button, option, plainText, type Reply, section } from '../../../platform/blocks.ts';
import { inMessage, namesWithin } from '../../../platform/fit.ts';
import { plainInMrkdwn } from '../../../platform/mrkdwn.ts';
import type { Locale } from '../../../platform/words.ts';
import type { RecordedActivity } from '../../activity.ts';
import type { Frame } from '../../blocks.ts';
import { gradeText, pieceValue, resultText, workLine } from '../blocks.ts';
import { type Result, rateableUntil } from '../grade.ts';
import type { Rating } from '../store.ts';
import { gradingWords } from '../words.ts';

/** How far a piece of work is. */
export interface Status {
  result: Result | undefined;
  count: number;
  needed: number;
  asked: readonly string[];
}

/** What `/pace rate` shows a person. */
export interface RatingList {
  waiting: readonly { fact: RecordedActivity; author: string }[];
  rated: readonly { fact: RecordedActivity; author: string; rating: Rating }[];
  own: readonly { fact: RecordedActivity; status: Status }[];
  /** Of the teams that the reader leads. */
  teams: readonly { fact: RecordedActivity; author: string; status: Status }[];
  /** Teams whose raters the reader may choose. */
  led: readonly TeamInfo[];
}

/** `/pace rate`: what waits first, then what one rated, one's own work, and the teams'. */
export function ratingListReply(list: RatingList, frame: Frame): Reply {
  const { locale } = frame;
  const say = gradingWords(locale);
  const by = (author: string, fact: RecordedActivity): string =>
    `*${plainInMrkdwn(author)}* · ${workLine(fact, frame)}`;
  const waiting = list.waiting.map(({ fact, author }) =>
    workItem(by(author, fact), button(say('rate'), 'activities.rate', pieceValue(fact), 'primary')),
  );
  const rated = list.rated.map(({ fact, author, rating }) => {
    const line = `${by(author, fact)}\n${say('your-grade', { grade: gradeText(rating) })}`;
    const isOpen = frame.today < rateableUntil(fact.localDate);
    return isOpen
      ? workItem(line, button(say('rate-again'), 'activities.rate', pieceValue(fact)))
      : workItem(line);
  });
  const own = list.own.map(({ fact, status }) =>
    workItem(
      `${workLine(fact, frame)}\n${statusText(status, locale)}`,
      ...resultButton(fact, status, locale),
    ),
  );
  const teams = list.teams.map(({ fact, author, status }) => {
    const names = namesWithin(status.asked.map(plainInMrkdwn), locale, 6);
    const asked = status.asked.length === 0 ? '' : ` · ${say('asked', { names })}`;
    return workItem(
      `${by(author, fact)}\n${statusText(status, locale)}${asked}`,
      ...resultButton(fact, status, locale),
      button(say('pick-raters'), 'activities.pickRaters', pieceValue(fact)),
    );
  });
  const part = (title: string, items: readonly KnownBlock[][]): KnownBlock[][] =>
    items.length === 0 ? [] : [[section(title)], ...items];
  const items = [
    ...(waiting.length === 0 ? [[section(say('waiting-none'))]] : part(say('waiting'), waiting)),
    ...part(say('by-you'), rated),
    ...part(say('own'), own),
    ...part(say('teams'), teams),
  ];
  return { text: say('list-title'), blocks: inMessage([], items, leadersRow(list.led, locale), locale) };
}

function resultButton(fact: RecordedActivity, { result }: Status, locale: Locale) {
  if (result === undefined) return [];
  return [button(gradingWords(locale)('result'), 'activities.ratingResult', pieceValue(fact))];
}

function statusText({ result, count, needed, asked }: Status, locale: Locale): string {
  const say = gradingWords(locale);
  if (result !== undefined) return say('status-result', { grade: resultText(result), raters: result.raters });
  return asked.length === 0 ? say('status-nobody') : say('status-open', { count, needed });
}

/** Which team's raters to choose, and how raters compare: for those who lead. */
function leadersRow(led: readonly TeamInfo[], locale: Locale): KnownBlock[] {
  if (led.length === 0) return [];
  const say = gradingWords(locale);
  const pick: StaticSelect = {
    type: 'static_select',
    action_id: 'activities.pool',
    placeholder: plainText(say('pool-pick'), 150),
    options: led.slice(0, 100).map((team) => option(team.name, team.id)),
  };
  const row = actions(button(say('leniency'), 'activities.leniency', ''));
  return [{ ...row, elements: [pick, ...row.elements] }];
}

/** `/pace rate raters`. */
export function poolsReply(led: readonly TeamInfo[], locale: Locale): Reply {
  const say = gradingWords(locale);
  const text = say(led.length === 0 ? 'pool-none' : 'pool-intro');
  return { text, blocks: [section(text), ...leadersRow(led, locale)] };
}

/** Home's part: nothing where nothing waits. */
export function waitingPart(count: number, locale: Locale): KnownBlock[] {
  if (count === 0) return [];
  const say = gradingWords(locale);
  const accessory = button(say('show'), 'activities.ratings', '');
  return [{ ...section(`:memo: ${say('home-waiting', { count })}`), accessory }];
}

/** A line with buttons below, as one item of a list. */
function workItem(line: string, ...buttons: Parameters<typeof actions>): KnownBlock[] {
  return [section(line), ...(buttons.length === 0 ? [] : [actions(...buttons)])];
}
