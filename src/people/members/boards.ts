const HIDE = ['off', 'hide', 'no', '关', '关闭', '隐藏', '不显示'];
const SHOW = ['on', 'show', 'yes', '开', '打开', '显示'];

/** L-03: what `/pace boards …` asks for: true to hide, false to show, undefined: neither. */
export function wantsToHide(line: string): boolean | undefined {
  const word = line.trim().toLowerCase();
  if (HIDE.includes(word)) return true;
  return SHOW.includes(word) ? false : undefined;
}
