/** Whether a scope lets the app look at something or do something, and what. */
interface ScopeWords {
  kind: 'see' | 'do';
  en: string;
  zh: string;
}

const SCOPES: Record<string, ScopeWords> = {
  'app_mentions:read': { kind: 'see', en: 'Messages that mention it', zh: '提及它的消息' },
  'channels:history': {
    kind: 'see',
    en: 'Messages in public channels that it is in',
    zh: '它所在的公开频道中的消息',
  },
  'channels:join': { kind: 'do', en: 'Join public channels', zh: '加入公开频道' },
  'channels:manage': { kind: 'do', en: 'Create and manage public channels', zh: '创建和管理公开频道' },
  'channels:read': { kind: 'see', en: 'Names and members of public channels', zh: '公开频道的名称和成员' },
  'channels:write.invites': {
    kind: 'do',
    en: 'Invite people to public channels',
    zh: '邀请成员加入公开频道',
  },
  'chat:write': { kind: 'do', en: 'Send messages as itself', zh: '以自己的名义发送消息' },
  'chat:write.public': {
    kind: 'do',
    en: 'Send messages to public channels that it is not in',
    zh: '向未加入的公开频道发送消息',
  },
  commands: { kind: 'do', en: 'Add slash commands and shortcuts', zh: '添加斜杠命令和快捷操作' },
  'files:read': { kind: 'see', en: 'Files in conversations that it is in', zh: '它所在对话中的文件' },
  'files:write': { kind: 'do', en: 'Upload, edit and delete files', zh: '上传、编辑和删除文件' },
  'groups:history': {
    kind: 'see',
    en: 'Messages in private channels that it is in',
    zh: '它所在的私有频道中的消息',
  },
  'groups:read': {
    kind: 'see',
    en: 'Names and members of private channels that it is in',
    zh: '它所在的私有频道的名称和成员',
  },
  'groups:write': { kind: 'do', en: 'Create and manage private channels', zh: '创建和管理私有频道' },
  'im:history': { kind: 'see', en: 'Direct messages with it', zh: '与它的私信' },
  'im:read': { kind: 'see', en: 'Who has a direct message with it', zh: '谁与它有私信' },
  'im:write': { kind: 'do', en: 'Start direct messages with people', zh: '向成员发起私信' },
  'mpim:history': {
    kind: 'see',
    en: 'Messages in group direct messages that it is in',
    zh: '它所在的多人私信中的消息',
  },
  'mpim:read': { kind: 'see', en: 'Group direct messages that it is in', zh: '它所在的多人私信' },
  'mpim:write': { kind: 'do', en: 'Start group direct messages', zh: '发起多人私信' },
  'reactions:read': { kind: 'see', en: 'Emoji reactions', zh: '表情回应' },
  'reactions:write': { kind: 'do', en: 'Add and remove emoji reactions', zh: '添加和移除表情回应' },
  'team:read': { kind: 'see', en: 'Name and domain of the workspace', zh: '工作区的名称和域名' },
  'usergroups:read': { kind: 'see', en: 'User groups and their members', zh: '用户组及其成员' },
  'users:read': { kind: 'see', en: 'People of the workspace', zh: '工作区的成员' },
  'users:read.email': { kind: 'see', en: 'E-mail addresses of people', zh: '成员的电子邮箱地址' },
};

export interface Described {
  scope: string;
  text: string;
}

/** The scopes in words, apart by what they are for. One without words stands for itself, among what the app may do. */
export function describeScopes(
  scopes: readonly string[],
  language: 'en' | 'zh',
): { sees: Described[]; does: Described[] } {
  const all = scopes.map((scope) => ({ scope, text: SCOPES[scope]?.[language] ?? scope }));
  const isSeen = ({ scope }: Described) => SCOPES[scope]?.kind === 'see';
  return { sees: all.filter(isSeen), does: all.filter((one) => !isSeen(one)) };
}
