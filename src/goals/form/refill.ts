/** A form that is shown again with what was filled in already. Pure. */
import type { InputBlock, ModalView } from '@slack/types';
import type { ViewValues } from '../../platform/slice.ts';

/** The view with the values in its fields; what a select does not offer stays unchosen. */
export function refilled(view: ModalView, values: ViewValues): ModalView {
  const blocks = view.blocks.map((block) =>
    block.type === 'input' && 'element' in block ? refilledInput(block, values) : block,
  );
  return { ...view, blocks };
}

function refilledInput(block: InputBlock, values: ViewValues): InputBlock {
  const value = values[block.block_id ?? ''];
  return value === undefined ? block : { ...block, element: refilledElement(block.element, value) };
}

function refilledElement(element: InputBlock['element'], value: string): InputBlock['element'] {
  switch (element.type) {
    case 'plain_text_input': {
      const { initial_value: _, ...rest } = element;
      return value === '' ? rest : { ...rest, initial_value: value };
    }
    case 'static_select': {
      const { initial_option: _, ...rest } = element;
      const chosen = element.options?.find((option) => option.value === value);
      return chosen === undefined ? rest : { ...rest, initial_option: chosen };
    }
    case 'datepicker': {
      const { initial_date: _, ...rest } = element;
      return value === '' ? rest : { ...rest, initial_date: value };
    }
    default:
      return element;
  }
}
