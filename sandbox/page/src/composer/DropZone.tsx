import { type DragEvent, type ReactNode, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { useSend } from './useSend.ts';

interface Props {
  channel: string;
  disabled: boolean;
  children: ReactNode;
}

/** Files dropped anywhere on a conversation are attached to it. */
export function DropZone({ channel, disabled, children }: Props) {
  const { words } = useDirectory();
  const { attach } = useSend(channel);
  const [over, setOver] = useState(false);
  const onDrag = (event: DragEvent): void => {
    if (disabled || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    if (disabled) return;
    event.preventDefault();
    setOver(false);
    void attach([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keyboard twin in the attach button
    <div className="drop-zone" onDragOver={onDrag} onDragLeave={() => setOver(false)} onDrop={onDrop}>
      {children}
      {over && <div className="drop-hint">{words.dropHere}</div>}
    </div>
  );
}
