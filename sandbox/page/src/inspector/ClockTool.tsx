import { type FormEvent, useState } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { instantOf, wallTime } from '../words/zone.ts';
import type { ToolProps } from './Workings.tsx';
import { toolWordsFor } from './words.ts';

const HOUR_MS = 3_600_000;

/** The workspace's clock, shown and set in the reader's zone. */
export function ClockTool({ tools: { clock }, control }: ToolProps) {
  const { me, clock: reader } = useDirectory();
  const words = toolWordsFor(me.locale);
  const [wall, setWall] = useState<string | null>(null);
  const shown = wall ?? wallTime(Date.parse(clock.now) / 1000, me.tz);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void control('clock', { now: instantOf(shown, me.tz) * 1000, standing: clock.mode === 'standing' });
    setWall(null);
  };
  const steps = [
    [words.hour, HOUR_MS],
    [words.day, 24 * HOUR_MS],
    [words.week, 168 * HOUR_MS],
  ] as const;
  return (
    <section aria-label={words.clock}>
      <h3>{words.clock}</h3>
      <p className="tools-state">
        <time dateTime={clock.now}>{reader.full(String(Date.parse(clock.now) / 1000))}</time>
      </p>
      <p className="tools-quiet">{words.clockModes[clock.mode]}</p>
      <form className="tools-line" onSubmit={onSubmit}>
        <input
          className="input"
          type="datetime-local"
          required
          aria-label={words.clockAt(me.tz)}
          value={shown}
          onChange={({ target }) => setWall(target.value)}
        />
        <button type="submit" className="button button-small">
          {words.set}
        </button>
      </form>
      <div className="tools-buttons">
        {steps.map(([name, advanceMs]) => (
          <button
            key={name}
            type="button"
            className="button button-small"
            aria-label={`${words.forward}: ${name}`}
            onClick={() => void control('clock', { advanceMs })}
          >
            + {name}
          </button>
        ))}
        {clock.mode !== 'standing' && (
          <button
            type="button"
            className="button button-small"
            onClick={() => void control('clock', { standing: true })}
          >
            {words.standing}
          </button>
        )}
        {clock.mode !== 'real' && (
          <button
            type="button"
            className="button button-small"
            onClick={() => void control('clock', { real: true })}
          >
            {words.real}
          </button>
        )}
      </div>
    </section>
  );
}
