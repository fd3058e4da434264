import { remote } from '@foyer/federation/build';

export default remote('agency');
