import type { Conversation } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { useHands } from '../store/session.tsx';

/** Stands in the composer's place where one cannot write. */
export function JoinBar({ channel, name }: { channel: Conversation; name: string }) {
  const { words } = useDirectory();
  const { act, dispatch } = useHands();
  const join = async (): Promise<void> => {
    const answer = await act('join', { channel: channel.id });
    if (!answer.ok) dispatch({ type: 'notice', level: 'error', text: words.notAnswered(answer.error) });
  };
  return (
    <div className="join-bar">
      <span>{channel.isArchived ? words.archivedHint : words.notMember(name)}</span>
      {!channel.isArchived && (
        <button type="button" className="button button-primary" onClick={() => void join()}>
          {words.join}
        </button>
      )}
    </div>
  );
}
