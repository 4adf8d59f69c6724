/* The law of the scenario `association`, written out by hand: the same keyed luck, so the same bits.

   `live` is the program one writes at once: arrays side by side, every key taken outside the loop that it does not
   change in, and no facility that this society does not use (rungs, campaigns, fiefs, weights of units).
   `live_tuned` adds what an hour with the assembly suggests: keys multiplied beforehand, whole numbers compared in
   place of fractions, and all draws of a month made before any is looked at, so that the compiler makes many at once.
   `draw_only` makes the draws and does nothing with them: no program of this law can be faster. */

#include "keyed.h"

#define CONTENDERS_AT_MOST 32
#define SEATS_AT_MOST 64
#define UNITS_AT_MOST 4096
#define SEATS_A_BODY 65536

enum stream { TURNOVER = 2, PARTISAN = 3, RETENTION = 14, CHOICE = 15, PICK = 16 };

typedef struct {
    int64_t months, years, contenders, units, seats, sittings, board_key, chair;
    double turnover, partisan, retention, slate;
    const int64_t *year;           /* of a month, counted from the first */
    const int64_t *sits;           /* 1 where the assembly sits in a month */
    const int64_t *unit_key;
    const int64_t *unit_patron;    /* at the start; `contenders` is nobody */
    const int64_t *seat_patron;    /* at the start, of the board */
    const int64_t *contender_key;
} society;

typedef struct {
    int16_t *following;            /* (k, sittings, contenders + 1) seats of the board by patron */
    int16_t *final;                /* (k, contenders + 1) the same at the end */
    int16_t *holder;               /* (k) the chair at the end */
    int16_t *lost;                 /* (k) month in which the first chair lost the office, or -1 */
    double *owned;                 /* (k, contenders) share of units at the end */
} facts;

typedef struct {
    int32_t patron[UNITS_AT_MOST];
    int32_t seat[SEATS_AT_MOST];
    int32_t following[CONTENDERS_AT_MOST + 1];
    int32_t chair, lost;
} state;

static void begin(const society *s, state *now)
{
    now->chair = s->chair;
    now->lost = -1;
    for (int i = 0; i <= s->contenders; i++)
        now->following[i] = 0;
    for (int u = 0; u < s->units; u++)
        now->patron[u] = s->unit_patron[u];
    for (int k = 0; k < s->seats; k++) {
        now->seat[k] = s->seat_patron[k];
        now->following[now->seat[k]]++;
    }
}

static void elect_board(const society *s, state *now, uint64_t month)
{
    const uint64_t retention = mix(month, RETENTION), choice = mix(month, CHOICE);
    const int n = s->contenders;
    int delegates[CONTENDERS_AT_MOST + 1] = {0};
    for (int u = 0; u < s->units; u++)
        delegates[now->patron[u]]++;
    for (int k = 0; k < s->seats; k++) {
        const uint64_t key = s->board_key * SEATS_A_BODY + k;
        if (uniform(mix(retention, key)) < s->retention)
            continue;
        const double luck = uniform(mix(choice, key)), free = 1.0 - s->slate;
        double reach = s->slate;
        int patron = now->chair;
        if (luck >= reach)
            for (patron = 0; patron < n; patron++) {
                reach += free * (delegates[patron] / (double)s->units);
                if (luck < reach)
                    break;
            }
        now->following[now->seat[k]]--;
        now->following[patron]++;
        now->seat[k] = patron;
    }
}

static void elect_chair(const society *s, state *now, uint64_t month, int t)
{
    const uint64_t pick = mix(month, PICK);
    const int32_t *seats = now->following;
    int leading = -1;
    for (int i = 0; i < s->contenders; i++) {
        if (seats[i] == 0)
            continue;
        if (leading < 0 || seats[i] > seats[leading])
            leading = i;
        else if (seats[i] == seats[leading]
                 && uniform(mix(pick, s->contender_key[i])) > uniform(mix(pick, s->contender_key[leading])))
            leading = i;
    }
    if (leading < 0 || leading == now->chair || 2 * seats[leading] <= s->seats)
        return;
    if (now->lost < 0)
        now->lost = t;
    now->chair = leading;
}

static void keep(const society *s, const state *now, facts *f, int64_t k)
{
    const int64_t n = s->contenders;
    const double share = 1.0 / s->units;
    for (int i = 0; i <= n; i++)
        f->final[k * (n + 1) + i] = now->following[i];
    f->holder[k] = now->chair;
    f->lost[k] = now->lost;
    for (int u = 0; u < s->units; u++)
        if (now->patron[u] < n)
            f->owned[k * n + now->patron[u]] += share;
}

static inline void assembly(const society *s, state *now, facts *f, int64_t row, uint64_t month, int t)
{
    elect_board(s, now, month);
    elect_chair(s, now, month, t);
    for (int i = 0; i <= s->contenders; i++)
        f->following[row * (s->contenders + 1) + i] = now->following[i];
}

void live(const society *s, facts *f, const uint64_t *keys, int64_t histories)
{
    state now;
    for (int64_t k = 0; k < histories; k++) {
        int64_t row = k * s->sittings;
        begin(s, &now);
        for (int t = 0; t < s->months; t++) {
            const uint64_t month = mix(keys[k * s->years + s->year[t]], t);
            const uint64_t turnover = mix(month, TURNOVER), partisan = mix(month, PARTISAN);
            for (int u = 0; u < s->units; u++)
                if (uniform(mix(turnover, s->unit_key[u])) < s->turnover)
                    now.patron[u] = uniform(mix(partisan, s->unit_key[u])) < s->partisan ? now.chair : s->contenders;
            if (s->sits[t])
                assembly(s, &now, f, row++, month, t);
        }
        keep(s, &now, f, k);
    }
}

void live_tuned(const society *s, facts *f, const uint64_t *keys, int64_t histories)
{
    const int n = s->units;
    const uint64_t changes = (uint64_t)cells(s->turnover);
    uint64_t step[UNITS_AT_MOST], cell[UNITS_AT_MOST];
    state now;
    for (int u = 0; u < n; u++)
        step[u] = (uint64_t)(s->unit_key[u] + 1) * GOLDEN;
    for (int64_t k = 0; k < histories; k++) {
        int64_t row = k * s->sittings;
        begin(s, &now);
        for (int t = 0; t < s->months; t++) {
            const uint64_t month = mix(keys[k * s->years + s->year[t]], t);
            const uint64_t turnover = mix(month, TURNOVER), partisan = mix(month, PARTISAN);
            uint64_t left = 0;
            for (int u = 0; u < n; u++) {
                cell[u] = finish(turnover + step[u]) >> 12;
                left += cell[u] < changes;
            }
            for (int u = 0; left > 0; u++)
                if (cell[u] < changes) {
                    now.patron[u] = uniform(finish(partisan + step[u])) < s->partisan ? now.chair : s->contenders;
                    left--;
                }
            if (s->sits[t])
                assembly(s, &now, f, row++, month, t);
        }
        keep(s, &now, f, k);
    }
}

int64_t draw_only(const society *s, const uint64_t *keys, int64_t histories)
{
    int64_t below = 0;
    for (int64_t k = 0; k < histories; k++)
        for (int t = 0; t < s->months; t++) {
            const uint64_t turnover = mix(mix(keys[k * s->years + s->year[t]], t), TURNOVER);
            for (int u = 0; u < s->units; u++)
                below += uniform(mix(turnover, s->unit_key[u])) < s->turnover;
        }
    return below;
}

/* `count` draws, one mix each, in rows of `row` under one stream: what the draws of any scenario cost at least. */
int64_t draw_rows(uint64_t key, int64_t rows, int64_t row, double chance)
{
    int64_t below = 0;
    for (int64_t r = 0; r < rows; r++) {
        const uint64_t stream = mix(mix(key, r), TURNOVER);
        for (int64_t u = 0; u < row; u++)
            below += uniform(mix(stream, u)) < chance;
    }
    return below;
}
