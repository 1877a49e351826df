import { type ClipboardEvent, useId, useRef } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { useHands } from '../store/session.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { AttachButton } from './AttachButton.tsx';
import { ShortcutsButton } from './ShortcutsButton.tsx';
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
  const { field, text, list } = composer;
  const frame = useRef<HTMLDivElement>(null);
  const listId = useId();
  const listOpen = list.completion !== null && list.items.length > 0;

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
        aria-activedescendant={listOpen ? `${listId}-${list.active}` : undefined}
        onChange={({ target }) => composer.edit(target.value, target.selectionStart)}
        onKeyDown={composer.onKeyDown}
        onPaste={onPaste}
      />
      <Tools
        text={text}
        inThread={threadTs !== undefined}
        onFiles={attach}
        onShortcut={(id) => void runShortcut(id)}
        onSign={composer.insert}
        onSend={composer.submit}
      />
      {listOpen && (
        <Suggestions
          id={listId}
          label={list.completion?.kind === 'command' ? words.commandSuggestions : words.mentionSuggestions}
          anchor={frame}
          items={list.items}
          active={list.active}
          onChoose={composer.choose}
          onClose={list.close}
        />
      )}
    </div>
  );
}

interface ToolsProps {
  text: string;
  inThread: boolean;
  onFiles: (files: readonly File[]) => Promise<void>;
  onShortcut: (callbackId: string) => void;
  onSign: (sign: string) => void;
  onSend: () => void;
}

/** The line of buttons. Commands, shortcuts and files belong to the conversation: a thread has none. */
function Tools({ text, inThread, onFiles, onShortcut, onSign, onSend }: ToolsProps) {
  const { words } = useDirectory();
  return (
    <div className="composer-tools">
      {!inThread && <AttachButton onFiles={onFiles} />}
      {!inThread && <ShortcutsButton onRun={onShortcut} />}
      {!inThread && <SignButton sign="/" label={words.slashHint} onPress={onSign} />}
      <SignButton sign="@" label={words.mentionHint} onPress={onSign} />
      <span className="composer-hint">
        {text.includes('\n') || text.length > 40 ? words.newlineHint : ''}
      </span>
      <IconButton icon="send" label={words.send} className="send" disabled={!text.trim()} onClick={onSend} />
    </div>
  );
}

function SignButton({
  sign,
  label,
  onPress,
}: {
  sign: string;
  label: string;
  onPress: (sign: string) => void;
}) {
  return (
    <button
      type="button"
      className="icon-button key"
      title={label}
      aria-label={label}
      onClick={() => onPress(sign)}
    >
      {sign}
    </button>
  );
}
