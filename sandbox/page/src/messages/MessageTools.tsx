import type { Message } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands } from '../store/session.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { MenuButton } from '../ui/Menu.tsx';

interface Props {
  message: Message;
  onThread?: ((ts: string) => void) | undefined;
}

/** Appears on hover and on focus; on a phone it is always there, quietly. */
export function MessageTools({ message, onThread }: Props) {
  const { shortcuts, apps, words } = useDirectory();
  const { act, dispatch } = useHands();
  const { channel, ts } = message;
  const run = async (callbackId: string): Promise<void> => {
    const answer = await act('shortcut', { callbackId, channel, messageTs: ts });
    if (!answer.ok)
      dispatch({ type: 'notice', channel, level: 'error', text: words.notAnswered(answer.error) });
  };
  const thread = onThread
    ? [{ key: 'thread', label: words.reply, icon: 'thread' as const, onChoose: () => onThread(ts) }]
    : [];
  const items = shortcuts
    .filter(({ type }) => type === 'message')
    .map(({ callbackId, name }) => ({
      key: callbackId,
      label: name,
      detail: apps[0]?.name ?? '',
      icon: 'bolt' as const,
      onChoose: () => void run(callbackId),
    }));
  return (
    <div className="message-tools">
      {onThread && <IconButton icon="thread" label={words.reply} onClick={() => onThread(ts)} />}
      <MenuButton
        label={words.messageActions}
        icon="more"
        items={[...thread, ...items]}
        empty={words.noShortcuts}
        align="end"
      />
    </div>
  );
}
