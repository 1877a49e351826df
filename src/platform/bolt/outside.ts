import type { Messenger } from '../slack.ts';
import type { Deps } from '../slice.ts';
import type { InFlight } from './inFlight.ts';

/** The same dependencies; who waits for Slack holds no place among those who compute. */
export function outsideTheQueue(deps: Deps, inFlight: InFlight): Deps {
  return { ...deps, slack: async (id) => waitingOutside(await deps.slack(id), inFlight) };
}

function waitingOutside(messenger: Messenger, inFlight: InFlight): Messenger {
  return new Proxy(messenger, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => inFlight.outside(() => Reflect.apply(value, target, args));
    },
  });
}
