import { type ChangeEvent, type KeyboardEvent, useRef } from 'react';
import { plainText } from '../TextView.tsx';
import type { TextInput } from '../types.ts';
import { labelling, type Place, useElement } from '../useElement.ts';

const KINDS = {
  plain_text_input: { type: 'text' },
  number_input: { type: 'text', inputMode: 'decimal' },
  email_text_input: { type: 'email', inputMode: 'email' },
  url_text_input: { type: 'url', inputMode: 'url' },
} as const;

/** Text, number, e-mail, address. A number stays text here, as in Slack, so that what was typed wrong can be said. */
export function TextInputView({ element, place }: { element: TextInput; place: Place }) {
  const { value, keep, tell } = useElement(place, element);
  const text = typeof value?.['value'] === 'string' ? value['value'] : '';
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const dispatches = place.input?.dispatch ?? true;
  const told = useRef(text);

  const report = (next: string): void => {
    told.current = next;
    const entry = { type: element.type, value: next || null };
    void tell(entry, entry);
  };
  const shared = {
    value: text,
    placeholder: element.placeholder ? plainText(element.placeholder) : undefined,
    'data-focus': element.focus_on_load || undefined,
    'data-action-id': element.action_id,
    ...labelling(place, element.placeholder && plainText(element.placeholder)),
    onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      if (dispatches && triggers.includes('on_character_entered')) report(target.value);
      else keep({ type: element.type, value: target.value || null });
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
      if (!dispatches || !triggers.includes('on_enter_pressed')) return;
      event.preventDefault();
      report(text);
    },
  };
  const counter = element.max_length && text.length > element.max_length - 100 && (
    <span className={text.length > element.max_length ? 'counter over' : 'counter'}>
      {element.max_length - text.length}
    </span>
  );
  return (
    <div className="text-input">
      {element.multiline ? (
        <textarea className="input" rows={4} {...shared} />
      ) : (
        <input className="input" {...KINDS[element.type]} {...shared} />
      )}
      {counter}
    </div>
  );
}
