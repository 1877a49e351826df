import { useDirectory } from '../store/directory.tsx';
import { useHands } from '../store/session.tsx';
import { useRoute } from '../useRoute.ts';

/** Opens the direct message with several people. */
export function useOpenGroup(): (userIds: string[]) => Promise<void> {
  const { words } = useDirectory();
  const { user, act, dispatch } = useHands();
  const [, go] = useRoute();
  return async (userIds) => {
    const answer = await act('open-group', { userIds });
    if (answer.ok && answer.data) go({ user, channel: answer.data.channel });
    else if (!answer.ok) dispatch({ type: 'notice', level: 'error', text: words.notAnswered(answer.error) });
  };
}

/** Opens the direct messages with somebody, and makes them first where there are none. */
export function useOpenDm(): (userId: string) => Promise<void> {
  const { conversations, words } = useDirectory();
  const { user, act, dispatch } = useHands();
  const [, go] = useRoute();
  return async (userId) => {
    const known = [...conversations.values()].find((c) => c.kind === 'im' && c.peerId === userId);
    if (known) {
      go({ user, channel: known.id });
      return;
    }
    const answer = await act('open-dm', { userId });
    if (answer.ok && answer.data) go({ user, channel: answer.data.channel });
    else
      dispatch({
        type: 'notice',
        level: 'error',
        text: words.notAnswered(answer.ok ? 'open-dm' : answer.error),
      });
  };
}
