import { type ChangeEvent, useRef, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { IconButton } from '../ui/IconButton.tsx';

/** Chooses files and posts them. Tests reach the hidden field by its test id. */
export function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => Promise<void> }) {
  const { words } = useDirectory();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const onChange = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    setBusy(true);
    await onFiles([...(target.files ?? [])]);
    setBusy(false);
    target.value = '';
  };
  return (
    <>
      <IconButton
        icon="plus"
        label={busy ? words.attaching : words.attach}
        disabled={busy}
        onClick={() => field.current?.click()}
      />
      <input
        ref={field}
        type="file"
        multiple
        hidden
        data-testid="attach"
        onChange={(event) => void onChange(event)}
      />
    </>
  );
}
