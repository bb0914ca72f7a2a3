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
