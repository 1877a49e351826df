import { expect, expectTypeOf, test } from 'vitest';
import type { Answers, BotTokenShape } from '../../sandbox/api/answers.ts';
import { METHODS } from '../../sandbox/api/registry.ts';
import type { FileShape, MessageSent, SentEvent, UserShape } from '../../sandbox/api/slackTypes.ts';

/** What Slack always sends cannot be left out: the compiler says so (`npm run types`), and these lines hold it to that. */
test('an answer that lacks what Slack always sends does not compile', () => {
  expectTypeOf<Omit<Answers['chat.postMessage'], 'ts'>>().not.toExtend<Answers['chat.postMessage']>();
  expectTypeOf<Omit<UserShape, 'team_id'>>().not.toExtend<Answers['users.info']['user']>();
  expectTypeOf<Omit<FileShape, 'url_private_download'>>().not.toExtend<FileShape>();
  expectTypeOf<Omit<Answers['conversations.list'], 'response_metadata'>>().not.toExtend<
    Answers['conversations.list']
  >();
});

test('what OAuth grants lacks nothing either', () => {
  expectTypeOf<Omit<BotTokenShape, 'bot_user_id'>>().not.toExtend<BotTokenShape>();
  expectTypeOf<Omit<Answers['oauth.v2.exchange'], 'access_token'>>().not.toExtend<
    Answers['oauth.v2.exchange']
  >();
  expectTypeOf<Omit<Answers['oauth.v2.access'], 'team'>>().not.toExtend<Answers['oauth.v2.access']>();
});

test('an event that lacks what Slack always sends does not compile', () => {
  expectTypeOf<Omit<MessageSent, 'channel_type'>>().not.toExtend<SentEvent>();
  expectTypeOf<{
    type: 'team_join';
    user: UserShape & { locale: string };
    event_ts: string;
  }>().not.toExtend<SentEvent>();
  expectTypeOf<{ type: 'no_such_event'; event_ts: string }>().not.toExtend<SentEvent>();
});

test('a misspelled field does not compile', () => {
  const answer: Answers['chat.delete'] = {
    channel: 'C1',
    ts: '1.1',
    // @ts-expect-error no answer has it
    chanel: 'C1',
  };
  expect(answer.channel).toBe('C1');
});

test('every method whose answer is described is there', () => {
  const described: (keyof Answers)[] = [
    'files.list',
    'usergroups.users.list',
    'conversations.leave',
    'team.info',
  ];
  expect(Object.keys(METHODS)).toEqual(expect.arrayContaining(described));
});
