import { faultyTest } from './faulty-origin-journey.ts';
import { remoteFaults, tryAgainOrReload } from './remote-faults.ts';

remoteFaults(faultyTest('separate origins'), tryAgainOrReload);
