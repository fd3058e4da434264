import { shell } from '@foyer/federation/build';

export default shell();
