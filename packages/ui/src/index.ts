/**
 * @foyer/ui: how the portal looks and feels. The one place where MUI is imported; apps take everything from here,
 * so that one copy of theme, styles and components is loaded whichever remotes come.
 */

// Theme
export { ThemeRoot, useDensity, type Mode, type ThemeRootProps } from './theme/theme-root.tsx';
export { LocaleProvider, useLocale, type Locale, type LocaleProviderProps } from './theme/locale.tsx';
export { PlainLink, RouteLink, type LinkComponent, type LinkLikeProps } from './theme/link-component.tsx';
export {
  accentScale,
  CONTROL_CONTRAST,
  DEFAULT_ACCENT,
  TEXT_CONTRAST,
  type AccentCorrection,
  type AccentRoles,
  type AccentScale,
} from './theme/accent-scale.ts';
export { contrast } from './theme/colour.ts';
export { interUrl } from './theme/inter.ts';
export { monoFamily, motion, token, type Density, type Scheme } from './theme/tokens.ts';

// MUI, only what is used. What opens over the page is in our own Menu, Popover and Dialog.
export { default as Box } from '@mui/material/Box';
export { default as Button, type ButtonProps } from '@mui/material/Button';
export { default as ButtonBase } from '@mui/material/ButtonBase';
export { default as IconButton, type IconButtonProps } from '@mui/material/IconButton';
export { default as Link } from '@mui/material/Link';
export { default as Stack } from '@mui/material/Stack';
export { default as Typography } from '@mui/material/Typography';
export { styled, type SxProps, type Theme } from '@mui/material/styles';

// Frame
export { AppFrame, type AppFrameProps } from './frame/app-frame.tsx';
export { Columns, Panels, type ColumnsProps } from './frame/columns.tsx';
export { Avatar, type AvatarProps } from './frame/avatar.tsx';
export { IdentityButton, type IdentityButtonProps } from './frame/identity-button.tsx';
export { focusPageHeading, PageFrame, type PageFrameProps } from './frame/page-frame.tsx';
export { Facts, Notice, Panel, type FactsProps, type NoticeProps, type PanelProps } from './frame/panel.tsx';
export { Sidebar, type SidebarGroup, type SidebarItem, type SidebarProps } from './frame/sidebar.tsx';
export { SkipLink, type SkipLinkProps } from './frame/skip-link.tsx';
export { SwitchButton, type SwitchButtonProps } from './frame/switch-button.tsx';
export { TopBar, type TopBarProps } from './frame/top-bar.tsx';

// States of a page
export { PageState, type PageStateProps } from './states/page-state.tsx';
export { Bone, Loading, type LoadingProps } from './states/loading.tsx';
export {
  DenialNote,
  Empty,
  Failed,
  Maintenance,
  NotFound,
  Offline,
  Restricted,
  SessionEnded,
  Unavailable,
  type DenialNoteProps,
  type EmptyProps,
  type FailedProps,
  type LoadFailure,
  type MaintenanceProps,
  type NotFoundProps,
  type OfflineProps,
  type RestrictedProps,
  type SessionEndedProps,
  type UnavailableProps,
} from './states/states.tsx';

// Lists and filters
export { DataTable, type DataTableHandle, type DataTableProps, type Picks } from './table/data-table.tsx';
export type { Column, Sort, SortDirection } from './table/columns.ts';
export { FilterBar, FilterChip, type FilterBarProps, type FilterChipProps } from './filter/filter-bar.tsx';
export { OptionFilter, type FilterOption, type OptionFilterProps } from './filter/option-filter.tsx';
export { DateRangeFilter, type DateRangeFilterProps } from './filter/date-range-filter.tsx';
export { datePresets, describeRange, type DatePreset, type DateRange } from './filter/date-range.ts';

// Controls
export { Checkbox, Switch, type CheckboxProps, type SwitchProps } from './controls/checkbox.tsx';
export { SearchField, type SearchFieldProps } from './controls/search-field.tsx';
export { Segmented, type SegmentedProps } from './controls/segmented.tsx';
export { SelectField, type SelectFieldProps } from './controls/select-field.tsx';
export { TextField, type TextFieldProps } from './controls/text-field.tsx';

// What opens over the page
export { ConfirmDialog, type ConfirmDialogProps } from './popups/confirm-dialog.tsx';
export { Dialog, type DialogProps } from './popups/dialog.tsx';
export { Menu, type MenuAction, type MenuEntry, type MenuProps } from './popups/menu.tsx';
export { Popover, type PopoverProps } from './popups/popover.tsx';
export { preloadPopups } from './popups/load-popups.tsx';
export { ShortcutMap, type ShortcutGroup, type ShortcutMapProps } from './popups/shortcut-map.tsx';
export { Tooltip, type TooltipProps } from './popups/tooltip.tsx';

// Saying things
export { announce, LiveAnnouncer } from './feedback/announce.tsx';
export { dismissToast, toast, Toasts, type ToastOptions, type ToastTone } from './feedback/toasts.tsx';
export { VisuallyHidden } from './feedback/visually-hidden.tsx';

// Values
export {
  SentimentMark,
  StatusBadge,
  type Sentiment,
  type SentimentMarkProps,
  type StatusBadgeProps,
  type StatusShape,
} from './show/status-badge.tsx';
export { LeftToRight } from './show/left-to-right.tsx';
export type { Tone } from './show/tones.ts';
export { Duration, EmptyValue, Money, RelativeTime } from './show/values.tsx';
export type { DurationProps, EmptyValueProps, MoneyProps, RelativeTimeProps } from './show/values.tsx';
export { useNow } from './show/now.ts';
export {
  dayIn,
  formatClock,
  formatCount,
  formatDate,
  formatDateTime,
  formatDuration,
  formatInstant,
  formatList,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPhone,
  formatRelative,
  formatTime,
  formatZone,
  initialsOf,
  toMillis,
  type In,
  type Instant,
} from './show/format.ts';

export * from './icons.ts';
