/** Plain functions that act on a running sandbox, in this process or another one: for tests, and for commands that add people. */
export { addPerson, control } from './driver/admin.ts';
export { elementsIn, press, pressInView, submit } from './driver/elements.ts';
export { type InstallChoice, install } from './driver/install.ts';
export { type Driver, type Seen, signIn } from './driver/signIn.ts';
export { ask, channelId, command, directMessage, messagesOf } from './driver/talk.ts';
