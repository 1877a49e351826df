import { useDirectory } from '../../store/directory.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Element } from '../types.ts';
import type { Place } from '../useElement.ts';
import { ButtonView } from './ButtonView.tsx';
import { ChoicesView } from './ChoicesView.tsx';
import { FileView } from './FileView.tsx';
import { MomentView } from './MomentView.tsx';
import { OverflowView } from './OverflowView.tsx';
import { PickerView } from './PickerView.tsx';
import { TextInputView } from './TextInputView.tsx';

/** One interactive element, wherever it stands. A type that the page does not know is shown as such. */
export function ElementView({ element, place }: { element: Element; place: Place }) {
  switch (element.type) {
    case 'button':
      return <ButtonView element={element} place={place} />;
    case 'overflow':
      return <OverflowView element={element} place={place} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <ChoicesView element={element} place={place} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextInputView element={element} place={place} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <MomentView element={element} place={place} />;
    case 'file_input':
      return <FileView element={element} place={place} />;
    case 'static_select':
    case 'multi_static_select':
    case 'external_select':
    case 'multi_external_select':
    case 'users_select':
    case 'multi_users_select':
    case 'conversations_select':
    case 'multi_conversations_select':
    case 'channels_select':
    case 'multi_channels_select':
      return <PickerView element={element} place={place} />;
    default:
      return <BrokenElement element={element} />;
  }
}

function BrokenElement({ element }: { element: { type: string } }) {
  const { words } = useDirectory();
  return (
    <div className="block-broken" role="note">
      <Icon name="warn" size={16} /> {words.brokenElement(element.type)}
    </div>
  );
}
