import type { ReactNode } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { Icon } from '../ui/Icon.tsx';

interface Props {
  title: string;
  mark?: ReactNode;
  detail?: ReactNode;
  children?: ReactNode;
  /** Where "back" leads on a phone. */
  back: string;
}

/** The line at the top of a conversation, a thread or a Home. */
export function PaneHead({ title, mark, detail, children, back }: Props) {
  const { words } = useDirectory();
  return (
    <header className="pane-head">
      <a className="icon-button pane-back" href={back} aria-label={words.back}>
        <Icon name="back" />
      </a>
      {mark}
      <div className="pane-title">
        <h1>{title}</h1>
        {detail && <div className="pane-detail">{detail}</div>}
      </div>
      {children}
    </header>
  );
}
