// Run by scripts/with-postgres.mjs: says where the server is, and holds it until standard input ends.
process.stdout.write(`${process.env['PACER_TEST_DATABASE_URL']}\n`);
process.stdin.resume();
