/**
 * Whether a text fits an IAM pattern, where `*` is any run of characters and
 * `?` is one ("IAM JSON policy elements: Condition operators", String
 * conditions). Linear in practice: it backtracks only to the last `*`.
 *
 * @public
 */
export function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let starAt = -1;
  let resumeAt = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      starAt = next;
      resumeAt = at;
      next += 1;
    } else if (pattern[next] === '?' || pattern[next] === text[at]) {
      at += 1;
      next += 1;
    } else if (starAt >= 0) {
      next = starAt + 1;
      resumeAt += 1;
      at = resumeAt;
    } else {
      return false;
    }
  }
  while (pattern[next] === '*') {
    next += 1;
  }
  return next === pattern.length;
}
