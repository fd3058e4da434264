import { styled } from '@mui/material/styles';
import { hiddenStyle } from '../show/value-styles.ts';

/** Read out, not shown. */
export const VisuallyHidden = styled('span')(hiddenStyle);
