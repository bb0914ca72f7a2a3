/** The questions that claims answer, each with its answers side by side. */

import { phaseWord } from "./captions.js";
import { opener } from "./claim_view.js";
import { element } from "./dom.js";

/**
 * @typedef {import("./types.js").Row} Row
 * @typedef {import("./types.js").Thing} Thing
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("./claim_view.js").Open} Open
 */

/**
 * The questions that claims answer, each with its answers side by side.
 *
 * @param {Model} model
 * @param {Row[]} claims
 * @param {Open} open
 * @returns {Node[]}
 */
export function questionsView(model, claims, open) {
  const rows = [...new Set(claims.flatMap((claim) => model.block.claims.questions[claim]))];
  return rows
    .filter((row) => model.block.questions.figures[row].length > 0)
    .map((row) => questionView(model, row, open));
}

/** @param {Model} model @param {Row} row @param {Open} open */
function questionView(model, row, open) {
  const { questions, claims, speakers } = model.block;
  const { words } = model;
  const columns = ["figure", "speaker", "said", "when", "phase", "hedge"];
  const answers = questions.figures[row].flatMap(([figure, behind]) =>
    behind.map((claim) => ({
      claim,
      cells: [
        figure,
        speakers.name[claims.said_by[claim]] ?? "",
        claims.said[claim],
        claims.when[claim],
        claims.phase[claim] ? phaseWord(model, claims.phase[claim]) : "",
        claims.hedge[claim],
      ],
    })),
  );
  const used = columns.map((_, at) => answers.some((answer) => answer.cells[at]));
  const differs = columns.map((_, at) => new Set(answers.map((answer) => answer.cells[at])).size > 1);
  return element(
    "section",
    { class: "gm-question" },
    element("h3", {}, words.say("question.heading", { question: questions.text[row] })),
    questions.sentence[row] ? element("p", {}, questions.sentence[row]) : null,
    questions.note[row] ? element("p", { class: "gm-note" }, questions.note[row]) : null,
    questions.contested[row]
      ? element("p", { class: "gm-contested" }, element("strong", {}, words.say("question.contested")))
      : null,
    element(
      "div",
      { class: "gm-scroll", tabindex: "0", role: "group", "aria-label": questions.text[row] },
      element(
        "table",
        { class: "gm-answers" },
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            ...columns.flatMap((column, at) =>
              used[at]
                ? element(
                    "th",
                    { scope: "col" },
                    words.say(`answer.${column}`),
                    differs[at]
                      ? element("span", { class: "gm-differs" }, words.say("answer.differs"))
                      : null,
                  )
                : [],
            ),
          ),
        ),
        element(
          "tbody",
          {},
          ...answers.map(({ claim, cells }) =>
            element(
              "tr",
              {},
              ...cells.flatMap((text, at) => {
                if (!used[at]) return [];
                const shown = text || words.say("unstated");
                const cell = differs[at] ? element("strong", {}, shown) : shown;
                return element(
                  "td",
                  {},
                  at === 0 ? opener(shown, { kind: "claims", row: claim }, open) : cell,
                );
              }),
            ),
          ),
        ),
      ),
    ),
    element(
      "p",
      { class: "gm-small" },
      [questions.support[row] ? words.word("support", questions.support[row]) : "", questions.reason[row]]
        .filter(Boolean)
        .join(" · "),
    ),
  );
}
