import { connect } from 'node:net';

const LOCAL = 'postgres://postgres@127.0.0.1:5432/';

/**
 * The Postgres that server tests use beside the embedded one: FOYER_TEST_DATABASE_URL, else the local one if it lets `postgres` in without
 * a password, else undefined. Each test file makes its own database there and drops it.
 * @returns {Promise<string | undefined>}
 */
export async function findPostgres() {
  return process.env.FOYER_TEST_DATABASE_URL ?? ((await letsIn('127.0.0.1', 5432)) ? LOCAL : undefined);
}

/**
 * Sends the protocol's start-up message and looks for AuthenticationOk, so that no database driver is needed here.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function letsIn(host, port) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => {
      const body = Buffer.from('\0\x03\0\0user\0postgres\0\0', 'latin1');
      const length = Buffer.alloc(4);
      length.writeInt32BE(body.length + 4);
      socket.write(Buffer.concat([length, body]));
    });
    socket.on('data', (data) => end(data[0] === 0x52 && data.length >= 9 && data.readInt32BE(5) === 0));
    socket.on('error', () => end(false));
    socket.on('timeout', () => end(false));
    socket.on('close', () => end(false));
  });
}
