/**
 * Opens a portal as a new document: whose eyes the session looks through has changed, and nothing that this console holds in memory
 * may stand in the page that comes.
 */
export const openPortal = (path = '/'): void => location.assign(path);
