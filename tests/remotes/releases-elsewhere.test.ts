import { testAtDesk } from './desk.ts';
import { releaseJourneys } from './release-journeys.ts';

releaseJourneys(testAtDesk('separate origins'));
