import { describe, expect, test } from 'vitest';
import { troubleReply, type Unposted } from '../../src/platform/jobs/trouble.ts';
import { textsOf } from '../support/office.ts';

/** What those who lead are told when a part of a report did not reach Slack. */
const about = { team: 'West <!channel>', week: 'Nov 16 – 22', period: '2026-W47' };
const message = (kind: string, channel: string, error: string) => ({
  ...{ id: `${kind}${channel}${error}`, key: `weekly-feedback:T1:2026-W47:${kind}`, channel, error },
  state: 'failed' as const,
});
const said = (locale: 'en' | 'zh', ...unposted: Unposted[]): string =>
  textsOf(troubleReply(locale, about, unposted).blocks ?? []);

describe('each reason says what to do', () => {
  test.each([
    ['board', 'C1', 'is_archived', /the board for <#C1>: the channel is archived. Choose another/],
    ['board', 'C1', 'not_in_channel', /Type `\/invite @Pacer` there/],
    ['board', 'C1', 'channel_not_found', /does not show Pacer this channel/],
    ['board', 'C1', 'restricted_action_read_only_channel', /setting of this Slack workspace forbids/],
    ['rep:m1', 'U1', 'restricted_action', /forbids Pacer to write to them. Ask a Slack administrator/],
    ['rep:m1', 'U1', 'user_disabled', /the weekly feedback for <@U1>: this person is deactivated/],
    ['digest:m1', 'U1', 'missing_scope', /lacks a right in Slack \(`missing_scope`\)/],
    ['rep:m1', 'U1', 'ratelimited', /did not take it for 12 hours/],
    ['rep:m1', 'U1', 'ECONNREFUSED', /did not take it for 12 hours/],
    ['rep:m1', 'U1', 'token_revoked', /did not take it for 12 hours/],
    ['rep:m1', 'U1', 'something_new', /refused it \(`something_new`\)/],
  ])('%s to %s: %s', (kind, channel, error, words) => {
    expect(said('en', message(kind, channel, error))).toMatch(words);
  });
});

test('many with one reason are one line; what is beyond ten is counted; names do no harm', () => {
  const many = Array.from({ length: 14 }, (_, at) => message(`rep:${at}`, `U${at}`, 'user_disabled'));
  const text = said('en', ...many);
  expect(text.match(/deactivated/g)).toHaveLength(1);
  expect(text).toContain('<@U9>');
  expect(text).not.toContain('<@U10>');
  expect(text).toContain('… and 4 more');
  expect(text).not.toContain('<!channel>');
  expect(troubleReply('zh', about, many).text).toBe('周报有 14 条消息没有发出');
});
