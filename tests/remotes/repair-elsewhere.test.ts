import { testAtDesk } from './desk.ts';
import { repairJourneys } from './repair-journeys.ts';

repairJourneys(testAtDesk('separate origins'));
