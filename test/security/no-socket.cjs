// Loaded before the program: whoever opens a connection or looks a name up is told of.
const { writeSync } = require('node:fs');

function refuse(what) {
  return () => {
    writeSync(2, `NETWORK: ${what}\n`);
    process.exit(99);
  };
}

require('node:net').Socket.prototype.connect = refuse('connect');
require('node:dgram').createSocket = refuse('datagram');
const dns = require('node:dns');
for (const name of ['lookup', 'resolve']) dns[name] = dns.promises[name] = refuse(name);
globalThis.fetch = refuse('fetch');
