import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { registryOf } from '../src/platform/bolt/registry.ts';
import { locales } from '../src/platform/words.ts';
import { slices } from '../src/slices.ts';
import { botScopes, optionalScopes } from '../src/workspace/installations/scopes.ts';
import { installWords } from '../src/workspace/installations/words.ts';

/** slack.md § 4: the manifest obeys Slack's limits and says exactly what the code does. */
const short = (limit: number) => z.string().min(1).max(limit);
const manifest = z
  .object({
    display_information: z.object({
      name: short(35),
      description: short(140),
      long_description: z.string().min(175).max(4000),
      background_color: z.string().regex(/^#[0-9a-f]{6}$/),
    }),
    features: z.object({
      app_home: z.object({
        home_tab_enabled: z.literal(true),
        messages_tab_enabled: z.literal(true),
        messages_tab_read_only_enabled: z.literal(false),
      }),
      shortcuts: z.array(
        z.object({
          name: short(24),
          type: z.enum(['global', 'message']),
          callback_id: short(255),
          description: short(150),
        }),
      ),
      slash_commands: z.array(
        z.object({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          description: short(2000),
          usage_hint: short(1000),
          should_escape: z.literal(true),
        }),
      ),
    }),
    oauth_config: z.object({
      scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }),
    }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.literal(true) }),
    }),
  })
  .parse(parse(readFileSync('manifest.yml', 'utf8')));
const registry = registryOf(slices);

/** Which scopes each Web API method needs that the code calls. */
const scopesOf: Record<string, string[]> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.getPermalink': [],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  // Of direct messages too, which `message.im` asks for already.
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  // The e-mail address, by which imported people are matched, has a scope of its own.
  'users.info': ['users:read', 'users:read.email'],
  'users.list': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.update': [],
};

/** Which scopes an event needs that no called method needs already. */
const scopesOfEvents: Record<string, string[]> = { 'message.im': ['im:history'] };

/** `client.chat.postMessage(` in the sources → chat.postMessage. */
const called = new Set(
  globSync('src/**/*.ts')
    .filter((path) => readFileSync(path, 'utf8').includes('@slack/web-api'))
    .flatMap((path) => [
      ...readFileSync(path, 'utf8').matchAll(
        /\bclient\.(auth|chat|conversations|files|usergroups|usergroups\.users|users|views|bots|team|apps)\.(\w+)\(/g,
      ),
    ])
    .map(([, family, method]) => `${family}.${method}`),
);

describe('manifest.yml', () => {
  test('its commands are those that the code answers', () => {
    expect(manifest.features.slash_commands.map((entry) => entry.command).toSorted()).toEqual(
      [...registry.commands.keys(), '/pace'].toSorted(),
    );
  });
  test('its shortcuts are those that the code answers', () => {
    const ours = [...registry.shortcuts.values()].map(({ callbackId, type }) => `${type} ${callbackId}`);
    const theirs = manifest.features.shortcuts.map((entry) => `${entry.type} ${entry.callback_id}`);
    expect(theirs.toSorted()).toEqual(ours.toSorted());
  });
  test('its scopes are those that the called methods need, none missing, none unused', () => {
    expect([...called].filter((method) => scopesOf[method] === undefined)).toEqual([]);
    const ofEvents = manifest.settings.event_subscriptions.bot_events.flatMap(
      (name) => scopesOfEvents[name] ?? [],
    );
    const ofMethods = [...called].flatMap((method) => scopesOf[method] ?? []);
    const needed = new Set(['commands', ...ofMethods, ...ofEvents]);
    expect(manifest.oauth_config.scopes.bot.toSorted()).toEqual([...needed].toSorted());
  });
  test('what may be left out are the scopes of looking a doubtful message up in channels', () => {
    const { bot, bot_optional: optional } = manifest.oauth_config.scopes;
    expect(optional.filter((scope) => !bot.includes(scope))).toEqual([]);
    expect(optional).toEqual([...optionalScopes]);
  });
  test('its events are those that the code listens to', () => {
    const listened = globSync('src/platform/bolt/*.ts').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/app\.event\('(\w+)'/g)].map(([, name]) => name ?? ''),
    );
    const bySlices = slices.flatMap((slice) => slice.events ?? []).map((event) => event.name);
    const names = [...new Set([...listened, ...bySlices])];
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(names.toSorted());
  });
  test('an installation by OAuth asks for the same scopes, each with its reason in both languages', () => {
    expect([...botScopes].toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted());
    for (const locale of locales)
      for (const scope of botScopes) expect(installWords(locale)(`scope-${scope}`)).not.toMatch(/^scope-/);
  });
  test('every verb has help in both languages', () => {
    for (const locale of ['en', 'zh'] as const) {
      const help = slices.flatMap((slice) => slice.help?.(locale) ?? []).map((line) => line.usage);
      for (const verb of registry.verbs.filter((candidate) => candidate.name !== 'help')) {
        const starts = [verb.bare, `/pace ${verb.name}`].filter((start) => start !== undefined);
        expect(
          help.some((usage) => starts.some((start) => usage.startsWith(start))),
          `${verb.name} (${locale})`,
        ).toBe(true);
      }
    }
  });
});
