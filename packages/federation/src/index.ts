export { areaOf, areas, type Area, type AreaIcon } from './areas.ts';
