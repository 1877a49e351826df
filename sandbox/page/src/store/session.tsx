import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
} from 'react';
import type { Actions, Answer, State } from '../../../contract.ts';
import { act, get, type Handed } from '../api/client.ts';
import { follow } from '../api/socket.ts';
import { type Event, firstModel, type Model } from './model.ts';
import { reduce } from './reduce.ts';

export type Act = <K extends keyof Actions>(
  action: K,
  body: Actions[K],
) => Promise<Answer<K extends keyof Handed ? Handed[K] : unknown>>;

/** What never changes while a person is signed in: safe to depend on in effects. */
export interface Hands {
  user: string;
  act: Act;
  dispatch: (event: Event) => void;
}

const ModelContext = createContext<Model | null>(null);
const HandsContext = createContext<Hands | null>(null);

const step = (model: Model, event: Event): Model => reduce(model, event, Date.now());

/** Holds the model of one signed-in person and keeps it in step with the server. */
export function SessionProvider({ first, children }: { first: State; children: ReactNode }) {
  const user = first.me.id;
  const [model, dispatch] = useReducer(step, first, firstModel);

  useEffect(() => {
    const refetch = async (): Promise<void> => {
      const answer = await get('state', user);
      if (answer.ok && answer.data) dispatch({ type: 'state', state: answer.data });
    };
    return follow(user, {
      onEvent: dispatch,
      onOpen: (again) => {
        dispatch({ type: 'online', online: true });
        if (again) void refetch();
      },
      onClose: () => dispatch({ type: 'online', online: false }),
    });
  }, [user]);

  const send = useCallback<Act>((action, body) => act(user, action, body), [user]);
  const hands = useMemo(() => ({ user, act: send, dispatch }), [user, send]);
  return (
    <HandsContext value={hands}>
      <ModelContext value={model}>{children}</ModelContext>
    </HandsContext>
  );
}

function outside(): never {
  throw new Error('used outside SessionProvider');
}

export const useModel = (): Model => useContext(ModelContext) ?? outside();
export const useHands = (): Hands => useContext(HandsContext) ?? outside();
