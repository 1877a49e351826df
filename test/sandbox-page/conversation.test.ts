import { describe, expect, test } from 'vitest';
import type { Conversation, Message, State } from '../../sandbox/contract.ts';
import { rowsOf } from '../../sandbox/page/src/messages/rows.ts';
import { sortConversations } from '../../sandbox/page/src/sidebar/sort.ts';
import { type Event, firstModel, type Model } from '../../sandbox/page/src/store/model.ts';
import { reduce } from '../../sandbox/page/src/store/reduce.ts';

const message = (ts: string, more: Partial<Message> = {}): Message => ({
  channel: 'C1',
  ts,
  userId: 'U1',
  text: ts,
  blocks: [],
  files: [],
  replyCount: 0,
  edited: false,
  ephemeral: false,
  ...more,
});

const me = {
  id: 'U1',
  name: 'ana',
  realName: 'Ana Kim',
  title: '',
  email: '',
  locale: 'en-US',
  tz: 'UTC',
  isBot: false,
  isAdmin: false,
  deleted: false,
  color: '#123456',
} as const;
const state: State = {
  workspace: { id: 'T1', name: 'W' },
  workspaces: [],
  me,
  people: [me],
  conversations: [],
  apps: [],
  commands: [],
  shortcuts: [],
  home: null,
};
const modelAfter = (...events: Event[]): Model =>
  events.reduce((model, event) => reduce(model, event, 5_000), firstModel(state));
const loaded = (key: string, ...ts: string[]): Event => ({
  type: 'loaded',
  key,
  messages: ts.map((t) => message(t)),
  older: false,
  reachedStart: false,
});
const listed = (model: Model, key: string): string[] => model.logs[key]?.messages.map(({ ts }) => ts) ?? [];

describe('what the page holds', () => {
  test('a message goes into a conversation that is loaded, once, in order', () => {
    const model = modelAfter(
      loaded('C1', '1.0', '3.0'),
      { type: 'message', message: message('2.0') },
      { type: 'message', message: message('4.0') },
      { type: 'message', message: message('4.0', { text: 'again' }) },
    );
    expect(listed(model, 'C1')).toEqual(['1.0', '2.0', '3.0', '4.0']);
    expect(model.logs['C1']?.messages.at(-1)?.text).toBe('again');
  });

  test('a message of a conversation that was never opened is left to its opening', () => {
    expect(modelAfter({ type: 'message', message: message('1.0') }).logs).toEqual({});
  });

  test('a reply goes into its thread; a change of the root shows in both', () => {
    const model = modelAfter(
      loaded('C1', '1.0'),
      loaded('C1/1.0', '1.0'),
      { type: 'message', message: message('2.0', { threadTs: '1.0' }) },
      { type: 'message-changed', message: message('1.0', { replyCount: 1 }) },
    );
    expect(listed(model, 'C1')).toEqual(['1.0']);
    expect(listed(model, 'C1/1.0')).toEqual(['1.0', '2.0']);
    expect(model.logs['C1']?.messages[0]?.replyCount).toBe(1);
    expect(model.logs['C1/1.0']?.messages[0]?.replyCount).toBe(1);
  });

  test('after a lost connection the newest page replaces what was there, but ephemeral messages stay', () => {
    const model = modelAfter(
      loaded('C1', '1.0', '2.0'),
      { type: 'ephemeral', message: message('2.5', { ephemeral: true }) },
      { type: 'online', online: false },
      { type: 'online', online: true },
      loaded('C1', '90.0'),
    );
    expect(listed(model, 'C1')).toEqual(['2.5', '90.0']);
  });

  test('a deleted message goes everywhere, a notice is numbered and dismissed', () => {
    const model = modelAfter(
      loaded('C1', '1.0', '2.0'),
      { type: 'message-deleted', channel: 'C1', ts: '1.0' },
      { type: 'notice', level: 'error', text: 'a' },
      { type: 'notice', level: 'info', text: 'b' },
      { type: 'dismiss-notice', id: 1 },
    );
    expect(listed(model, 'C1')).toEqual(['2.0']);
    expect(model.notices).toEqual([{ id: 2, level: 'info', text: 'b', ts: '5.000000' }]);
  });
});

describe('rows of a conversation', () => {
  const rows = (messages: Message[], more: Partial<Parameters<typeof rowsOf>[0]> = {}): string[] =>
    rowsOf({
      messages,
      notices: [],
      inThread: false,
      dayKey: (ts) => (Number(ts) < 1000 ? 'monday' : 'tuesday'),
      firstNew: null,
      ...more,
    }).map((row) => (row.kind === 'message' ? `${row.message.ts}${row.grouped ? '+' : ''}` : row.key));

  test('days divide; one author within five minutes is grouped', () => {
    const messages = [
      message('1'),
      message('2'),
      message('3', { userId: 'U2' }),
      message('400', { userId: 'U2' }),
      message('1001', { userId: 'U2' }),
    ];
    expect(rows(messages)).toEqual(['day-monday', '1', '2+', '3', '400', 'day-tuesday', '1001']);
  });

  test('replies stand in the thread only, below their number', () => {
    const messages = [message('1', { replyCount: 1 }), message('2', { threadTs: '1' })];
    expect(rows(messages)).toEqual(['day-monday', '1']);
    expect(rows(messages, { inThread: true })).toEqual(['1', 'replies', '2']);
  });

  test('"New" and notices break a group', () => {
    const notice = { id: 7, level: 'error', text: '', ts: '2.5' } as const;
    const messages = [message('1'), message('2'), message('3')];
    expect(rows(messages, { firstNew: '2', notices: [notice] })).toEqual([
      'day-monday',
      '1',
      'new',
      '2',
      'notice-7',
      '3',
    ]);
  });
});

test('the list at the left: joined channels, others, people by recency, without apps', () => {
  const c = (id: string, more: Partial<Conversation>): Conversation => ({
    id,
    kind: 'channel',
    name: id,
    topic: '',
    isArchived: false,
    memberIds: ['U1'],
    unread: 0,
    latest: '0',
    ...more,
  });
  const all = [
    c('zoo', {}),
    c('art', {}),
    c('far', { memberIds: [] }),
    c('old', { isArchived: true }),
    c('D1', { kind: 'im', peerId: 'U2', latest: '5' }),
    c('D2', { kind: 'im', peerId: 'U3', latest: '9' }),
    c('D3', { kind: 'im', peerId: 'UBOT', latest: '99' }),
    c('G1', { kind: 'mpim', memberIds: ['U1', 'U2', 'U3'], latest: '7' }),
  ];
  const { joined, others, direct } = sortConversations(all, 'U1', new Set(['UBOT']));
  expect([joined, others, direct].map((list) => list.map(({ id }) => id))).toEqual([
    ['art', 'zoo'],
    ['far'],
    ['D2', 'G1', 'D1'],
  ]);
});
