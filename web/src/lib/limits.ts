/** What a model of this kind cannot say, as far as it concerns a scenario. */

export type Limit = { title: string; says: string };

type Known = Limit & { needs?: string };

const ALL: Known[] = [
  { title: "No single counterfactual can be checked.", says: "What would have been otherwise is nowhere on record. That the model meets recorded facts makes its other histories more credible, and proves none of them." },
  { title: "It is a machine of offices, ties and votes.", says: "That its histories end in some way is what the model does, and no witness of the past." },
  { title: "Its parameters were chosen by people who knew the end.", says: "Ranges over parameters and over readings say how far the record leaves them open. What no reading here holds is in none of these ranges." },
  { title: "People were scored by those who knew the outcome.", says: "Whoever came to lead looks skilful afterwards. What an answer ascribes to persons rests on these scores." },
  { title: "Luck is coupled by a choice of ours.", says: "Whether somebody would have lost in this very history depends on which luck is held the same in the twin, and nothing on record can settle that. Shares of histories with other luck do not depend on it; necessity and sufficiency do, so bounds stand beside them." },
  { title: "What counts as leading decides much.", says: "The same histories give different shares by different endings. Endings and outcomes are declared beforehand, and answers print all of them." },
  { title: "The contenders are a fixed list.", says: "Nobody else can become one, and none resigns or withdraws. Somebody of whom nobody thought at the start cannot come to lead." },
  { title: "All others are counts.", says: "Below the contenders people have seats, ties and at most views. They found no faction and bargain for nothing." },
  { title: "No motion is about policy.", says: "Votes are for or against persons. Views move who is near to whom; nobody is persuaded by an argument.", needs: "motions" },
  { title: "The economy is given from outside.", says: "Its figures follow their recorded course, with some luck and a weak answer to the line in force. Another policy would have had another economy; here it has nearly the same one.", needs: "economy" },
  { title: "There is no society outside of the organisation.", says: "Everybody else appears, where at all, as an index, a power of an office, or a dated happening." },
  { title: "Nobody is killed in it.", says: "The ladder of what can be lost ends before that. What came after the last month is outside of the model, and nothing here says why it came.", needs: "sanctions" },
  { title: "Institutions do not change in a history.", says: "Bodies, their sizes, who elects whom and the months of sessions are put in. The rules were themselves contested; here they can only be changed by a question." },
  { title: "Decisions follow rules of thumb.", says: "Contenders balance, or join coalitions that would not turn on them next. They do not plan over years. Where the record shows a long design, the model shows a drift.", needs: "alignment" },
  { title: "An interval is that of other luck, unless it says otherwise.", says: "That the model itself may be wrong is in none of them." },
];

/** The limits that concern a scenario with these mechanisms. */
export function limits(mechanisms: string[] | undefined): Limit[] {
  return ALL.filter((one) => one.needs === undefined || mechanisms === undefined || mechanisms.includes(one.needs));
}
