import { ElementView } from './elements/ElementView.tsx';
import { Thumbnail } from './Picture.tsx';
import { plainText, TextView } from './TextView.tsx';
import type { SectionBlock } from './types.ts';

/** Text, or text in columns, with one element at its side. */
export function SectionView({ block }: { block: SectionBlock }) {
  const { text, fields, accessory } = block;
  const name = text ? plainText(text).replace(/[*_~`]/g, '') : undefined;
  return (
    <div className={accessory?.type === 'image' ? 'block-section with-image' : 'block-section'}>
      <div className="section-text">
        {text && <TextView text={text} />}
        {fields && (
          <div className="section-fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a block's fields never move
              <div key={index}>
                <TextView text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory?.type === 'image' && <Thumbnail picture={accessory} />}
      {accessory && accessory.type !== 'image' && (
        <div className="section-accessory">
          <ElementView
            element={accessory}
            place={{ blockId: block.block_id, ...(name ? { fallbackLabel: name } : {}) }}
          />
        </div>
      )}
    </div>
  );
}
