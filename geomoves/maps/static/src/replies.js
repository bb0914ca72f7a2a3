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
 * The claims that each response denies.
 *
 * @param {Replies} replies
 * @returns {Map<Row, Row[]>}
 */
export function deniedBy({ group, denials }) {
  /** @type {Map<number, Row[]>} */
  const members = new Map();
  for (let claim = 0; claim < group.length; claim++) {
    if (group[claim] < 0 || denials[group[claim]].length === 0) continue;
    const found = members.get(group[claim]);
    if (found) found.push(claim);
    else members.set(group[claim], [claim]);
  }
  /** @type {Map<Row, Row[]>} */
  const denied = new Map();
  for (const [number, claims] of members)
    for (const response of denials[number])
      denied.set(response, [...(denied.get(response) ?? []), ...claims]);
  return denied;
}
