import { useId } from 'react';
import { useDirectory } from '../store/directory.tsx';
import { ElementView } from './elements/ElementView.tsx';
import { useSurface } from './surface.ts';
import { plainText, TextView } from './TextView.tsx';
import type { InputBlock } from './types.ts';

/** A labelled input with its hint and its error. The label is text beside the element, tied to it by `aria-labelledby`. */
export function InputView({ block }: { block: InputBlock }) {
  const { words } = useDirectory();
  const error = useSurface().errors[block.block_id];
  const id = useId();
  const input = {
    labelId: `${id}-label`,
    describedBy: `${id}-hint ${id}-error`,
    invalid: error !== undefined,
    required: !block.optional,
    dispatch: block.dispatch_action ?? false,
  };
  return (
    <div className={error ? 'block-input has-error' : 'block-input'}>
      <div className="input-label">
        <span id={input.labelId}>{plainText(block.label)}</span>
        {block.optional && <span className="input-optional">{words.optional}</span>}
      </div>
      <ElementView element={block.element} place={{ blockId: block.block_id, input }} />
      {error && (
        <div className="input-error" id={`${id}-error`} role="alert">
          {error}
        </div>
      )}
      {block.hint && (
        <div className="input-hint" id={`${id}-hint`}>
          <TextView text={block.hint} />
        </div>
      )}
    </div>
  );
}
