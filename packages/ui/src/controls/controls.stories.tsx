import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { Group } from '../../catalogue/layout.tsx';
import { Monitor, Moon, Sun } from '../icons.ts';
import { Checkbox, Switch } from './checkbox.tsx';
import { SearchField } from './search-field.tsx';
import { Segmented } from './segmented.tsx';
import { SelectField } from './select-field.tsx';
import { TextField } from './text-field.tsx';

export default { title: 'Controls' } satisfies Meta;
type Story = StoryObj;

function Texts() {
  const [greeting, setGreeting] = useState('Good morning, Brightwater Dental. How may I help?');
  const [limit, setLimit] = useState('20 m');
  return (
    <div style={{ display: 'grid', gap: 20, maxWidth: 420 }}>
      <TextField
        label="Greeting"
        value={greeting}
        onChange={setGreeting}
        multiline
        minRows={3}
        maxLength={300}
      />
      <TextField
        label="Name of the line"
        value="Front desk"
        onChange={() => {}}
        help="Callers never hear it."
        required
      />
      <TextField
        label="Longest call"
        value={limit}
        onChange={setLimit}
        inputMode="numeric"
        error="Write whole minutes, such as 20."
      />
      <TextField label="Your address" value="203.0.113.20" onChange={() => {}} readOnly />
      <TextField label="Provider" value="Set by your agency" onChange={() => {}} disabled />
    </div>
  );
}

export const TextFields: Story = { render: () => <Texts /> };

function Selects() {
  const [voice, setVoice] = useState('maren');
  const options = [
    { value: 'maren', label: 'Maren, calm' },
    { value: 'idris', label: 'Idris, bright' },
    { value: 'wanda', label: 'Wanda (not for your language)', disabled: true },
  ];
  return (
    <div style={{ display: 'grid', gap: 20, maxWidth: 320 }}>
      <SelectField label="Voice" value={voice} onChange={setVoice} options={options} />
      <SelectField
        label="Language"
        value="en"
        onChange={() => {}}
        options={[{ value: 'en', label: 'English (United States)' }]}
        help="Each agent speaks one."
      />
      <SelectField label="Project" value="maren" onChange={() => {}} options={options} disabled />
      <SelectField label="Sort by" hideLabel quiet value={voice} onChange={setVoice} options={options} />
    </div>
  );
}

export const SelectFields: Story = { render: () => <Selects /> };

function Ticks() {
  const [on, setOn] = useState(true);
  const [live, setLive] = useState(false);
  return (
    <>
      <Group title="Checkboxes" column>
        <Checkbox label="Also the recordings" checked={on} onChange={setOn} help="About 2.4 GB." />
        <Checkbox label="Also the transcripts" checked={false} onChange={() => {}} />
        <Checkbox label="All sites" checked={false} indeterminate onChange={() => {}} />
        <Checkbox label="Off and not yours to turn on" checked={false} disabled onChange={() => {}} />
        <Checkbox label="On and not yours to turn off" checked disabled onChange={() => {}} />
        <Checkbox label="Choose this row" hideLabel checked onChange={() => {}} />
      </Group>
      <Group title="Switches" column>
        <Switch
          label="Call details"
          checked={on}
          onChange={setOn}
          help="Transcript, summary and recording."
        />
        <Switch label="Edit agents" checked={live} onChange={setLive} />
        <Switch label="Managed by your agency" checked disabled onChange={() => {}} />
        <Switch label="Off for your plan" checked={false} disabled onChange={() => {}} />
      </Group>
    </>
  );
}

export const CheckboxesAndSwitches: Story = { render: () => <Ticks /> };

function Segments() {
  const [mode, setMode] = useState<'light' | 'dark' | 'system'>('system');
  const options = [
    { value: 'light', label: 'Light', icon: <Sun size={14} /> },
    { value: 'dark', label: 'Dark', icon: <Moon size={14} /> },
    { value: 'system', label: 'System', icon: <Monitor size={14} /> },
  ] as const;
  return (
    <Group title="A choice in sight">
      <Segmented label="Theme" value={mode} onChange={setMode} options={options} />
      <Segmented label="Theme, by its icons" value={mode} onChange={setMode} options={options} iconsOnly />
    </Group>
  );
}

export const Segmenteds: Story = { name: 'Segmented', render: () => <Segments /> };

function Searches() {
  const [text, setText] = useState('rescheduled crown');
  return (
    <Group title="Searching">
      <SearchField label="Search the calls" value="" onChange={() => {}} shortcut="/" />
      <SearchField label="Search the words of calls" value={text} onChange={setText} width={280} />
      <SearchField
        label="Search as staff"
        value="555 0110"
        onChange={() => {}}
        error="Numbers of callers can’t be searched for."
      />
    </Group>
  );
}

export const SearchFields: Story = { render: () => <Searches /> };
