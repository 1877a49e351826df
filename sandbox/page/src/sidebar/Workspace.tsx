import { initials } from '../people/initials.ts';
import { useDirectory } from '../store/directory.tsx';
import { useModel } from '../store/session.tsx';
import { MenuButton } from '../ui/Menu.tsx';
import { useRoute } from '../useRoute.ts';

/** The workspace's name; where there are several, the way to the others, as their owner. */
export function Workspace() {
  const { words } = useDirectory();
  const { workspace, workspaces } = useModel().state;
  const [, go] = useRoute();
  const sign = (
    <>
      <span className="workspace-mark" aria-hidden="true">
        {initials(workspace.name).slice(0, 1)}
      </span>
      <span className="workspace-name">{workspace.name}</span>
    </>
  );
  if (workspaces.length < 2) return sign;
  const items = workspaces
    .filter(({ id }) => id !== workspace.id)
    .map(({ id, name, ownerId }) => ({
      key: id,
      label: name,
      icon: 'switch' as const,
      onChoose: () => go({ user: ownerId }),
    }));
  return (
    <MenuButton
      label={words.switchWorkspace(workspace.name)}
      icon="switch"
      heading={words.workspaces}
      items={items}
      className="workspace-button"
    >
      {sign}
    </MenuButton>
  );
}
