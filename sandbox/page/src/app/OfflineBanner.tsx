import type { AppInfo } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { useModel } from '../store/session.tsx';
import { Icon } from '../ui/Icon.tsx';

/** Says quietly that nobody will answer: the page has lost the sandbox, or the sandbox has no app. */
export function OfflineBanner({ app }: { app: AppInfo | undefined }) {
  const { words } = useDirectory();
  const { online } = useModel();
  const text = !online ? words.offline : app && !app.connected ? words.appOffline(app.name) : null;
  if (!text) return null;
  return (
    <div className="banner" role="status">
      <Icon name="warn" size={16} /> {text}
    </div>
  );
}
