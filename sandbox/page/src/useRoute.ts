import { useCallback, useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Route } from './route.ts';

const subscribe = (onChange: () => void): (() => void) => {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
};

/** The route in the address bar, and the way to another one. */
export function useRoute(): [Route, (route: Route, replace?: boolean) => void] {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const go = useCallback((route: Route, replace = false) => {
    const next = formatRoute(route);
    if (next === location.hash) return;
    if (replace) {
      history.replaceState(null, '', next);
      dispatchEvent(new HashChangeEvent('hashchange'));
    } else location.hash = next;
  }, []);
  return [parseRoute(hash), go];
}
