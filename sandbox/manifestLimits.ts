import { z } from 'zod';
import type { JsonObject } from './json.ts';

/** Words of 1 to `most` characters. */
const words = (most: number) => z.string().min(1).max(most);

const command = z.object({
  command: z
    .string()
    .min(2)
    .max(32)
    .regex(/^\/[^\s/]+$/u, 'has to begin with a slash and to be one word')
    .refine((name) => name === name.toLowerCase(), 'has to be in lower case'),
  description: words(2000),
  usage_hint: z.string().max(1000).optional(),
});

const shortcut = z.object({
  name: words(24),
  type: z.enum(['global', 'message']),
  callback_id: words(255),
  description: words(150),
});

/** Slack's limits on a manifest (slack.md § 4). What it does not name may be anything. */
const manifest = z.object({
  display_information: z.object({
    name: words(35),
    description: z.string().max(140).optional(),
    long_description: z.string().min(175).max(4000).optional(),
    background_color: z
      .string()
      .regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, 'has to be a colour such as #1d3b53')
      .optional(),
  }),
  features: z
    .object({
      bot_user: z.object({ display_name: words(80) }).optional(),
      slash_commands: z.array(command).max(50).optional(),
      shortcuts: z.array(shortcut).max(10).optional(),
    })
    .optional(),
  oauth_config: z
    .object({
      redirect_urls: z.array(z.url()).max(1000).optional(),
      scopes: z
        .object({
          bot: z.array(z.string()).max(255).optional(),
          user: z.array(z.string()).max(255).optional(),
        })
        .optional(),
    })
    .optional(),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()).max(100).optional() }).optional(),
    })
    .optional(),
});

/** What is wrong with the manifest, a sentence for each field; empty where Slack would take it. */
export function manifestProblems(content: JsonObject): string[] {
  const checked = manifest.safeParse(content);
  const problems = checked.success ? [] : checked.error.issues.map(sentence);
  return [...problems, ...twice(content)];
}

function sentence(issue: z.core.$ZodIssue): string {
  return `${pathOf(issue.path)} ${reason(issue)}.`;
}

/** `features.slash_commands[2].command` */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );
}

function reason(issue: z.core.$ZodIssue): string {
  const unit = 'origin' in issue && issue.origin === 'array' ? 'entries' : 'characters';
  switch (issue.code) {
    case 'too_big':
      return `may have at most ${issue.maximum} ${unit}`;
    case 'too_small':
      return `needs at least ${issue.minimum} ${unit}`;
    case 'invalid_type':
      return `has to be there, as ${issue.expected}`;
    case 'invalid_value':
      return `has to be one of: ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}

/** Two commands or shortcuts of one name: Slack keeps names unique within an app. */
function twice(content: JsonObject): string[] {
  const features = manifest.shape.features.safeParse(content['features']).data;
  const commands = features?.slash_commands?.map((one) => one.command) ?? [];
  const callbacks = features?.shortcuts?.map((one) => one.callback_id) ?? [];
  return [
    ...repeated(commands).map((name) => `features.slash_commands names ${name} twice.`),
    ...repeated(callbacks).map((name) => `features.shortcuts names ${name} twice.`),
  ];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
