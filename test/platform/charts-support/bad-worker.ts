/** A worker that does what a chart worker never should, on request. */
export default async function misbehave(how: 'work' | 'throw' | 'exit' | 'hang' | 'later'): Promise<string> {
  switch (how) {
    case 'work':
      return 'done';
    case 'throw':
      throw new Error('no canvas today');
    case 'exit':
      return process.exit(7);
    case 'hang':
      for (;;) Math.sqrt(2);
    case 'later':
      setTimeout(() => {
        throw new Error('after the answer');
      }, 5);
      return 'done';
  }
}
