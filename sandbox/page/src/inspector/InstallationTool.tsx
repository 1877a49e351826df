import { useState } from 'react';
import { useConfirm } from '../kit/Confirming.tsx';
import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import type { ToolProps } from './Workings.tsx';
import { toolWordsFor } from './words.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

/** Takes the app out of the workspace, and puts it in again. */
export function InstallationTool({ tools: { installation }, control }: ToolProps) {
  const { me, words: pageWords } = useDirectory();
  const { state } = useModel();
  const { act, dispatch } = useHands();
  const words = toolWordsFor(me.locale);
  const confirm = useConfirm();
  const [token, setToken] = useState<string | null>(null);
  const remove = async (): Promise<void> => {
    const question = {
      title: plain(words.uninstallTitle),
      text: plain(words.uninstallText),
      confirm: plain(words.uninstall),
      deny: plain(words.uninstallKeep),
      style: 'danger' as const,
    };
    if (!(await confirm(question))) return;
    // As a person does it, and not as a control: only the owner and administrators may.
    const answer = await act('uninstall', { appId: state.apps[0]?.id ?? '' });
    if (!answer.ok) dispatch({ type: 'notice', level: 'error', text: pageWords.notAnswered(answer.error) });
    setToken(null);
  };
  const install = async (): Promise<void> => {
    const given = await control('install');
    const fresh: unknown = Reflect.get(Object(given), 'botToken');
    setToken(typeof fresh === 'string' && fresh !== '' ? fresh : null);
  };
  return (
    <section aria-label={words.app}>
      <h3>{words.app}</h3>
      <p className="tools-state">{installation.isInstalled ? words.installed : words.notInstalled}</p>
      {token !== null && installation.isInstalled && (
        <p className="tools-token" role="status">
          {words.newToken} <code>{token}</code>
        </p>
      )}
      <div className="tools-buttons">
        {installation.isInstalled ? (
          <button type="button" className="button button-small button-danger" onClick={() => void remove()}>
            {words.uninstall}
          </button>
        ) : (
          <button type="button" className="button button-small button-primary" onClick={() => void install()}>
            {words.install}
          </button>
        )}
        {!installation.isInstalled && installation.installUrl !== null && (
          <a className="button button-small" href={installation.installUrl}>
            {words.installOAuth}
          </a>
        )}
      </div>
    </section>
  );
}
