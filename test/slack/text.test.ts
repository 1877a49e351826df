import { join } from 'node:path';
import { App, LogLevel } from '@slack/bolt';
import type { KnownBlock, View } from '@slack/types';
import { WebClient } from '@slack/web-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPerson, channelId, command, type Driver, signIn } from '../../sandbox/driver.ts';
import type { Chunk, Inline } from '../../sandbox/page/src/mrkdwn/ast.ts';
import { parseMrkdwn } from '../../sandbox/page/src/mrkdwn/parse.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { wrap } from '../../src/platform/bolt/values.ts';
import { sendable } from '../../src/platform/fit.ts';
import { cut, plain } from '../../src/platform/mrkdwn.ts';
import { keepable, normalise } from '../../src/platform/normalise.ts';
import { locales } from '../../src/platform/words.ts';
import { temporaryDirectory } from '../support/db.ts';
import { rounds } from '../support/rounds.ts';
import { allBuilt } from './built/index.ts';
import type { Built, World } from './built/world.ts';
import { anyText, hostile, misleading } from './nasty.ts';

/**
 * slack.md § 5: text that cannot hurt, by the workspace's own judgement. Everything that the app builds, with whatever people type in it, is sent
 * to a running sandbox by every way there is; what it kept is then read as a client of Slack reads it.
 */

const directory = temporaryDirectory();
let sandbox: Sandbox;
let web: WebClient;
let ana: Driver;
let app: App;
let channel = '';
/** What the app does with the next command. */
let next: { view: View } | { reply: object } = { reply: {} };
let done: (outcome: { error: string } | { seen: unknown }) => void = () => {};

beforeAll(async () => {
  const manifestPath = join(import.meta.dirname, '../../manifest.yml');
  sandbox = await startSandbox({ dataDir: directory.path, port: 0, manifestPath, rateLimits: false });
  const { address } = sandbox;
  await addPerson(address, { userName: 'ana', displayName: 'Ana', emails: [{ value: 'ana@pacer.example' }] });
  ana = await signIn(address, 'ana');
  channel = channelId(ana, 'general');
  const clientOptions = {
    slackApiUrl: address.api,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
    rejectRateLimitedCalls: true,
  };
  web = new WebClient(address.botToken, clientOptions);
  const { botToken: token, appToken } = address;
  app = new App({
    ...{ token, appToken, socketMode: true, convoStore: false, logLevel: LogLevel.ERROR, clientOptions },
  });
  app.command('/log', async ({ ack, command: { trigger_id }, respond }) => {
    await ack();
    await outcome(async () => {
      if ('view' in next) return (await web.views.open({ trigger_id, view: next.view })).view;
      await respond(next.reply);
      return next.reply;
    });
  });
  await app.start();
});
afterAll(async () => {
  ana.leave();
  await app.stop();
  await sandbox.stop();
  directory.remove();
});

/** Does it and tells the waiting test how it went. */
async function outcome(work: () => Promise<unknown>): Promise<void> {
  try {
    done({ seen: await work() });
  } catch (error) {
    const data = error instanceof Error && 'data' in error ? JSON.stringify(error.data) : '';
    done({ error: `${String(error)} ${data}` });
  }
}

/** Sends one thing by one of the ways that things of its kind go; gives what Slack shows of it, or throws with its refusal. */
async function sent(built: Built, way: number): Promise<unknown> {
  if ('part' in built) return built.part;
  const finished = new Promise<{ error: string } | { seen: unknown }>((resolve) => {
    done = resolve;
  });
  if ('home' in built)
    void outcome(
      async () =>
        (await web.views.publish({ user_id: ana.state.me.id, view: { type: 'home', blocks: built.home } }))
          .view,
    );
  else if ('reply' in built && way % 2 === 0) void outcome(() => posted(built.reply));
  else {
    next =
      'view' in built
        ? { view: wrap(built.view, channel, 'en') }
        : { reply: { response_type: 'ephemeral', replace_original: false, ...sendable(built.reply) } };
    await command(ana, '/log x', channel);
  }
  const result = await finished;
  if ('error' in result) throw new Error(`${built.what} was refused: ${result.error}`);
  return result.seen;
}

async function posted(reply: { text: string; blocks?: KnownBlock[] }): Promise<unknown> {
  const { text, blocks } = sendable(reply);
  const answer = await web.chat.postMessage({ channel, text, ...(blocks === undefined ? {} : { blocks }) });
  return answer.message;
}

const worldOf = (texts: readonly string[], locale: World['locale']): World => {
  let at = 0;
  return {
    locale,
    typed(limit) {
      at += 1;
      const whole = (texts[at % texts.length] ?? '').slice(0, limit);
      return whole;
    },
    ...{ teams: 2, people: 3, targets: 3, facts: 2, types: 3, metrics: 3, entries: 2 },
  };
};

interface Shown {
  text: string;
  /** Whether Slack reads `<…>` in it. */
  isMarkup: boolean;
  /** Whether Slack also looks for addresses and names in it, which nobody marked. */
  isSearched: boolean;
}

/** Every text within. */
function textsIn(seen: unknown): Shown[] {
  const found: Shown[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      if ('text' in value && typeof value.text === 'string')
        found.push({
          text: value.text,
          isMarkup: !('type' in value) || value.type !== 'plain_text',
          isSearched: 'type' in value && value.type === 'mrkdwn' && !('verbatim' in value && value.verbatim),
        });
      for (const inner of Object.values(value)) walk(inner);
    }
  };
  walk(seen);
  return found;
}

/** Mentions, links, broadcasts and dates in a text, as a client of Slack finds them. */
function reachesOut(chunks: readonly Chunk[]): Inline[] {
  const within = (inline: Inline): Inline[] =>
    'children' in inline
      ? inline.children.flatMap(within)
      : ['link', 'user', 'channel', 'broadcast', 'date'].includes(inline.type)
        ? [inline]
        : [];
  return chunks.flatMap((chunk) => {
    if (chunk.type === 'lines') return chunk.lines.flat().flatMap(within);
    if (chunk.type === 'list') return chunk.items.flatMap((item) => item.children.flatMap(within));
    return chunk.type === 'quote' ? reachesOut(chunk.chunks) : [];
  });
}

/** The one channel that the app itself names in these worlds. */
const isOwn = (inline: Inline): boolean => inline.type === 'channel' && inline.id === 'C0123456789';

/** What is wrong with what is shown, in words. */
function harms(what: string, seen: unknown): string[] {
  return textsIn(seen).flatMap(({ text, isMarkup, isSearched }) => {
    const shown = JSON.stringify(text.slice(0, 300));
    const wrong = [
      ...(isSearched ? ['a text that Slack searches for addresses and names'] : []),
      ...(text.isWellFormed() ? [] : ['half an emoji']),
      ...(misleading.test(text) ? ['something invisible or a control'] : []),
      ...(/(?<=[^\p{Extended_Pictographic}\p{M}\p{L}])[\u200c\u200d]/u.test(text) ? ['a stray joiner'] : []),
      ...(isMarkup && /&(?!amp;|lt;|gt;)/.test(text) ? ['half an entity'] : []),
      ...(isMarkup && /<(?!#C0123456789>)/.test(text) ? ['a raw "<"'] : []),
      ...(isMarkup && reachesOut(parseMrkdwn(text)).some((one) => !isOwn(one))
        ? ['a mention or a link']
        : []),
    ];
    return wrong.map((one) => `${what} has ${one}: ${shown}`);
  });
}

async function harmsOfAll(texts: readonly string[], locale: World['locale']): Promise<string[]> {
  const found: string[] = [];
  for (const [way, built] of allBuilt(worldOf(texts, locale)).entries())
    found.push(...harms(built.what, await sent(built, way)));
  return found;
}

describe.each(locales)('whatever people type, in %s', (locale) => {
  test('the workspace takes it, and nobody is pinged, linked or misled', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 5 }), async (texts) => {
        expect(await harmsOfAll(texts, locale)).toEqual([]);
      }),
      // What is harmed says enough, and each try to make it smaller goes through all places again.
      { numRuns: rounds(1, 10), seed: 2026, endOnFailure: true },
    );
  });

  test('ten thousand characters of each kind, in every place at once', { timeout: 600_000 }, async () => {
    const long = [...hostile, 'Wholesale '].map((one) => one.repeat(Math.ceil(10_000 / one.length)));
    // A handful at a time: each place of the world takes the next one. In few rounds the handfuls are large, and the languages share them.
    const handful = rounds(36, 9);
    const step = handful * rounds(locales.length, 1);
    for (let at = handful * rounds(locales.indexOf(locale), 0); at < long.length; at += step)
      expect(await harmsOfAll(long.slice(at, at + handful), locale)).toEqual([]);
  });
});

describe('what goes, and what stays', () => {
  test('what people write with stays as it is', () => {
    for (const kept of [
      'Ana Torres',
      '李雷 ＡＢＣ',
      'שלום עולם',
      'مرحبا می‌خواهم',
      'क्‍ष',
      '👩🏽‍🚀 👨‍👩‍👧 ❤️‍🔥 🏳️‍🌈 🇩🇪 1️⃣',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      'Zoe\u0308 “quoted”',
      'two\nlines\tand a tab',
    ])
      expect(plain(kept)).toBe(kept);
  });

  test('a name that only looks like another one is shown as what it is', () => {
    for (const disguised of [
      'Ac\u200dme',
      '\u202eemcA\u202c'.replace('emcA', 'Acme'),
      'Ac\u200bme',
      'A\u2060c\u00adme',
      'Acme\u3164',
      '\u{e0041}Acme\ufeff',
      'Ac\u0000me\u0007',
    ])
      expect(plain(disguised)).toBe('Acme');
  });

  test('a pile of accents is a few, and tidying twice changes nothing', () => {
    expect(plain(`Z${'\u0301'.repeat(500)}`)).toHaveLength(7);
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(plain(plain(typed))).toBe(plain(typed));
      }),
    );
  });

  test('a cut is never inside an entity or an emoji, wherever it falls', () => {
    const escaped = '&amp;&lt;🏆&gt;é<#C0123456789>';
    for (let limit = 1; limit <= escaped.length; limit += 1)
      expect(harms('the cut', { text: cut(escaped, limit) })).toEqual([]);
  });

  test('what the database could not keep is gone before anything reads it, in commands and in fields', () => {
    expect(normalise('call with A\u0000cme note:a\u0007b\ud83d').text).toBe('call with Acme note:ab');
    expect(keepable('a\u0000b\r\nc\ud83d 🏆')).toBe('ab\nc 🏆');
    fc.assert(
      fc.property(anyText, (typed) => {
        for (const text of [normalise(typed).text, keepable(typed)]) {
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/(?![\n\t])\p{Cc}/u);
        }
      }),
    );
  });
});
