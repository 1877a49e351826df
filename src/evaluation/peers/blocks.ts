import type { ModalView } from '@slack/types';
import type { Person } from '../../people/person.ts';
import { button, plainText, section } from '../../platform/blocks.ts';
import { linesWithin, namesWithin } from '../../platform/fit.ts';
import { formatDate } from '../../platform/format.ts';
import { choiceField, form, textField } from '../../platform/forms.ts';
import type { Notice } from '../../platform/jobs/outbox.ts';
import { cut, plainInMrkdwn } from '../../platform/mrkdwn.ts';
import type { Locale } from '../../platform/words.ts';
import type { Cycle } from '../cycle/cycle.ts';
import {
  LEAST_PEERS,
  MOST_PEERS,
  type PeerAnswer,
  type PeerRequest,
  peerPoints,
  textsByQuestion,
} from './peers.ts';
import { peerWords } from './words.ts';

export const PEERS_FORM = 'evaluation.peers-form';
export const PEER_FORM = 'evaluation.peer-form';

const GRADES = ['1', '2', '3', '4', '5'] as const;

/** The questions of a template, else the usual ones. */
export function questionsOf(own: readonly string[], name: string, locale: Locale): string[] {
  const say = peerWords(locale);
  return own.length > 0 ? [...own] : [say('question-0', { name }), say('question-1', { name })];
}

/** Who are somebody's peers: proposed by themselves, or asked by who evaluates. */
export function peersView(
  value: string,
  given: { name: string; slackUserIds: readonly string[]; isOwn: boolean },
  locale: Locale,
): ModalView {
  const say = peerWords(locale);
  const { name, slackUserIds, isOwn } = given;
  const said = { title: say('title'), submit: say(isOwn ? 'propose' : 'ask'), close: say('close') };
  return form(PEERS_FORM, said, value, [
    {
      ...{ type: 'input', block_id: 'peers', label: plainText(say('who', { name })) },
      hint: plainText(say('whoHint')),
      element: {
        ...{ type: 'multi_users_select', action_id: 'peers', max_selected_items: MOST_PEERS },
        ...(slackUserIds.length === 0 ? {} : { initial_users: [...slackUserIds] }),
      },
    },
  ]);
}

/** The short form of a peer. */
export function peerView(
  value: string,
  given: { name: string; questions: readonly string[] },
  locale: Locale,
): ModalView {
  const say = peerWords(locale);
  const said = { title: say('formTitle'), submit: say('send'), close: say('close') };
  const grades = GRADES.map((grade) => ({ value: grade, text: say(`grade-${grade}`) }));
  return form(PEER_FORM, said, value, [
    section(say('about', { name: plainInMrkdwn(given.name) })),
    choiceField('grade', say('grade'), grades),
    ...given.questions.map((question, index) =>
      textField(`text-${index}`, question, { optional: true, limit: 1000 }),
    ),
  ]);
}

/** A peer is asked. */
export function peerNotice(cycle: Cycle, about: Person, peer: Person): Notice {
  const say = peerWords(peer.locale);
  const text = say('toldPeer', {
    ...{ name: plainInMrkdwn(about.name), cycle: plainInMrkdwn(cycle.name) },
    date: formatDate(cycle.selfDue, peer.locale, true),
  });
  const give = button(say('give'), 'evaluation.peer', `${cycle.id}:${about.memberId}`, 'primary');
  return {
    key: `peer:${cycle.id}:${about.memberId}:${peer.memberId}`,
    channel: peer.slackUserId,
    reply: { text, blocks: [section(text), { type: 'actions', elements: [give] }] },
  };
}

/** Who evaluates is asked to approve. */
export function proposalNotice(
  cycle: Cycle,
  about: Person,
  peers: readonly Person[],
  evaluator: Person,
  key: string,
): Notice {
  const say = peerWords(evaluator.locale);
  const names = namesWithin(
    peers.map(({ name }) => plainInMrkdwn(name)),
    evaluator.locale,
  );
  const text = say('toldProposal', {
    ...{ name: plainInMrkdwn(about.name), cycle: plainInMrkdwn(cycle.name), names },
  });
  const value = `${cycle.id}:${about.memberId}`;
  const elements = [
    button(say('approve'), 'evaluation.peers-approve', value, 'primary'),
    button(say('change'), 'evaluation.peers', value),
  ];
  return {
    ...{ key, channel: evaluator.slackUserId },
    reply: { text, blocks: [section(text), { type: 'actions', elements }] },
  };
}

/** What a card shows of peers: how many answered; and once it may be shown, all of it together. */
export interface PeersShown {
  requests: readonly PeerRequest[];
  /** Empty while they may not be shown. */
  answers: readonly PeerAnswer[];
  questions: readonly string[];
  /** Names of those who were proposed and wait for approval. */
  proposed: readonly string[];
}

/** A card holds much else: what does not fit is counted. */
const TEXT_LIMIT = 250;
const QUESTION_LIMIT = 120;
const ANSWERS_LIMIT = 700;

export function peerTexts({ requests, answers, questions, proposed }: PeersShown, locale: Locale): string[] {
  if (requests.length === 0) return [];
  const say = peerWords(locale);
  if (proposed.length > 0) {
    const names = namesWithin(proposed.map(plainInMrkdwn), locale);
    return [say('countProposed', { names })];
  }
  const done = requests.filter(({ state }) => state === 'done').length;
  const count = say('count', { done, count: requests.length });
  if (answers.length === 0) return [`${count} ${say('hidden', { least: LEAST_PEERS })}`];
  const points = peerPoints(answers.map(({ grade }) => grade)) ?? '–';
  const texts = textsByQuestion(answers, questions.length).flatMap((said, index): string[] => {
    if (said.length === 0) return [];
    const lines = said.map((text) => say('text', { text: cut(plainInMrkdwn(text), TEXT_LIMIT) }));
    const question = cut(plainInMrkdwn(questions[index] ?? ''), QUESTION_LIMIT);
    return [say('question', { question, texts: linesWithin(lines, locale, ANSWERS_LIMIT) })];
  });
  return [say('shown', { count: answers.length, points }), ...texts];
}
