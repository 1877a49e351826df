import { useId } from 'react';
import { TextView } from '../TextView.tsx';
import type { Choices, Option, Value } from '../types.ts';
import { labelling, type Place, useElement } from '../useElement.ts';
import { chosenValues } from './choices.ts';

/** Checkboxes and radio buttons. */
export function ChoicesView({ element, place }: { element: Choices; place: Place }) {
  const { value, set } = useElement(place, element);
  const name = useId();
  const many = element.type === 'checkboxes';
  const chosen = chosenValues(value);

  const toggle = (option: Option, on: boolean): void => {
    const next: Value = many
      ? {
          type: 'checkboxes',
          selected_options: element.options.filter((o) =>
            o.value === option.value ? on : chosen.has(o.value),
          ),
        }
      : { type: 'radio_buttons', selected_option: option };
    void set(next);
  };
  return (
    <div className="choices" role={many ? 'group' : 'radiogroup'} {...labelling(place)}>
      {element.options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            value={option.value}
            checked={chosen.has(option.value)}
            onChange={(event) => toggle(option, event.target.checked)}
          />
          <span className="choice-text">
            <TextView text={option.text} />
            {option.description && (
              <span className="choice-detail">
                <TextView text={option.description} />
              </span>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
