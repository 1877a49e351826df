import { oauthMethods } from '../oauth/access.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import type { Methods } from './method.ts';
import { miscMethods } from './misc.ts';
import { usergroupMethods } from './usergroups.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** All Web API methods of the sandbox. To add one: a line and a small function in its family's file. */
export const METHODS: Methods = {
  ...miscMethods,
  ...chatMethods,
  ...conversationMethods,
  ...userMethods,
  ...usergroupMethods,
  ...fileMethods,
  ...viewMethods,
  ...oauthMethods,
};
