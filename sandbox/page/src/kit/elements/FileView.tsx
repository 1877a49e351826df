import { type ChangeEvent, useState } from 'react';
import type { Json } from '../../../../contract.ts';
import { base64Of, MAX_BYTES } from '../../composer/files.ts';
import { useDirectory } from '../../store/directory.tsx';
import { useHands } from '../../store/session.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import type { FileInput } from '../types.ts';
import { labelling, type Place, useElement } from '../useElement.ts';

/** Files are sent to the workspace when chosen, without being posted anywhere; the form then names them. */
export function FileView({ element, place }: { element: FileInput; place: Place }) {
  const { words } = useDirectory();
  const { value, set } = useElement(place, element);
  const files = Array.isArray(value?.['files']) ? value['files'] : [];
  const keep = (next: Json[]) => set({ type: element.type, files: next });
  const { busy, problem, send } = useFileSender();

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const room = (element.max_files ?? 10) - files.length;
    const sent = await send([...(target.files ?? [])].slice(0, room));
    target.value = '';
    await keep([...files, ...sent]);
  };
  return (
    <div className="file-input">
      {files.map((file, index) => (
        <FileChip
          // biome-ignore lint/suspicious/noArrayIndexKey: files have no order of their own
          key={index}
          name={nameOf(file)}
          onRemove={() => void keep(files.filter((_, i) => i !== index))}
        />
      ))}
      <label className="button">
        <Icon name="clip" size={16} /> {busy ? words.attaching : words.chooseFile}
        <input
          type="file"
          className="visually-hidden"
          multiple={element.max_files !== 1}
          accept={element.filetypes?.map((type) => `.${type}`).join(',')}
          disabled={busy}
          onChange={(event) => void choose(event)}
          {...labelling(place, words.chooseFile)}
        />
      </label>
      {problem && <div className="input-error">{problem}</div>}
    </div>
  );
}

/** Sends files that belong to no conversation; gives back what a form's state says of them. */
function useFileSender() {
  const { words } = useDirectory();
  const { act } = useHands();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const send = async (files: readonly File[]): Promise<Json[]> => {
    setBusy(true);
    setProblem('');
    const sent: Json[] = [];
    for (const file of files) {
      const body = { channel: '', name: file.name, mimetype: file.type };
      const answer =
        file.size > MAX_BYTES
          ? ({ ok: false, error: 'file_size' } as const)
          : await act('upload', { ...body, base64: await base64Of(file) });
      if (answer.ok && answer.data) sent.push({ id: answer.data.file, name: file.name });
      else setProblem(words.notAnswered(answer.ok ? 'upload' : answer.error));
    }
    setBusy(false);
    return sent;
  };
  return { busy, problem, send };
}

function nameOf(file: Json): string {
  const object = typeof file === 'object' && file !== null && !Array.isArray(file) ? file : {};
  return String(object['name'] ?? object['title'] ?? '');
}

function FileChip({ name, onRemove }: { name: string; onRemove: () => void }) {
  const { words } = useDirectory();
  return (
    <span className="chip">
      <Icon name="file" size={14} /> {name}
      <IconButton icon="close" size={12} label={words.remove(name)} onClick={onRemove} />
    </span>
  );
}
