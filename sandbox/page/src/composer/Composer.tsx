import { type ChangeEvent, type ClipboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { useHands, useModel } from '../store/session.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { MenuButton } from '../ui/Menu.tsx';
import { Suggestions } from './Suggestions.tsx';
import { useComposer } from './useComposer.ts';
import { useSend } from './useSend.ts';

interface Props {
  channel: string;
  threadTs?: string;
  /** Accessible name and placeholder. */
  label: string;
}

/** Where one writes: text, commands, files, shortcuts. */
export function Composer({ channel, threadTs, label }: Props) {
  const { words } = useDirectory();
  const { user } = useHands();
  const { send, attach, runShortcut } = useSend(channel, threadTs);
  const composer = useComposer(`${user}/${channel}/${threadTs ?? ''}`, threadTs !== undefined, send);
  const { field, text, items, active, completion } = composer;
  const frame = useRef<HTMLDivElement>(null);
  const listId = useId();
  const listOpen = completion !== null && items.length > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the field grows with its text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const onPaste = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    void attach(files);
  };
  return (
    <div ref={frame} className="composer">
      <textarea
        ref={field}
        rows={1}
        value={text}
        placeholder={label}
        aria-label={label}
        aria-autocomplete="list"
        aria-controls={listOpen ? listId : undefined}
        aria-activedescendant={listOpen ? `${listId}-${active}` : undefined}
        onChange={({ target }) => composer.edit(target.value, target.selectionStart)}
        onKeyDown={composer.onKeyDown}
        onPaste={onPaste}
      />
      <div className="composer-tools">
        <AttachButton onFiles={attach} />
        {!threadTs && <ShortcutsButton onRun={(id) => void runShortcut(id)} />}
        {!threadTs && (
          <button
            type="button"
            className="icon-button key"
            title={words.slashHint}
            aria-label={words.slashHint}
            onClick={() => composer.insert('/')}
          >
            /
          </button>
        )}
        <button
          type="button"
          className="icon-button key"
          title="@"
          aria-label="@"
          onClick={() => composer.insert('@')}
        >
          @
        </button>
        <span className="composer-hint">
          {text.includes('\n') || text.length > 40 ? words.newlineHint : ''}
        </span>
        <IconButton
          icon="send"
          label={words.send}
          className="send"
          disabled={!text.trim()}
          onClick={composer.submit}
        />
      </div>
      {listOpen && (
        <Suggestions
          id={listId}
          label={completion.kind === 'command' ? words.commandSuggestions : words.mentionSuggestions}
          anchor={frame}
          items={items}
          active={active}
          onChoose={composer.choose}
          onClose={composer.closeList}
        />
      )}
    </div>
  );
}

function ShortcutsButton({ onRun }: { onRun: (callbackId: string) => void }) {
  const { words, apps } = useDirectory();
  const { state } = useModel();
  const items = state.shortcuts
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

function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => Promise<void> }) {
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
