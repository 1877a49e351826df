/** The words of the consent page. */
export interface OauthWords {
  lang: string;
  title(app: string): string;
  as: string;
  asHint: string;
  installed: string;
  nobody(app: string): string;
  sees: string;
  does: string;
  onYourBehalf: string;
  allow: string;
  cancel: string;
  leadsTo(host: string): string;
  sandbox: string;
  problemTitle: string;
  problems: Record<Problem, string>;
}

export type Problem = 'invalid_client_id' | 'invalid_scope' | 'bad_redirect_uri' | 'not_allowed';

export const OAUTH_WORDS: Record<'en' | 'zh', OauthWords> = {
  en: {
    lang: 'en',
    title: (app) => `${app} wants to work in your workspace`,
    as: 'Workspace and person',
    asHint: 'Guests may not install apps.',
    installed: 'already installed',
    nobody: (app) => `There is nobody here who may install ${app}.`,
    sees: 'It will be able to see',
    does: 'It will be able to',
    onYourBehalf: 'In your own name it will be able to',
    allow: 'Allow',
    cancel: 'Cancel',
    leadsTo: (host) => `Afterwards you go to ${host}.`,
    sandbox: 'This is a sandbox on your own machine: nobody is asked for a password.',
    problemTitle: 'This app cannot be installed',
    problems: {
      invalid_client_id:
        'No app has this client id. Take it from the address that the sandbox prints when it starts.',
      invalid_scope:
        'The app asks for nothing, or for scopes that its manifest does not list. Add them to the manifest, or ask for less.',
      bad_redirect_uri:
        'The app may not lead back to this address. It has to be https or on this machine, and at or below one of the redirect_urls of its manifest if that lists any.',
      not_allowed: 'This person may not install apps in this workspace. Go back and choose somebody else.',
    },
  },
  zh: {
    lang: 'zh-CN',
    title: (app) => `${app} 请求访问你的工作区`,
    as: '工作区与身份',
    asHint: '访客不能安装应用。',
    installed: '已安装',
    nobody: (app) => `这里没有人有权安装 ${app}。`,
    sees: '它将能看到',
    does: '它将能够',
    onYourBehalf: '它将能以你的名义',
    allow: '允许',
    cancel: '取消',
    leadsTo: (host) => `完成后会跳转到 ${host}。`,
    sandbox: '这是你本机上的沙盒，不会要求任何人输入密码。',
    problemTitle: '无法安装这个应用',
    problems: {
      invalid_client_id: '没有应用使用这个 client id。请使用沙盒启动时打印的地址信息中的 client id。',
      invalid_scope: '应用没有请求任何权限，或请求了清单里没有列出的权限。请将其加入清单，或减少请求。',
      bad_redirect_uri:
        '应用不能跳转回这个地址。地址必须是 https 或本机地址；如果清单列出了 redirect_urls，还必须与其中之一相同或位于其下。',
      not_allowed: '此人无权在这个工作区安装应用。请返回并选择其他人。',
    },
  },
};
