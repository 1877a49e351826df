import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Shortcut, SlashCommand } from './contract.ts';
import { isObject, type JsonObject, objectOf, objectsOf, stringsOf, textOf } from './json.ts';
import { manifestProblems } from './manifestLimits.ts';

/** What an app may do in the workspace: everything comes from its manifest, so what that lacks does not work here either. */
export interface Manifest {
  name: string;
  description: string;
  color: string;
  botName: string;
  /** `url` is its request URL in HTTP mode. */
  commands: (SlashCommand & { shouldEscape: boolean; url: string })[];
  shortcuts: Shortcut[];
  botScopes: string[];
  userScopes: string[];
  /** Where OAuth may lead back to; an empty list allows every loopback or https address. */
  redirectUrls: string[];
  tokenRotation: boolean;
  /** Names as in the manifest: `app_home_opened`, `message.im` … */
  botEvents: string[];
  hasHome: boolean;
  hasMessagesTab: boolean;
  messagesReadOnly: boolean;
  interactive: boolean;
  /** Request URLs of HTTP mode, '' for none. */
  interactivityUrl: string;
  optionsUrl: string;
  eventsUrl: string;
  socketMode: boolean;
}

/** Thrown with a sentence that names the file and what is wrong with it. */
export class ManifestProblem extends Error {}

/** Reads `manifest.yml` (or JSON) in Slack's format. */
export function readManifest(path: string): Manifest {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ManifestProblem(`The app's manifest ${path} cannot be read. Name it with --manifest <path>.`);
  }
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new ManifestProblem(
      `${path} is not YAML: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!isObject(content)) throw new ManifestProblem(`${path} holds no app manifest.`);
  const problems = manifestProblems(content);
  if (problems.length > 0) throw new ManifestProblem(`Slack would not take ${path}: ${problems.join(' ')}`);
  return manifestOf(content);
}

/** The parts of a manifest that the sandbox obeys. */
export function manifestOf(content: JsonObject): Manifest {
  const information = objectOf(content, 'display_information');
  const features = objectOf(content, 'features');
  const home = objectOf(features, 'app_home');
  const settings = objectOf(content, 'settings');
  const interactivity = objectOf(settings, 'interactivity');
  const oauth = objectOf(content, 'oauth_config');
  const name = textOf(information, 'name') || 'App';
  return {
    name,
    description: textOf(information, 'description'),
    color: textOf(information, 'background_color') || '#2f6f5e',
    botName: textOf(objectOf(features, 'bot_user'), 'display_name') || name,
    commands: objectsOf(features, 'slash_commands').map(commandOf),
    shortcuts: objectsOf(features, 'shortcuts').map(shortcutOf),
    botScopes: stringsOf(objectOf(oauth, 'scopes'), 'bot'),
    userScopes: stringsOf(objectOf(oauth, 'scopes'), 'user'),
    redirectUrls: stringsOf(oauth, 'redirect_urls'),
    tokenRotation: settings['token_rotation_enabled'] === true,
    botEvents: stringsOf(objectOf(settings, 'event_subscriptions'), 'bot_events'),
    hasHome: home['home_tab_enabled'] === true,
    hasMessagesTab: home['messages_tab_enabled'] === true,
    messagesReadOnly: home['messages_tab_read_only_enabled'] === true,
    interactive: interactivity['is_enabled'] === true,
    interactivityUrl: textOf(interactivity, 'request_url'),
    optionsUrl: textOf(interactivity, 'message_menu_options_url'),
    eventsUrl: textOf(objectOf(settings, 'event_subscriptions'), 'request_url'),
    socketMode: settings['socket_mode_enabled'] !== false,
  };
}

function commandOf(entry: JsonObject): Manifest['commands'][number] {
  return {
    command: textOf(entry, 'command'),
    description: textOf(entry, 'description'),
    usageHint: textOf(entry, 'usage_hint'),
    shouldEscape: entry['should_escape'] === true,
    url: textOf(entry, 'url'),
  };
}

function shortcutOf(entry: JsonObject): Shortcut {
  return {
    callbackId: textOf(entry, 'callback_id'),
    name: textOf(entry, 'name'),
    type: entry['type'] === 'message' ? 'message' : 'global',
  };
}
