/** Whether an error comes out of Slack's socket client, whose stray rejections are known and harm nothing (slack.md § 1). */
export function isOfSocketClient(error: unknown): boolean {
  return error instanceof Error && /@slack[\\/]socket-mode[\\/]/.test(error.stack ?? '');
}
