import { tryAgainOrReload } from './broken-page.ts';
import { faultyTest } from './faulty-origin-journey.ts';
import { remoteFaults } from './remote-faults.ts';

remoteFaults(faultyTest('separate origins'), tryAgainOrReload, { sample: true });
