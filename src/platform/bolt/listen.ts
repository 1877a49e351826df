import type { App, BlockAction, RespondFn, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { fail, ok, type Result } from '../../kpi/result.ts';
import type { Temporal } from '../../kpi/time.ts';
import { type Reply, section } from '../blocks.ts';
import { sendable } from '../fit.ts';
import { answeredWithin, isItem } from '../items.ts';
import type { RequestKind } from '../metrics/index.ts';
import { keepable } from '../normalise.ts';
import { isCopy } from '../once.ts';
import type { ActionInput, Deps, HomePart, Input, Slice } from '../slice.ts';
import { workspaceOf } from './events.ts';
import type { InFlight } from './inFlight.ts';
import { outsideTheQueue } from './outside.ts';
import { type Registry, registryOf, splitVerb } from './registry.ts';
import { type Act, type Identify, serve } from './session.ts';
import { flatten, unwrap, wrap } from './values.ts';
import { words } from './words.ts';

/**
 * What is acknowledged as soon as it comes in, before the app's thread knows of it (door/relay.ts): the listeners below do nothing else
 * first, and take whatever is of that kind. A form is not among them: its acknowledgement says what is wrong at its fields.
 */
export const acknowledgedAtOnce: readonly RequestKind[] = ['command', 'action', 'shortcut'];

/** What the listeners need beside Bolt. */
export interface Listening {
  deps: Deps;
  slices: readonly Slice[];
  identify: Identify;
  /** The only clock; start.ts brings it. */
  now: () => Temporal.Instant;
  /** Assembles the App Home (src/home). */
  home: (input: Input, parts: HomePart[]) => Promise<void>;
}

/**
 * Registers everything on the Bolt app: each request is acknowledged first, then served. Whatever no slice knows is answered too: Socket
 * Mode has no timer that would do it (slack.md § 1).
 */
export function listen(app: App, listening: Listening, inFlight: InFlight): Registry {
  const on = { ...listening, deps: outsideTheQueue(listening.deps, inFlight) };
  const registry = registryOf(on.slices);
  listenToCommands(app, on, registry, inFlight);
  listenToActions(app, on, registry, inFlight);
  listenToModals(app, on, registry, inFlight);
  listenToShortcuts(app, on, registry, inFlight);
  app.event('app_home_opened', ({ event, body }) =>
    // Who sends no tab opened the app, and Home is where it opens.
    event.tab !== 'messages'
      ? inFlight.run(() => showHome(on, actOf(workspaceOf(body), event.user, `home:${body.event_id}`)))
      : Promise.resolve(),
  );
  app.error(async (error) => {
    on.deps.log.error({ err: error }, 'Bolt reported an error');
  });
  return registry;
}

function actOf(workspaceId: string, slackUserId: string, transportKey: string): Act {
  return {
    workspaceId,
    slackUserId,
    transportKey,
    channelId: undefined,
    triggerId: undefined,
    respond: undefined,
    localeHint: undefined,
  };
}

interface Placed {
  view?: { app_installed_team_id?: string };
  team: { id: string } | null;
  user: { team_id?: string };
}

/**
 * The workspace whose installation an act concerns: of a form the one that opened it, since somebody of an organisation may hand it in from
 * another of its workspaces, and whoever shares a channel from their own. Who may do it there, `identify` says.
 */
const workspaceOfAct = ({ view, team, user }: Placed): string =>
  view?.app_installed_team_id ?? team?.id ?? user.team_id ?? '';

function privately(respond: RespondFn, inFlight: InFlight): (reply: Reply) => Promise<void> {
  return async (reply) => {
    const message = { response_type: 'ephemeral', replace_original: false, ...sendable(reply) } as const;
    await inFlight.outside(() => respond(message));
  };
}

function listenToCommands(app: App, on: Listening, registry: Registry, inFlight: InFlight): void {
  app.command(/^\/.+/, async ({ ack, command, respond }) => {
    await ack();
    await inFlight.run(() =>
      serve(on.deps, on.identify, on.now(), commandAct(command, privately(respond, inFlight)), (input) =>
        dispatch(registry, input, command),
      ),
    );
  });
}

function commandAct(command: SlackCommandMiddlewareArgs['command'], respond: Act['respond']): Act {
  return {
    ...actOf(command.team_id, command.user_id, `trigger:${command.trigger_id}`),
    channelId: command.channel_id,
    triggerId: command.trigger_id,
    respond,
  };
}

/** `/log …` goes to its verb; `/pace log …` to the same; anything else is told what exists. */
async function dispatch(
  registry: Registry,
  input: Input,
  command: { command: string; text: string },
): Promise<void> {
  const bare = registry.commands.get(command.command);
  const text = keepable(command.text);
  if (bare !== undefined) return bare.run({ ...input, text });
  const { word, rest } = splitVerb(text);
  const verb = registry.words.get(word === '' ? 'help' : word);
  if (verb !== undefined) return verb.run({ ...input, text: rest });
  const typed = `${command.command} ${word}`.replace(/[`<>&]/g, '').slice(0, 60);
  await input.reply({ text: words(input.actor.locale)('unknownCommand', { command: typed }) });
}

function listenToActions(app: App, on: Listening, registry: Registry, inFlight: InFlight): void {
  app.action<BlockAction>(/.*/, async ({ ack, body, action, respond }) => {
    await ack();
    const act: Act = {
      ...actOf(workspaceOfAct(body), body.user.id, `trigger:${body.trigger_id}`),
      channelId: body.channel?.id || unwrap(body.view?.private_metadata).channelId,
      triggerId: body.trigger_id,
      respond: isAnswerable(body) ? privately(respond, inFlight) : undefined,
    };
    // A link button opens its address by itself; a choice in a modal's input is read when the modal is handed in.
    if (action.type === 'button' && action.url) return;
    const handler = registry.actions.get(action.action_id);
    await inFlight.run(() =>
      serve(on.deps, on.identify, on.now(), act, async (input) => {
        if (handler === undefined) return input.reply({ text: words(input.actor.locale)('unknownAction') });
        const inPlace = (reply: Reply) =>
          inFlight.outside(() => respond({ replace_original: true, ...sendable(reply) }));
        await handler(actionInput(input, body, action, inPlace));
        if (isInHome(body)) await showHome(on, act);
      }),
    );
  });
}

/** A response_url leads to a conversation; where the element stands in none, an answer to it would be seen by nobody. */
const isAnswerable = (body: BlockAction): boolean => Boolean(body.response_url && body.channel?.id);

/** Home is what is neither a modal nor in a conversation; not everything that speaks Slack's protocol sends Home's view along. */
const isInHome = ({ view, channel }: BlockAction): boolean =>
  view === undefined ? !channel?.id : view.type === 'home';

function actionInput(
  input: Input,
  body: BlockAction,
  action: BlockAction['actions'][number],
  inPlace: (reply: Reply) => Promise<unknown>,
): ActionInput {
  const view = body.view;
  const replace = replacing(input, body, action.block_id, inPlace);
  return {
    ...input,
    actionId: action.action_id,
    value: chosen(action),
    replace,
    settle: isItem(action.block_id) ? replace : input.reply,
    view:
      view === undefined
        ? undefined
        : {
            id: view.id,
            hash: view.hash,
            callbackId: view.callback_id,
            metadata: unwrap(view.private_metadata).metadata,
            values: flatten(view.state?.values ?? {}),
          },
    async updateView(next) {
      if (view === undefined) throw new Error('the element stands in no view');
      const slack = await input.deps.slack(input.workspace.id);
      await slack.updateView(view.id, wrap(next, input.channelId, input.actor.locale), view.hash);
    },
  };
}

/**
 * Puts an answer in place of the message, or of the one thing in it whose element was pressed: not a second time for a copy of the press. Where Slack does not take it there any more (a
 * response_url holds for five answers, copies of the press included), it is said as any answer is.
 */
function replacing(
  input: Input,
  body: BlockAction,
  blockId: string,
  inPlace: (reply: Reply) => Promise<unknown>,
): ActionInput['replace'] {
  const put = async (placed: Reply, reply: Reply): Promise<void> => {
    try {
      await inPlace(placed);
    } catch (error) {
      input.deps.log.warn({ err: error }, 'response_url refused to replace the message; it is answered');
      await input.reply(reply);
    }
  };
  return async (reply) => {
    if (!isAnswerable(body)) return input.reply(reply);
    if (await isCopy(input.deps.db, input.workspace.id, input.transportKey)) return;
    if (!isItem(blockId)) return put(reply, reply);
    const blocks: readonly KnownBlock[] = body.message?.['blocks'] ?? [];
    const within = answeredWithin(blocks, blockId, reply);
    if (within === undefined) return input.reply(reply);
    await put({ text: body.message?.text ?? reply.text, blocks: within }, reply);
  };
}

/** The value of the pressed or chosen element. */
function chosen(action: BlockAction['actions'][number]): string {
  if ('value' in action && typeof action.value === 'string') return action.value;
  if ('selected_option' in action) return action.selected_option?.value ?? '';
  if ('selected_date' in action) return action.selected_date ?? '';
  if ('selected_user' in action) return action.selected_user;
  if ('selected_conversation' in action) return action.selected_conversation;
  if ('selected_channel' in action) return action.selected_channel;
  if ('selected_time' in action) return action.selected_time ?? '';
  return '';
}

/** Runs pure code whose surprise must not keep an acknowledgement from being sent. */
function attempt<T>(work: () => T): Result<T, unknown> {
  try {
    return ok(work());
  } catch (error) {
    return fail(error);
  }
}

function listenToModals(app: App, on: Listening, registry: Registry, inFlight: InFlight): void {
  app.view({ type: 'view_submission', callback_id: /.*/ }, async ({ ack, body, view }) => {
    const modal = registry.modals.get(view.callback_id);
    const envelope = unwrap(view.private_metadata);
    const values = flatten(view.state?.values ?? {});
    const now = on.now();
    const checked = attempt(() =>
      modal?.check({ values, metadata: envelope.metadata, locale: envelope.locale, now }),
    );
    if (checked.ok && checked.value !== undefined)
      return ack({ response_action: 'errors', errors: checked.value });
    await ack();
    const act: Act = {
      ...actOf(workspaceOfAct(body), body.user.id, `view:${view.id}`),
      channelId: envelope.channelId,
      // A form that something was wrong with beyond its own fields comes back with it.
      triggerId: body.type === 'view_submission' ? body.trigger_id : undefined,
      localeHint: envelope.locale,
    };
    await inFlight.run(() =>
      serve(on.deps, on.identify, now, act, async (input) => {
        // A form whose check failed by surprise is confessed like any other surprise, after the acknowledgement.
        if (!checked.ok) throw checked.problem;
        if (modal === undefined) return input.reply({ text: words(input.actor.locale)('unknownAction') });
        await modal.run({ ...input, values, metadata: envelope.metadata });
      }),
    );
  });
  app.view({ type: 'view_closed', callback_id: /.*/ }, ({ ack }) => ack());
}

function listenToShortcuts(app: App, on: Listening, registry: Registry, inFlight: InFlight): void {
  app.shortcut(/.*/, async ({ ack, shortcut, body }) => {
    await ack();
    const message = shortcut.type === 'message_action' ? shortcut : undefined;
    const act: Act = {
      ...actOf(body.team?.id ?? '', body.user.id, `trigger:${shortcut.trigger_id}`),
      channelId: message?.channel.id,
      triggerId: shortcut.trigger_id,
    };
    const known = registry.shortcuts.get(shortcut.callback_id);
    await inFlight.run(() =>
      serve(on.deps, on.identify, on.now(), act, (input) =>
        known === undefined
          ? input.reply({ text: words(input.actor.locale)('unknownAction') })
          : known.run({
              ...input,
              messageText: keepable(message?.message.text ?? ''),
              messageAuthor: message?.message.user ?? '',
            }),
      ),
    );
  });
}

/**
 * Publishes the App Home from the parts that the slices bring. Whoever is turned away reads so in Home: what stood there is theirs no more,
 * and each look at it would else be answered by a message.
 */
async function showHome(on: Listening, act: Act): Promise<void> {
  const respond = async ({ text }: Reply): Promise<void> => {
    const slack = await on.deps.slack(act.workspaceId);
    await slack.publishHome(act.slackUserId, [section(text)]);
  };
  await serve(on.deps, on.identify, on.now(), { ...act, respond }, async (input) => {
    const parts = await Promise.all(on.slices.map((slice) => slice.home?.(input) ?? Promise.resolve([])));
    await on.home(input, parts.flat());
  });
}
