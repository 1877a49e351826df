import type { WebClient } from '@slack/web-api';

/** A user group of the workspace: "@sales-west". */
export interface UserGroup {
  id: string;
  /** Without the at sign. */
  handle: string;
  name: string;
}

/** All user groups that are in use, by handle. */
export async function allUserGroups(client: WebClient): Promise<UserGroup[]> {
  const { usergroups = [] } = await client.usergroups.list({ include_disabled: false });
  return usergroups
    .flatMap(({ id, handle = '', name = '' }) => (id === undefined ? [] : [{ id, handle, name }]))
    .toSorted((a, b) => (a.handle < b.handle ? -1 : 1));
}

/** Slack user ids of a group's members. */
export async function userGroupMembers(client: WebClient, groupId: string): Promise<string[]> {
  return (await client.usergroups.users.list({ usergroup: groupId })).users ?? [];
}
