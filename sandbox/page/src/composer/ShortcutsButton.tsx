import { useDirectory } from '../store/directory.tsx';
import { MenuButton } from '../ui/Menu.tsx';

/** The global shortcuts of the apps. */
export function ShortcutsButton({ onRun }: { onRun: (callbackId: string) => void }) {
  const { words, apps, shortcuts } = useDirectory();
  const items = shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ callbackId, name }) => ({
      key: callbackId,
      label: name,
      detail: apps[0]?.name ?? '',
      icon: 'bolt' as const,
      onChoose: () => onRun(callbackId),
    }));
  return (
    <MenuButton
      label={words.shortcuts}
      icon="bolt"
      items={items}
      empty={words.noShortcuts}
      heading={words.shortcuts}
      prefer="above"
    />
  );
}
