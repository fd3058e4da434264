/**
 * What opens over the page, in a chunk of its own: none of it is needed for a first paint. It is fetched when a
 * pointer or the focus comes near something that opens.
 */
export { default as MuiDialog } from '@mui/material/Dialog';
export { default as MuiDrawer } from '@mui/material/Drawer';
export { default as MuiMenu } from '@mui/material/Menu';
export { default as MuiMenuItem } from '@mui/material/MenuItem';
export { default as MuiPopover } from '@mui/material/Popover';
export { ShortcutList } from './shortcut-list.tsx';
