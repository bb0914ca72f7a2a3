/**
 * Civil days: plain integers, days since 1970-01-01 in the proleptic Gregorian calendar.
 *
 * The browser's Date is never used: it knows only instants, and the reader's time zone would move the last day
 * of a range for readers in the Americas.
 */

/** @typedef {import("./words.js").Words} Words */

const DAYS_IN_ERA = 146097;

/**
 * Year, month (1–12) and day of the month of a civil day.
 *
 * The arithmetic is Howard Hinnant's `civil_from_days`: eras of 400 years, years that begin in March.
 *
 * @param {number} day
 * @returns {[year: number, month: number, date: number]}
 */
export function civil(day) {
  const shifted = day + 719468;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date];
}

/**
 * The number of a civil day; null when there is no such day. The inverse of `civil`, by the same arithmetic.
 *
 * @param {number} year @param {number} month @param {number} date
 * @returns {number | null}
 */
export function dayNumber(year, month, date) {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const day = era * DAYS_IN_ERA + dayOfEra - 719468;
  const [y, m, d] = civil(day);
  return y === year && m === month && d === date ? day : null;
}

const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** "2024-10-18", as links have it. @param {number} day */
export function isoDay(day) {
  const [year, month, date] = civil(day);
  /** @param {number} part @param {number} digits */
  const padded = (part, digits) => String(part).padStart(digits, "0");
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}`;
}

/** The number of a day written as links have it; null when it is none. @param {string} text */
export function fromIsoDay(text) {
  const parts = ISO_DAY.exec(text);
  return parts ? dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3])) : null;
}

/**
 * "18 October 2024".
 *
 * @param {number} day
 * @param {Words} words
 */
export function dayLabel(day, words) {
  const [year, month, date] = civil(day);
  return words.say("day.full", { day: date, month: words.list("months")[month - 1], year });
}

/**
 * "18 Oct".
 *
 * @param {number} day
 * @param {Words} words
 */
export function shortDayLabel(day, words) {
  const [, month, date] = civil(day);
  return words.say("day.short", { day: date, month: words.list("months_short")[month - 1] });
}

/**
 * Whether a day is the first of its month.
 *
 * @param {number} day
 */
export function startsMonth(day) {
  return civil(day)[2] === 1;
}

/**
 * "Oct 2024", for the axis under the slider.
 *
 * @param {number} day
 * @param {Words} words
 */
export function monthLabel(day, words) {
  const [year, month] = civil(day);
  return words.say("day.month", { month: words.list("months_short")[month - 1], year });
}
