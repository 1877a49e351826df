import { type ChangeEvent, useRef, useState } from 'react';
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
  const { act } = useHands();
  const { value, set } = useElement(place, element);
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const files = Array.isArray(value?.['files']) ? value['files'] : [];

  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    setBusy(true);
    setProblem('');
    const added: Json[] = [];
    for (const file of [...(target.files ?? [])].slice(0, (element.max_files ?? 10) - files.length)) {
      if (file.size > MAX_BYTES) setProblem(words.tooBig);
      else {
        const body = { channel: '', name: file.name, mimetype: file.type, base64: await base64Of(file) };
        const answer = await act('upload', body);
        if (answer.ok && answer.data) added.push({ id: answer.data.file, name: file.name });
        else setProblem(words.notAnswered(answer.ok ? 'upload' : answer.error));
      }
    }
    await set({ type: element.type, files: [...files, ...added] });
    setBusy(false);
    if (field.current) field.current.value = '';
  };
  const remove = (index: number): void =>
    void set({ type: element.type, files: files.filter((_, i) => i !== index) });
  const accept = element.filetypes?.map((type) => `.${type}`).join(',');
  return (
    <div className="file-input">
      {files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: files have no order of their own
        <FileChip key={index} name={nameOf(file)} onRemove={() => remove(index)} />
      ))}
      <label className="button">
        <Icon name="clip" size={16} /> {busy ? words.attaching : words.chooseFile}
        <input
          ref={field}
          type="file"
          className="visually-hidden"
          multiple={element.max_files !== 1}
          accept={accept}
          disabled={busy}
          onChange={(event) => void choose(event)}
          {...labelling(place, words.chooseFile)}
        />
      </label>
      {problem && <div className="input-error">{problem}</div>}
    </div>
  );
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
