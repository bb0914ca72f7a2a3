/** Who denies which claims: many claims share their replies, so those are asked once for all of them. */

/**
 * @typedef {import("./types.js").Row} Row
 *
 * @typedef {object} Replies
 * @property {ArrayLike<number>} group of replies that each claim has, -1 for none
 * @property {Row[][]} denials the responses of each group that deny
 */

/** @param {import("./types.js").Block} block @returns {Replies} */
export function repliesOf(block) {
  const { claims } = block;
  /** @param {[Row, string][]} replies */
  const denying = (replies) =>
    replies.map(([response]) => response).filter((response) => claims.stance[response] === "denies");
  if (block.replies && claims.replies) return { group: claims.replies, denials: block.replies.map(denying) };
  return { group: claims.responses.map((_, claim) => claim), denials: claims.responses.map(denying) };
}

/**
 * The day from which each claim was denied; never = infinite. A denial of unknown date always counts.
 *
 * @param {Replies} replies @param {Float64Array} saidOn
 */
export function denialsFrom({ group, denials }, saidOn) {
  const days = denials.map((responses) =>
    responses.reduce((first, response) => {
      const from = Number.isNaN(saidOn[response]) ? Number.NEGATIVE_INFINITY : saidOn[response];
      return Math.min(first, from);
    }, Number.POSITIVE_INFINITY),
  );
  const deniedFrom = new Float64Array(saidOn.length).fill(Number.POSITIVE_INFINITY);
  for (let claim = 0; claim < saidOn.length; claim++)
    if (group[claim] >= 0) deniedFrom[claim] = days[group[claim]];
  return deniedFrom;
}

/**
 * What tells the claims that a response denies: many responses deny the same thousands of claims.
 *
 * @param {Replies} replies
 * @returns {(response: Row, note: (claim: Row) => void) => void}
 */
export function deniedBy({ group, denials }) {
  /** Where the claims of each group stand in `members`. */
  const at = new Int32Array(denials.length + 1);
  for (let claim = 0; claim < group.length; claim++) if (group[claim] >= 0) at[group[claim] + 1] += 1;
  for (let number = 0; number < denials.length; number++) at[number + 1] += at[number];
  const members = new Int32Array(at[denials.length]);
  const next = at.slice();
  for (let claim = 0; claim < group.length; claim++)
    if (group[claim] >= 0) members[next[group[claim]]++] = claim;
  /** By response, the groups that it denies. @type {Map<Row, number[]>} */
  const groups = new Map();
  for (const [number, responses] of denials.entries()) {
    for (const response of responses) {
      const found = groups.get(response);
      if (found) found.push(number);
      else groups.set(response, [number]);
    }
  }
  return (response, note) => {
    for (const number of groups.get(response) ?? [])
      for (let nth = at[number]; nth < at[number + 1]; nth++) note(members[nth]);
  };
}
