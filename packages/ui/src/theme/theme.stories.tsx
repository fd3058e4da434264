import type { Meta, StoryObj } from '@storybook/react-vite';
import { Group } from '../../catalogue/layout.tsx';
import {
  accentScale,
  Box,
  Button,
  ButtonBase,
  IconButton,
  LocaleProvider,
  Link,
  PlainLink,
  RelativeTime,
  RotateCw,
  RouteLink,
  Settings,
  Stack,
  token,
  Typography,
} from '../index.ts';
import { NOW } from '../../catalogue/sample-calls.ts';

export default { title: 'Theme' } satisfies Meta;
type Story = StoryObj;

const swatch = (name: keyof typeof token, text: keyof typeof token = 'text1') => (
  <Box
    key={name}
    sx={{
      minWidth: 132,
      padding: '10px 12px',
      borderRadius: token.radius,
      backgroundColor: token[name],
      color: token[text],
      boxShadow: `inset 0 0 0 1px ${token.line}`,
      fontSize: '0.75rem',
    }}
  >
    {name}
  </Box>
);

export const Colours: Story = {
  render: () => (
    <>
      <Group title="Surfaces">
        {(['surface0', 'surface1', 'surface2', 'surface3'] as const).map((name) => swatch(name))}
      </Group>
      <Group title="Text on a surface">
        {(['text1', 'text2', 'text3', 'accentText'] as const).map((name) => swatch('surface1', name))}
      </Group>
      <Group title="Accent">
        {swatch('accent', 'onAccent')}
        {swatch('accentHover', 'onAccent')}
        {swatch('accentActive', 'onAccent')}
        {swatch('accentSubtle', 'accentText')}
      </Group>
      <Group title="Meaning">
        {swatch('positiveSubtle', 'positive')}
        {swatch('warningSubtle', 'warning')}
        {swatch('negativeSubtle', 'negative')}
        {swatch('infoSubtle', 'info')}
      </Group>
    </>
  ),
};

export const Type: Story = {
  render: () => (
    <Stack spacing={3}>
      <Typography variant="h4" component="p">
        28 · 1,482 calls this week
      </Typography>
      <Typography variant="h1" component="p">
        20 · The heading of a page
      </Typography>
      <Typography variant="h2" component="p">
        16 · The heading of a state
      </Typography>
      <Typography variant="h3" component="p">
        14 · The heading of a panel
      </Typography>
      <Typography variant="body1">14 · Words of a page, as they are read from end to end.</Typography>
      <Typography variant="body2">13 · Rows, controls and facts.</Typography>
      <Typography variant="caption">12 · The quiet line below.</Typography>
      <LocaleProvider timeZone="America/New_York">
        <Typography variant="body2">
          A time in the zone of the client: <RelativeTime value="2026-03-16T09:12:00Z" now={NOW} />
        </Typography>
      </LocaleProvider>
    </Stack>
  ),
};

export const Buttons: Story = {
  render: () => (
    <>
      <Group title="The primary action, and others">
        <Button variant="contained">Publish changes</Button>
        <Button>Compare with live</Button>
        <Button variant="text">Discard</Button>
        <Button variant="contained" color="error">
          Delete 214 recordings
        </Button>
      </Group>
      <Group title="Small, with an icon, under way, off">
        <Button size="small">Clear all</Button>
        <Button startIcon={<RotateCw size={14} />}>Try again</Button>
        <Button variant="contained" loading>
          Publish changes
        </Button>
        <Button disabled>Publish changes</Button>
        <IconButton aria-label="Settings of the table">
          <Settings size={16} />
        </IconButton>
        <IconButton size="small" aria-label="Settings of the row">
          <Settings size={14} />
        </IconButton>
        <ButtonBase sx={{ padding: '6px 10px' }}>Bare button</ButtonBase>
      </Group>
      <Group title="Links">
        <Link href="https://status.example">Status of the voice platform</Link>
        <RouteLink to="/calls">The router’s link</RouteLink>
        <PlainLink to="#main">A plain link</PlainLink>
      </Group>
    </>
  ),
};

const BRANDS = [
  ['Indigo, as it is', '#4f46e5'],
  ['A yellow that is too light for words', '#ffd400'],
  ['Black', '#000000'],
] as const;

export const Accents: Story = {
  name: 'An agency’s accent, corrected where it can’t be read',
  render: () => (
    <>
      {BRANDS.map(([name, accent]) => {
        const { light } = accentScale(accent);
        return (
          <Group key={accent} title={name}>
            <Box sx={{ width: 24, height: 24, borderRadius: '50%', backgroundColor: accent }} />
            <Box
              sx={{
                padding: '6px 12px',
                borderRadius: token.radius,
                backgroundColor: light.main,
                color: light.onAccent,
              }}
            >
              Publish changes
            </Box>
            <span>
              {accent} → {light.main}
            </span>
          </Group>
        );
      })}
    </>
  ),
};

export const OwnBrand: Story = {
  name: 'Another agency’s accent',
  parameters: { accent: '#0f766e' },
  render: () => (
    <Group title="Harbour Voice">
      <Button variant="contained">Publish changes</Button>
      <Button variant="text">Discard</Button>
      <Link href="https://harbour.example">Their own page</Link>
    </Group>
  ),
};
