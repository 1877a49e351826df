import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import { splitCommand } from './complete.ts';
import { base64Of, MAX_BYTES } from './files.ts';
import { remember } from './memory.ts';

interface Send {
  /** Posts, or runs a command. Resolves to whether the text may be cleared. */
  send: (text: string) => Promise<boolean>;
  attach: (files: readonly File[]) => Promise<void>;
  runShortcut: (callbackId: string) => Promise<void>;
}

/** The ways out of the composer of one conversation or thread. */
export function useSend(channel: string, threadTs?: string): Send {
  const { user, act, dispatch } = useHands();
  const { state } = useModel();
  const { words } = useDirectory();

  const complain = (text: string): void => dispatch({ type: 'notice', channel, level: 'error', text });
  const check = (answer: { ok: boolean; error?: string }): boolean => {
    if (!answer.ok) complain(words.notAnswered(answer.error ?? '?'));
    return answer.ok;
  };

  const send = async (typed: string): Promise<boolean> => {
    const line = typed.trim();
    if (!line) return false;
    const command = splitCommand(line);
    if (command && threadTs && state.commands.some((c) => c.command === command.command)) {
      complain(words.noThreadCommands);
      return false;
    }
    remember(user, line);
    if (command && !threadTs) return check(await act('command', { channel, ...command }));
    // Mentions and addresses are marked up by the server, as it does for commands.
    return check(await act('post', { channel, text: line, ...(threadTs ? { threadTs } : {}) }));
  };

  const attach = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      if (file.size > MAX_BYTES) complain(words.tooBig);
      else {
        const mimetype = file.type || 'application/octet-stream';
        check(await act('upload', { channel, name: file.name, mimetype, base64: await base64Of(file) }));
      }
    }
  };

  const runShortcut = async (callbackId: string): Promise<void> => {
    check(await act('shortcut', { callbackId }));
  };
  return { send, attach, runShortcut };
}
