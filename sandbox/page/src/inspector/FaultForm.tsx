import { type FormEvent, useId, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import type { FaultInfo, FaultValues } from './Faults.tsx';
import { toolWordsFor } from './words.ts';

type Field = FaultInfo['fields'][number];

/** The settings of a fault, its defaults filled in. What is not changed is not sent. */
export function FaultForm({ info, onApply }: { info: FaultInfo; onApply: (values: FaultValues) => void }) {
  const { me } = useDirectory();
  const words = toolWordsFor(me.locale);
  const [values, setValues] = useState<FaultValues>({});
  const formId = useId();
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    onApply(values);
  };
  return (
    <form className="fault-form" onSubmit={onSubmit}>
      {info.fields.map((field) => (
        <label key={field.name} htmlFor={`${formId}-${field.name}`}>
          <span>{words.fields[field.name]}</span>
          <FieldInput
            id={`${formId}-${field.name}`}
            field={field}
            value={values[field.name] ?? field.default}
            onValue={(value) => setValues({ ...values, [field.name]: value })}
          />
        </label>
      ))}
      <button type="submit" className="button button-small button-primary">
        {words.apply}
      </button>
    </form>
  );
}

interface InputProps {
  id: string;
  field: Field;
  value: NonNullable<FaultValues[Field['name']]>;
  onValue: (value: string | number | boolean) => void;
}

function FieldInput({ id, field, value, onValue }: InputProps) {
  if (field.type === 'flag')
    return (
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={({ target }) => onValue(target.checked)}
      />
    );
  const isNumber = field.type === 'number';
  const bounds = isNumber ? { min: boundOf(field, 'min'), max: boundOf(field, 'max'), step: 'any' } : {};
  return (
    <input
      id={id}
      className="input"
      type={isNumber ? 'number' : 'text'}
      required={isNumber}
      {...bounds}
      value={String(value)}
      onChange={({ target }) =>
        onValue(isNumber && target.value !== '' ? Number(target.value) : target.value)
      }
    />
  );
}

function boundOf(field: Field, key: 'min' | 'max'): number | undefined {
  const bound: unknown = Reflect.get(field, key);
  return typeof bound === 'number' ? bound : undefined;
}
