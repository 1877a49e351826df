import type { ChangeEvent } from 'react';
import { useDirectory } from '../../store/directory.tsx';
import { instantOf, wallTime } from '../../words/zone.ts';
import { plainText } from '../TextView.tsx';
import type { Moment, Value } from '../types.ts';
import { labelling, type Place, useElement } from '../useElement.ts';

const KINDS = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' } as const;

/** The text of the browser's own input for a value; a point in time is shown in the person's zone. */
function shown(value: Value | undefined, tz: string): string {
  const date = value?.['selected_date'] ?? value?.['selected_time'];
  if (typeof date === 'string') return date;
  const seconds = value?.['selected_date_time'];
  return typeof seconds === 'number' ? wallTime(seconds, tz) : '';
}

function momentValue(type: Moment['type'], text: string, tz: string): Value {
  switch (type) {
    case 'datepicker':
      return { type, selected_date: text || null };
    case 'timepicker':
      return { type, selected_time: text ? text.slice(0, 5) : null };
    case 'datetimepicker':
      return { type, selected_date_time: text ? instantOf(text.slice(0, 16), tz) : null };
  }
}

/** While a year is being typed the browser reports the years 2, 20 and 202: those are not meant. */
const isBeingTyped = (text: string): boolean => text.startsWith('0');

/** Date, time, or both, by the browser's own inputs: they know the keyboard and the phone. */
export function MomentView({ element, place }: { element: Moment; place: Place }) {
  const { clock } = useDirectory();
  const { value, set, keep } = useElement(place, element);
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const next = momentValue(element.type, target.value, clock.tz);
    if (element.type !== 'timepicker' && isBeingTyped(target.value)) keep(next);
    else void set(next);
  };
  return (
    <input
      className="input input-moment"
      type={KINDS[element.type]}
      lang={clock.locale}
      value={shown(value, clock.tz)}
      onChange={onChange}
      data-action-id={element.action_id}
      {...labelling(place, element.placeholder && plainText(element.placeholder))}
    />
  );
}
