/**
 * What Pacer asks of a workspace, and why: each scope's reason is shown before somebody agrees. test/manifest.test.ts holds this list
 * against manifest.yml.
 */
export const botScopes = [
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:read',
  'im:history',
  'im:write',
  'usergroups:read',
  'users:read',
  'users:read.email',
] as const;
export type BotScope = (typeof botScopes)[number];
