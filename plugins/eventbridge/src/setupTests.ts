import '@testing-library/jest-dom';

// jsdom lays nothing out: the code editor measures text and forms scroll to
// their top, and both only have to not fail.
if (typeof window !== 'undefined') {
  window.scrollTo = () => {};
  Range.prototype.getClientRects = () =>
    Object.assign([], { item: () => null });
  Range.prototype.getBoundingClientRect = () => new DOMRect();
}
