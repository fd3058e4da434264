/** Where the dev server of mocks keeps what the worker fetches at its start. */
export const DATABASE_ADDRESS = '/__mocks/database';
export const MEDIA_ADDRESS = '/__mocks/media/';
