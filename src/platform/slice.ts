import type { KnownBlock, View } from '@slack/types';
import type { LocalDate } from '../kpi/localDate.ts';
import type { Temporal } from '../kpi/time.ts';
import type { Reply } from './blocks.ts';
import type { Charts } from './charts/index.ts';
import type { Db } from './db/index.ts';
import type { ReportPart, ReportRequest } from './jobs/report.ts';
import type { Log } from './log.ts';
import type { Pass } from './pass.ts';
import type { Messenger } from './slack.ts';
import type { TableExport, TableImport } from './tables/contract.ts';
import type { Locale } from './words.ts';

/**
 * The contract between a capability and the app. A slice's `index.ts` exports one {@link Slice}; `src/slices.ts` lists them all. Handlers are
 * named exported functions of the slice's `slack.ts`; they run after Slack's request was acknowledged.
 */

/** What every handler may use. Made in start.ts (and by tests) and passed down. */
export interface Deps {
  db: Db;
  charts: Charts;
  log: Log;
  /** The workspace's connection to Slack. */
  slack: (workspaceId: string) => Promise<Messenger>;
  /** Only while reports are built, one after the other. */
  pass?: Pass;
}

/** What handlers need of a workspace; the figures' frame of reference. */
export interface WorkspaceInfo {
  id: string;
  name: string;
  locale: Locale;
  tz: string;
  currency: string;
  fiscalYearStart: number;
  boardChannelId: string | null;
  playbookVersion: number;
  settings: Record<string, unknown>;
}

/** Who acts, from the signed payload (reliability.md § 7): never from text, metadata or button values. */
export interface Actor {
  workspaceId: string;
  memberId: string;
  slackUserId: string;
  name: string;
  locale: Locale;
  tz: string;
  isAdmin: boolean;
  isFinance: boolean;
  role: 'rep' | 'manager' | 'none';
  teamId: string | null;
  region: string | null;
  /** The own team of today and those above it; absent: the own team alone. */
  inTeams?: readonly string[];
  /** Teams over which this person has a manager's rights today: those they lead, and all below them. */
  leads: readonly string[];
}

/** What all that a person does has in common. */
export interface Input {
  deps: Deps;
  workspace: WorkspaceInfo;
  actor: Actor;
  now: Temporal.Instant;
  /** The actor's own date (P-02). */
  today: LocalDate;
  /** Slack's key of this very act: taken once, in the transaction of the effect (platform/once.ts). */
  transportKey: string;
  /** Where the act happened; undefined in Home and after global shortcuts. */
  channelId: string | undefined;
  /** Answers the person alone; in the channel of the act, or where there is none in the app's direct message. */
  reply(reply: Reply): Promise<void>;
  /** Opens a modal; only within 3 s of the act, once. What takes longer is shown by `next`, which replaces the view as soon as it is worked out. */
  open(view: View, next?: () => Promise<View>): Promise<void>;
}

/** A slash command or its `/pace <verb>` twin. */
export interface VerbInput extends Input {
  /** What stands behind the verb, as Slack sent it (escaped, untidy). */
  text: string;
}

/** A press of a button or a choice in a select. */
export interface ActionInput extends Input {
  actionId: string;
  /** The button's value, or the chosen option's; '' where there is none. */
  value: string;
  /** Replaces the message in which the element stands (also an ephemeral one); in a message of several things that thing alone. */
  replace(reply: Reply): Promise<void>;
  /** In a message of several things (platform/items.ts) the answer stands in the place of what was pressed; elsewhere it is for the person alone. */
  settle(reply: Reply): Promise<void>;
  /** The modal or Home in which the element stands. */
  view: { id: string; hash: string; callbackId: string; metadata: string; values: ViewValues } | undefined;
  /** Replaces the modal in which the element stands. */
  updateView(view: View): Promise<void>;
}

/** `view.state.values` flattened: block_id → the value of the block's one input ('' when empty; several are joined with a comma). */
export type ViewValues = Readonly<Record<string, string>>;
/** block_id → what is wrong, shown at the field. */
export type FieldErrors = Record<string, string>;

/** A modal that was handed in. */
export interface SubmitInput extends Input {
  values: ViewValues;
  /** The view's private_metadata without what the platform keeps there; a hint, never a proof of identity or right. */
  metadata: string;
}

/** What may be known of a person before the acknowledgement: enough to check the form of a modal's fields. */
export interface SubmitCheck {
  values: ViewValues;
  metadata: string;
  locale: Locale;
  now: Temporal.Instant;
}

export interface Verb {
  /** The word after `/pace`. */
  name: string;
  /** Other words for it, for example the Chinese ones. */
  aliases: readonly string[];
  /** The bare command, if it has one (must stand in manifest.yml). */
  bare?: `/${string}`;
  run(input: VerbInput): Promise<void>;
}

export interface Modal {
  callbackId: string;
  /** Pure: errors at the fields, answered within the acknowledgement; undefined when the form is right. */
  check(input: SubmitCheck): FieldErrors | undefined;
  run(input: SubmitInput): Promise<void>;
}

export interface Shortcut {
  callbackId: string;
  type: 'global' | 'message';
  /** `messageText`, and the Slack user who wrote it ('' for an app, and after a global shortcut). */
  run(input: Input & { messageText: string; messageAuthor: string }): Promise<void>;
}

/** A part of the App Home. */
export interface HomePart {
  /** Lower stands higher: 10 own figures, 20 what I did, 50 team, 90 help. */
  order: number;
  blocks: KnownBlock[];
}

/** For whom a weekly digest is put together: a lead, and the people of theirs of whom it tells. */
export interface DigestAsk extends Pick<Input, 'deps' | 'workspace' | 'actor' | 'now' | 'today'> {
  team: { id: string; name: string };
  /** Who is in it, and in the teams below it that nobody leads. */
  memberIds: ReadonlySet<string>;
  /** When the digest before this one was due. */
  since: Temporal.Instant;
}

/** What a slice brings to a lead's digest: something to know (`note`), or something that waits for a decision, with the buttons that decide it. */
export interface DigestPart {
  kind: 'note' | 'decision';
  /** Lower stands higher: 10 reports, 20 evaluations, 30 targets, 40 amounts, 50 suggestions. */
  order: number;
  /** A press changes these blocks alone (platform/items.ts). */
  blocks: KnownBlock[];
}

/** A line of help: what to type, and what it does. */
export interface HelpLine {
  usage: string;
  what: string;
}

/**
 * Something that happened in the workspace (Events API). The event was kept before it was acknowledged (platform/bolt/inbox.ts), so that it
 * is not lost; it comes at least once, in any order, and a copy may bear another id.
 */
export interface EventInput {
  deps: Deps;
  workspaceId: string;
  /** Slack's `event` object; read it with zod. */
  event: Readonly<Record<string, unknown>>;
  /** Slack's key of this delivery: taken once, in the transaction of the effect (platform/once.ts). */
  transportKey: string;
  now: Temporal.Instant;
  /** Runs a handler as a person of the workspace, answered in the given conversation, else in the app's direct message. */
  as(slackUserId: string, channelId: string | undefined, run: (input: Input) => Promise<void>): Promise<void>;
}

/** An event that a slice listens to. */
export interface SlackEvent {
  /** As in manifest.yml: "user_change", "message.im". */
  name: string;
  run(input: EventInput): Promise<void>;
}

/** Whose week it is. */
export type WeeklyAsk = Pick<ReportRequest, 'workspaceId' | 'teamId' | 'periodKey'>;
/** What is said to somebody, in their language. */
export type WeeklyLines = (memberId: string, locale: Locale) => readonly string[];

export interface Slice {
  name: string;
  verbs?: readonly Verb[];
  /** action_id → handler. Action ids are `<slice>.<verb>`; what varies goes into the value. */
  actions?: Readonly<Record<string, (input: ActionInput) => Promise<void>>>;
  modals?: readonly Modal[];
  shortcuts?: readonly Shortcut[];
  events?: readonly SlackEvent[];
  /** Parts of scheduled reports that this slice builds. */
  reports?: readonly ReportPart[];
  home?(input: Input): Promise<HomePart[]>;
  help?(locale: Locale): HelpLine[];
  /** What a lead should know of their people, or decide: only what is out of the ordinary. Reads, and changes nothing. */
  digest?(ask: DigestAsk): Promise<DigestPart[]>;
  /** A line or more for each person of a team in their weekly feedback, beside their figures. Reads, and changes nothing. */
  weekly?(deps: Deps, request: WeeklyAsk): Promise<WeeklyLines>;
  /** Kinds of tables that can be imported (src/transfer). */
  imports?: readonly TableImport[];
  /** Tables that can be exported. */
  exports?: readonly TableExport[];
}
