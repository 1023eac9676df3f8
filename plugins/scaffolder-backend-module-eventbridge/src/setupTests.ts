// Jest runs tests in a realm of their own, but Node's fetch makes its answers
// in the outer one, whose arrays the scaffolder's template engine refuses.
Response.prototype.json = async function json() {
  return JSON.parse(await this.text());
};
