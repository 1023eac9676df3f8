import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A page is loaded when it is first drawn, and its modules are compiled then:
// on a cold or busy machine that takes longer than the second which is usual.
configure({ asyncUtilTimeout: 30_000 });
jest.setTimeout(60_000);
