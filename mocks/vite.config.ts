import { mocked } from './src/dev/config.ts';

export default mocked();
