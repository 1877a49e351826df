import type { Tools } from '../../../contract.ts';
import { useDirectory } from '../store/directory.tsx';
import { ClockTool } from './ClockTool.tsx';
import { InstallationTool } from './InstallationTool.tsx';
import { type Workings as Hand, useTools } from './useTools.ts';
import { toolWordsFor } from './words.ts';

export interface ToolProps {
  tools: Tools;
  control: Hand['control'];
}

/** Connection, clock, rate limits, and whether the app is installed. */
export function Workings() {
  const { words } = useDirectory();
  const { tools, control } = useTools();
  if (tools === null)
    return (
      <p className="menu-empty" role="status">
        {words.loading}
      </p>
    );
  return (
    <div className="tools">
      <LinkTool tools={tools} control={control} />
      <ClockTool tools={tools} control={control} />
      <LimitsTool tools={tools} control={control} />
      <InstallationTool tools={tools} control={control} />
    </div>
  );
}

function LinkTool({ tools: { link }, control }: ToolProps) {
  const { me } = useDirectory();
  const words = toolWordsFor(me.locale);
  const isSocket = link.mode === 'socket';
  const say = (reason: string): void => void control('disconnect', { reason });
  return (
    <section aria-label={words.connection}>
      <h3>{words.connection}</h3>
      <p className="tools-state">
        <span className={link.isConnected ? 'dot on' : 'dot'} aria-hidden="true" />
        {words.mode(link)}
        {isSocket && ` · ${words.sockets(link.sockets)}`}
      </p>
      {!isSocket &&
        (link.urls.length > 0 ? link.urls.map((url) => <code key={url}>{url}</code>) : words.noUrls)}
      {!link.isConnected && <p className="tools-quiet">{words.nobody}</p>}
      <div className="tools-buttons">
        {isSocket && (
          <>
            <button type="button" className="button button-small" onClick={() => say('warning')}>
              {words.warning}
            </button>
            <button type="button" className="button button-small" onClick={() => say('refresh_requested')}>
              {words.refresh}
            </button>
          </>
        )}
        <button
          type="button"
          className="button button-small"
          onClick={() => void control('socket-mode', { enabled: !isSocket })}
        >
          {isSocket ? words.disable : words.enable}
        </button>
      </div>
    </section>
  );
}

function LimitsTool({ tools: { rateLimits }, control }: ToolProps) {
  const { me } = useDirectory();
  const words = toolWordsFor(me.locale);
  const set = (mode: 'on' | 'off'): void => void control('rate-limits', { mode });
  return (
    <section aria-label={words.limits}>
      <h3>{words.limits}</h3>
      <div className="segments">
        <button type="button" aria-pressed={rateLimits === 1} onClick={() => set('on')}>
          {words.limitsOn}
        </button>
        <button type="button" aria-pressed={rateLimits === 'off'} onClick={() => set('off')}>
          {words.limitsOff}
        </button>
      </div>
      {typeof rateLimits === 'number' && rateLimits !== 1 && (
        <p className="tools-quiet">{words.limitsWider(rateLimits)}</p>
      )}
    </section>
  );
}
