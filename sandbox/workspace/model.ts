import type { Block, Person } from '../contract.ts';
import type { JsonObject } from '../json.ts';

/** A person or bot as stored: what the page sees, and what only the Web API tells. */
export interface PersonRecord extends Person {
  isOwner: boolean;
  isRestricted: boolean;
  isStranger: boolean;
  /** The workspace of somebody who is only in a shared channel here. */
  homeTeam?: string;
  /** Last change, in seconds. */
  updated: number;
  /** Of an app's bot user. */
  botId?: string;
}

export interface ConversationRecord {
  id: string;
  /** `mpim` is a direct message of several. */
  kind: 'channel' | 'private' | 'im' | 'mpim';
  name: string;
  topic: string;
  purpose: string;
  isArchived: boolean;
  isGeneral: boolean;
  /** New people are joined to it. */
  isDefault: boolean;
  creator: string;
  /** In seconds. */
  created: number;
  memberIds: string[];
  /** `ts` up to which each person has read. */
  reads: Record<string, string>;
  /** Other workspaces whose people may be in it. */
  sharedWith?: string[];
}

export interface Metadata {
  event_type: string;
  event_payload: JsonObject;
}

export interface MessageRecord {
  channel: string;
  ts: string;
  userId: string;
  botId?: string;
  text: string;
  blocks: Block[];
  fileIds: string[];
  /** The parent's `ts`, on replies only. */
  threadTs?: string;
  replyCount: number;
  replyUsers: string[];
  latestReply?: string;
  editedTs?: string;
  metadata?: Metadata;
  subtype?: string;
}

export interface FileRecord {
  id: string;
  name: string;
  title: string;
  altText?: string;
  mimetype: string;
  filetype: string;
  size: number;
  userId: string;
  /** In seconds. */
  created: number;
  /** An upload becomes a file of the workspace when it is completed, and a picture that blocks may show a moment later. */
  state: 'awaiting' | 'uploaded' | 'processing' | 'complete';
  channels: string[];
  /** The messages that show it. */
  shares?: { channel: string; ts: string }[];
}

/** A modal or Home as the app sent it, with what the workspace adds. */
export interface ViewRecord {
  id: string;
  userId: string;
  type: 'modal' | 'home';
  blocks: Block[];
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  title: JsonObject | null;
  submit: JsonObject | null;
  close: JsonObject | null;
  clearOnClose: boolean;
  notifyOnClose: boolean;
  hash: string;
  rootId: string;
  previousId: string | null;
}
