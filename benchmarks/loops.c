/* The four loops of a month that take most of its time, written out by hand on the engine's own memory: the bytes of its
   `World` and `State` (`layout.h` is printed from their dtypes by `benchmarks.layout`), with the same keyed luck and
   every sum in the same order, so the same bits.

   `patronage`    base seats change hands, unowned heads and people of the second rank drift, and all is counted
   `opinion`      the line in force, members' opinion, the second rank's views, everyone's standing
   `hostility`    what each believes of each one's power, who fights, and the hostility of all to all
   `forecast`     for each campaign the expected vote of a joint plenum and of a congress

   Each is the program one writes at once: no more general than the engine's, keys and whatever else stays the same taken
   outside of loops, small tables on the stack in place of the engine's scratch room. Chronicles are not kept, only
   counted, as in an ensemble. */

#include "keyed.h"
#include "layout.h"

#include <stdbool.h>

#define NOBODY (-1)
#define LOOSE 0.1           /* a tie weaker than this binds nobody */
#define SMALL_PARTY 0.3     /* share of the seats at which strength neither adds to nor takes from readiness to fight */
#define MEMORY 24.0         /* months over which members remember what line they lived under */
#define MILD 0.05           /* a line nearer to the middle than this is not judged as a line */

static inline double larger(double a, double b)
{
    return b > a ? b : a;
}

static inline double smaller(double a, double b)
{
    return b < a ? b : a;
}

static inline bool has(int64_t bits, int64_t bit)
{
    return (bits >> bit) & 1;
}

static inline uint64_t stream_key(uint64_t year, int64_t month, int64_t stream)
{
    return mix(mix(year, (uint64_t)month), (uint64_t)stream);
}

/* What a tie comes to. */
static inline double bond(const World *w, const State *s, int64_t patron, double tie)
{
    return smaller(1.0, tie * w->contenders[patron].hold) * s->minds[patron].grip;
}

static inline int64_t patron_of(const State *s, int64_t person)
{
    return person < 0 ? NOBODY : s->lives[person].patron;
}

static inline double strength(const State *s, int64_t i)
{
    return 0.5 * (s->minds[i].committee + s->minds[i].presidium);
}

/* The tie of one who comes to owe `patron` his place. */
static double tie_to(const World *w, State *s, int64_t patron)
{
    const double tie = w->parameters.newcomer_tie;
    if (tie < s->minds[patron].loosest)
        s->minds[patron].loosest = tie;
    return tie;
}

/* ---- patronage ---- */

/* Chance of turnover by patron (nobody first), and the same in cells of a draw. */
static void chances(const World *w, const State *s, double *chance, int64_t *few)
{
    const Parameters *p = &w->parameters;
    const int64_t n = w->count.contenders, usual = cells(p->turnover);
    chance[0] = p->turnover;
    few[0] = usual;
    for (int64_t j = 0; j < n; j++) {
        const int64_t enemies = s->minds[j].against | s->minds[j].fights;
        chance[1 + j] = p->turnover;
        few[1 + j] = usual;
        if (enemies && p->purge > 0.0) {
            double adverse = 0.0;
            for (int64_t i = 0; i < n; i++)
                if (has(enemies, i))
                    adverse += s->say[i];
            chance[1 + j] = p->turnover * (1.0 + p->purge * adverse);
            few[1 + j] = cells(chance[1 + j]);
        }
    }
}

static int64_t protector(const World *w, const State *s, int64_t unit)
{
    const int64_t office = w->units[unit].protector;
    if (office < 0)
        return NOBODY;
    const int64_t owner = patron_of(s, s->posts[office].holder);
    return owner >= 0 && s->minds[owner].turned ? NOBODY : owner;
}

static void replace(const World *w, State *s, int64_t unit, int64_t month, double luck)
{
    const Parameters *p = &w->parameters;
    const int64_t owner = protector(w, s, unit);
    Head *head = &s->heads[unit];
    double owed = 0.0;
    head->patron = NOBODY;
    head->tie = 0.0;
    head->moved = month;
    for (int64_t i = 0; i < w->count.contenders; i++) {
        const double here = w->bodies[w->rules.base_body].loose ? 1.0 / (double)w->count.contenders : s->say[i];
        const double say = owner < 0 ? here : i == owner ? 1.0 : 0.0;
        owed += p->partisan * say;
        if (luck >= owed)
            continue;
        if (bond(w, s, i, p->newcomer_tie) >= LOOSE) {
            head->patron = i;
            head->tie = tie_to(w, s, i);
        }
        return;
    }
}

static void change_person(const World *w, State *s, int64_t person, int64_t patron, double tie)
{
    s->lives[person].patron = patron;
    s->lives[person].tie = tie;
    for (int64_t k = 0; k < w->count.seats; k++) {
        Seat *seat = &s->seats[k];
        if (!seat->taken || seat->person != person)
            continue;
        const Body *body = &w->bodies[seat->body];
        int64_t *following = s->following[seat->body];
        if (k < body->first + body->full) {
            following[seat->patron < 0 ? W_PATRONS - 1 : seat->patron]--;
            following[patron]++;
        }
        seat->patron = patron;
        seat->tie = tie;
    }
}

static void defect(const World *w, State *s, int64_t front, double share, int64_t month, uint64_t year)
{
    const double rate = w->parameters.defection * share * share;
    const int64_t few = cells(rate);
    const uint64_t stream = stream_key(year, month, w->streams[D_DEFECTION]);
    for (int64_t q = w->count.contenders; q < w->count.persons; q++) {
        const uint64_t luck = mix(stream, (uint64_t)w->persons[q].luck_key);
        if ((int64_t)(luck >> 12) >= few)
            continue;
        const Life *life = &s->lives[q];
        if (life->patron == front || !life->alive || !life->member || w->persons[q].founder)
            continue;
        const double tie = life->patron < 0 ? 0.0 : bond(w, s, life->patron, life->tie);
        if (uniform(luck) < rate * (1.0 - tie)) {
            s->events++;
            change_person(w, s, q, front, tie_to(w, s, front));
        }
    }
}

static void drift(const World *w, State *s, int64_t month, uint64_t year)
{
    const Parameters *p = &w->parameters;
    const int64_t n = w->count.contenders;
    int64_t front = 0;
    for (int64_t i = 1; i < n; i++)
        if (s->owned[i] > s->owned[front])
            front = i;
    for (int64_t i = 0; i < n; i++)
        if (i != front && s->owned[i] == s->owned[front])
            return;
    const double share = s->owned[front] / s->owned_all;
    const int64_t few = cells(p->careerism * share * share);
    const uint64_t stream = stream_key(year, month, w->streams[D_CAREERISM]);
    for (int64_t u = 0; u < w->count.units; u++) {
        Head *head = &s->heads[u];
        if ((int64_t)(finish(stream + w->unit_steps[u]) >> 12) < few && head->patron < 0) {
            head->patron = front;
            head->tie = tie_to(w, s, front);
            s->owned[W_PATRONS - 1] -= head->weight;
            s->owned[front] += head->weight;
        }
    }
    if (p->defection > 0.0)
        defect(w, s, front, share, month, year);
}

static int64_t owner(int64_t patron)
{
    return patron < 0 ? W_PATRONS - 1 : patron;
}

static void count_owned(const World *w, State *s)
{
    memset(s->owned, 0, sizeof s->owned);
    s->owned_all = 0.0;
    for (const Head *head = s->heads; head < s->heads + w->count.units; head++) {
        s->owned[owner(head->patron)] += head->weight;
        s->owned_all += head->weight;
    }
    s->recount = 0;
}

static void patronage(const World *w, State *s, int64_t month, uint64_t year)
{
    const Parameters *p = &w->parameters;
    const int64_t n = w->count.contenders;
    const uint64_t now = mix(year, (uint64_t)month);
    const uint64_t turnover = mix(now, (uint64_t)w->streams[D_TURNOVER]),
                   partisan = mix(now, (uint64_t)w->streams[D_PARTISAN]), formal = mix(now, (uint64_t)w->streams[D_FORMAL]);
    double chance[W_PATRONS];
    int64_t few[W_PATRONS];
    if (s->recount)
        count_owned(w, s);
    chances(w, s, chance, few);
    for (int64_t u = 0; u < w->count.units; u++) {
        Head *head = &s->heads[u];
        const uint64_t luck = finish(turnover + w->unit_steps[u]);
        if ((int64_t)(luck >> 12) >= few[1 + head->patron])
            continue;
        if (p->fief > 0.0 && protector(w, s, u) >= 0 && uniform(luck) >= chance[1 + head->patron] * (1.0 - p->fief))
            continue;
        s->owned[owner(head->patron)] -= head->weight;
        replace(w, s, u, month, uniform(finish(partisan + w->unit_steps[u])));
        s->owned[owner(head->patron)] += head->weight;
        if (p->formal > 0.0)
            head->formal = uniform(mix(formal, (uint64_t)w->unit_keys[u])) < p->formal;
    }
    if (p->careerism > 0.0 || p->defection > 0.0)
        drift(w, s, month, year);
}

/* ---- opinion ---- */

static void find_line(const World *w, State *s)
{
    const Body *body = &w->bodies[w->rules.presidium];
    double ranked[W_SEATS];
    for (int64_t x = 0; x < w->count.axes; x++) {
        int64_t count = 0;
        for (const Seat *seat = s->seats + body->first; seat < s->seats + body->first + body->full; seat++) {
            if (!seat->taken)
                continue;
            const int64_t whose = seat->person >= 0 ? seat->person : seat->patron;
            const double view = whose >= 0 ? s->views[whose][x] : s->opinion[x];
            int64_t at = count++;
            for (; at > 0 && ranked[at - 1] > view; at--)
                ranked[at] = ranked[at - 1];
            ranked[at] = view;
        }
        if (count > 0)
            s->line[x] = 0.5 * (ranked[(count - 1) / 2] + ranked[count / 2]);
    }
}

static double plausible(const World *w, State *s, int64_t x)
{
    const Parameters *p = &w->parameters;
    double worst = 1.0;
    bool spoken = false;
    for (int64_t k = 0; k < w->count.economies; k++)
        if (w->economies[k].axis == x) {
            spoken = true;
            worst = smaller(worst, s->index[k]);
        }
    s->salience[x] = p->calm + (1.0 - p->calm) * larger(0.0, -worst);
    double target = worst < 0.0 ? worst * s->blamed[x] / (fabs(s->blamed[x]) + MILD) : worst * s->line[x];
    if (spoken)
        target += p->class_pull * (s->workers - w->rules.workers);
    return target;
}

static void conform(const World *w, State *s)
{
    const double rate = w->parameters.conformity;
    if (rate == 0.0)
        return;
    for (int64_t q = w->count.contenders; q < w->count.persons; q++) {
        const Life *life = &s->lives[q];
        if (!life->alive)
            continue;
        const double tie = life->patron < 0 ? 0.0 : bond(w, s, life->patron, life->tie);
        for (int64_t x = 0; x < w->count.axes; x++) {
            double toward = (1.0 - tie) * s->opinion[x];
            if (life->patron >= 0)
                toward += tie * s->views[life->patron][x];
            s->views[q][x] += rate * (toward - s->views[q][x]);
        }
    }
}

static void opinion(const World *w, State *s)
{
    const Parameters *p = &w->parameters;
    find_line(w, s);
    int64_t press = NOBODY;
    if (w->rules.press == W_HELD && w->rules.press_office >= 0)
        press = patron_of(s, s->posts[w->rules.press_office].holder);
    for (int64_t x = 0; x < w->count.axes; x++) {
        s->blamed[x] += (s->line[x] - s->blamed[x]) / MEMORY;
        double place = s->opinion[x] + p->opinion_drift * (plausible(w, s, x) - s->opinion[x]);
        if (press >= 0)
            place += p->press_pull * (s->views[press][x] - place);
        s->opinion[x] = larger(-1.0, smaller(1.0, place));
    }
    if (!w->rules.frozen_views)
        conform(w, s);
    for (int64_t j = 0; j < w->count.contenders; j++) {
        Mind *mind = &s->minds[j];
        mind->standing += p->standing_decay * (mind->footing - mind->standing);
        if (press >= 0 && p->press_standing > 0.0) {
            const int64_t side = press == j ? 1 : -s->pairs[press][j].stance;
            mind->standing = larger(0.0, mind->standing + p->press_standing * (double)side);
        }
    }
}

/* ---- hostility ---- */

static inline int64_t keeper(const State *s, int64_t how, int64_t office)
{
    return how != W_HELD || office < 0 ? NOBODY : patron_of(s, s->posts[office].holder);
}

static inline double reach(const State *s, int64_t i)
{
    return s->say[i] == 0.0 ? 0.0 : s->say[i] * smaller(1.0, 2.0 * s->owned[i] / s->owned_all);
}

static inline double share(const State *s, int64_t body, int64_t j)
{
    return s->seated[body] == 0 ? 0.0 : (double)s->following[body][j] / (double)s->seated[body];
}

static void misjudge(const World *w, State *s, int64_t month, uint64_t year)
{
    const uint64_t stream = stream_key(year, month, w->streams[D_MISJUDGEMENT]);
    const int64_t n = w->count.contenders;
    for (int64_t i = 0; i < n; i++) {
        const uint64_t believer = mix(stream, (uint64_t)w->contenders[i].luck_key);
        for (int64_t j = 0; j < n; j++)
            if (i != j)
                s->pairs[i][j].error = normal(mix(believer, (uint64_t)w->contenders[j].luck_key));
    }
}

static void secure(const World *w, State *s)
{
    const int64_t presidium = w->rules.presidium;
    const Body *body = &w->bodies[presidium];
    for (int64_t j = 0; j < w->count.contenders; j++)
        s->minds[j].secure = 0.0;
    for (const Seat *seat = s->seats + body->first; seat < s->seats + body->first + body->full; seat++)
        if (seat->taken && seat->patron >= 0) {
            const double tie = seat->person == seat->patron ? 1.0 : bond(w, s, seat->patron, seat->tie);
            s->minds[seat->patron].secure += tie / (double)s->seated[presidium];
        }
}

static double veil(const World *w, const State *s, int64_t j, int64_t month)
{
    const Parameters *p = &w->parameters;
    const Rules *r = &w->rules;
    double cover = 0.0;
    if (keeper(s, r->appoint, r->appoint_office) == j) {
        const int64_t months = month - s->posts[r->appoint_office].since;
        cover += (1.0 - p->veil_information) * exponential((double)-months / p->veil_months);
    }
    if (keeper(s, r->information, r->information_office) == j) {
        const int64_t months = month - s->posts[r->information_office].since;
        cover += p->veil_information * exponential((double)-months / p->veil_months);
    }
    return p->veil * cover;
}

static void perception(const World *w, State *s, int64_t month, uint64_t year)
{
    const Parameters *p = &w->parameters;
    const int64_t n = w->count.contenders;
    if (month == 0 || w->calendar[month] != w->calendar[month - 1])
        misjudge(w, s, month, year);
    for (int64_t j = 0; j < n; j++)
        s->minds[j].power = s->minds[j].standing;
    for (int64_t o = 0; o < w->count.offices; o++) {
        const int64_t holder = s->posts[o].holder;
        if (holder >= 0 && holder < n)
            s->minds[holder].power += w->offices[o].visibility;
    }
    secure(w, s);
    for (int64_t j = 0; j < n; j++) {
        Mind *mind = &s->minds[j];
        const double hidden = p->apparatus * s->owned[j] / s->owned_all;
        mind->power += hidden;
        mind->committee = share(s, w->rules.committee, j);
        mind->presidium = share(s, w->rules.presidium, j);
        mind->veil = 0.0;
        mind->reach = reach(s, j);
        double seen = mind->power, error = 0.0;
        if (!w->rules.perceive_truth) {
            error = p->misjudgement;
            if (hidden > 0.0) {
                mind->veil = veil(w, s, j, month);
                seen -= mind->veil * hidden;
            }
        }
        for (int64_t i = 0; i < n; i++)
            s->pairs[i][j].believed = seen + error * s->pairs[i][j].error;
        s->pairs[j][j].believed = mind->power;
    }
}

static bool can_act(const State *s, int64_t i, int64_t month)
{
    const Life *life = &s->lives[i];
    return life->alive && life->member && life->absent <= month;
}

static void fights(const World *w, State *s, int64_t month, uint64_t year)
{
    const Parameters *p = &w->parameters;
    const int64_t n = w->count.contenders;
    const uint64_t stream = stream_key(year, month, w->streams[D_FIGHT]);
    double stage = 0.0;
    for (int64_t g = w->sitting[month]; g < w->sitting[month + 1]; g++)
        if (has(w->sittings[g].elects, w->rules.committee))
            stage = p->fight_session;
    for (int64_t j = 0; j < n; j++) {
        Mind *mind = &s->minds[j];
        mind->offence *= 1.0 - p->offence_decay;
        if (!can_act(s, j, month) || (mind->leader < 0 && !mind->beaten && mind->supports == 0))
            continue;
        double own = strength(s, j);
        for (int64_t k = 0; k < n; k++)
            if (k != j && (has(mind->behind, k) || (mind->leader >= 0 && s->minds[k].leader == mind->leader)))
                own += strength(s, k);
        double odds = p->fight + stage + p->fight_strength * (own - SMALL_PARTY);
        if (s->crisis > 0.0 && p->fight_crisis > 0.0) {
            double total = 0.0;
            for (int64_t x = 0; x < w->count.axes; x++) {
                const double step = s->views[j][x] - s->line[x];
                total += step * step;
            }
            odds += p->fight_crisis * s->crisis * sqrt(total);
        }
        if (uniform(mix(stream, (uint64_t)w->contenders[j].luck_key)) < logistic(odds) * (1.0 - s->authority)) {
            mind->offence += 1.0;
            s->events++;
        }
    }
}

/* The contender with the first standing, if he holds an office that bears `coerce`. */
static int64_t bonaparte(const World *w, const State *s)
{
    int64_t first = 0, equals = 0;
    for (int64_t i = 1; i < w->count.contenders; i++)
        if (s->minds[i].standing > s->minds[first].standing)
            first = i;
    for (int64_t i = 0; i < w->count.contenders; i++)
        equals += s->minds[i].standing == s->minds[first].standing;
    if (equals > 1)
        return NOBODY;
    for (int64_t o = 0; o < w->count.offices; o++)
        if (w->offices[o].coerce && s->posts[o].holder == first)
            return first;
    return NOBODY;
}

static void hostilities(const World *w, State *s, int64_t month, uint64_t year)
{
    const Parameters *p = &w->parameters;
    const int64_t n = w->count.contenders;
    fights(w, s, month, year);
    const int64_t feared = bonaparte(w, s);
    for (int64_t i = 0; i < n; i++) {
        Pair *toward = s->pairs[i];
        int64_t first = NOBODY;
        double most = 0.0, next_most = 0.0;
        for (int64_t k = 0; k < n; k++) {
            if (k == i || !s->lives[k].member || !s->lives[k].alive)
                continue;
            const double power = toward[k].believed;
            if (first < 0 || power > most) {
                next_most = most;
                most = power;
                first = k;
            } else if (power > next_most) {
                next_most = power;
            }
        }
        for (int64_t j = 0; j < n; j++) {
            if (i == j)
                continue;
            Pair *pair = &toward[j];
            const int64_t others = ~(((int64_t)1 << i) | ((int64_t)1 << j));
            const int64_t behind = s->minds[j].behind & others;
            double power = pair->believed;
            if (behind)
                for (int64_t k = 0; k < n; k++)
                    if (has(behind, k))
                        power += p->allied_threat * toward[k].believed;
            double h = p->threat * power + p->collective * (j == first ? most - next_most : 0.0);
            h *= (1.0 - w->contenders[j].skill) * larger(0.0, 1.0 - pair->affinity);
            h += p->policy_distance * pair->distance + p->offence * s->minds[j].offence - p->affinity * pair->affinity;
            if (s->fronts > 0 && ((s->minds[i].leader >= 0 && s->minds[i].leader == s->minds[j].leader)
                                  || (s->minds[i].fights & s->minds[j].fights & others)))
                h -= p->common_enemy;
            if (j == feared)
                h += p->bonaparte;
            pair->hostility = h;
        }
    }
}

/* ---- forecast ---- */

typedef struct {
    double bonus;               /* log odds of one without a tie, before his view is counted */
    double free[W_PATRONS];     /* the same with his patron's view; nobody first */
    double tie[W_PATRONS];      /* whose vote was reckoned last, by patron: many have one tie */
    double vote[W_PATRONS];
} leaning;

static inline int64_t side(const State *s, int64_t i, int64_t j)
{
    return i == j ? -1 : s->pairs[i][j].stance;
}

static double nearer(const World *w, const State *s, const double *view, int64_t j)
{
    const double *his = s->views[j], *leader = s->views[s->minds[j].leader];
    double total = 0.0;
    for (int64_t x = 0; x < w->count.axes; x++) {
        const double from_j = view[x] - his[x], from_k = view[x] - leader[x];
        total += s->salience[x] * (from_j * from_j - from_k * from_k);
    }
    return total;
}

static void lean(const World *w, const State *s, int64_t j, double bar, leaning *l)
{
    const Parameters *p = &w->parameters;
    const int64_t n = w->count.contenders;
    const Mind *mind = &s->minds[j];
    double fear = 0.0, discipline = 0.0;
    for (int64_t i = 0; i < n; i++)
        if (s->say[i] > 0.0)
            fear += p->vote_fear * reach(s, i) * (double)side(s, i, j);
    if (mind->beaten && w->rules.branding)
        discipline = p->vote_discipline + s->discipline;
    const double standing = -p->vote_standing * (mind->standing - 0.5 * s->minds[mind->leader].standing);
    l->bonus = -bar + standing + fear + discipline + p->vote_offence * mind->offence
               + (s->letter_on == j ? s->letter_weight : 0.0);
    l->free[0] = l->bonus + p->vote_view * nearer(w, s, s->opinion, j);
    l->tie[0] = -1.0;
    for (int64_t i = 0; i < n; i++) {
        l->free[1 + i] = l->bonus + p->vote_view * nearer(w, s, s->views[i], j);
        l->tie[1 + i] = -1.0;
    }
}

static inline double pull(const World *w, const State *s, int64_t patron, double strength, int64_t j)
{
    return w->parameters.vote_tie * strength * (double)side(s, patron, j);
}

static inline double vote(const World *w, const State *s, leaning *l, int64_t patron, double tie, int64_t j)
{
    const int64_t k = 1 + patron;
    if (tie != l->tie[k]) {
        l->tie[k] = tie;
        l->vote[k] = logistic(l->free[k] + (patron < 0 ? 0.0 : pull(w, s, patron, bond(w, s, patron, tie), j)));
    }
    return l->vote[k];
}

static double seats_vote(const World *w, const State *s, leaning *l, int64_t j, int64_t b, int64_t month, int64_t *votes)
{
    const Body *body = &w->bodies[b];
    const double tie = w->parameters.newcomer_tie;
    double ayes = 0.0;
    if (s->named[b] == 0) {
        const int64_t *following = s->following[b];
        *votes += s->seated[b];
        ayes = (double)following[W_PATRONS - 1] * vote(w, s, l, NOBODY, tie, j);
        for (int64_t i = 0; i < w->count.contenders; i++)
            if (following[i] > 0)
                ayes += (double)following[i] * vote(w, s, l, i, tie, j);
        return ayes;
    }
    for (const Seat *seat = s->seats + body->first; seat < s->seats + body->first + body->full; seat++) {
        if (!seat->taken)
            continue;
        if (seat->person < 0) {
            ayes += vote(w, s, l, seat->patron, tie, j);
        } else {
            if (s->lives[seat->person].absent > month)
                continue;
            double odds = l->bonus + w->parameters.vote_view * nearer(w, s, s->views[seat->person], j), tied = 0.0;
            if (seat->patron >= 0)
                tied = pull(w, s, seat->patron,
                            seat->person == seat->patron ? 1.0 : bond(w, s, seat->patron, seat->tie), j);
            ayes += logistic(odds + tied);
        }
        ++*votes;
    }
    return ayes;
}

static double delegations(const World *w, const State *s, leaning *l, int64_t j)
{
    const double free = 1.0 - (1.0 - logistic(l->free[0])) * s->minds[j].stood_by;
    double ayes = 0.0, everything = 0.0;
    for (int64_t u = 0; u < w->count.units; u++) {
        const Head *head = &s->heads[u];
        const double chance = vote(w, s, l, head->patron, head->tie, j);
        ayes += head->weight * (head->delivery * chance + (1.0 - head->delivery) * free);
        everything += head->weight;
    }
    return ayes / everything;
}

static void expect(const World *w, const State *s, leaning *l, int64_t j, int64_t bodies, int64_t month, double *found)
{
    int64_t votes = 0;
    double ayes = 0.0;
    for (int64_t b = 0; b < w->count.bodies; b++) {
        if (!has(bodies, b))
            continue;
        if (w->bodies[b].how == W_DELEGATED) {
            int64_t number = 0;
            for (int64_t g = w->sitting[month]; g < w->sitting[month + 1]; g++)
                if (has(w->sittings[g].bodies, b)) {
                    number = w->sittings[g].delegates;
                    break;
                }
            votes += number;
            ayes += (double)number * delegations(w, s, l, j);
        } else {
            ayes += seats_vote(w, s, l, j, b, month, &votes);
        }
    }
    found[0] = (double)votes;
    found[1] = ayes;
}

/* ---- what is called: so many months of each, one after the other ---- */

#define LOOP(name) \
    void name(const World *restrict w, State *restrict s, const int64_t *month, const uint64_t *year, int64_t calls, \
              const int64_t *bodies, double *found)

LOOP(patronage_months)
{
    for (int64_t k = 0; k < calls; k++)
        patronage(w, s, month[k], year[k]);
}

LOOP(opinion_months)
{
    for (int64_t k = 0; k < calls; k++)
        opinion(w, s);
}

LOOP(hostility_months)
{
    for (int64_t k = 0; k < calls; k++) {
        perception(w, s, month[k], year[k]);
        hostilities(w, s, month[k], year[k]);
    }
}

/* `bodies`: bits of those that vote together, two ways; `found`: votes and ayes of each way by call and contender. */
LOOP(forecast_months)
{
    const int64_t n = w->count.contenders;
    leaning l;
    for (int64_t k = 0; k < calls; k++)
        for (int64_t j = 0; j < n; j++)
            if (s->minds[j].leader >= 0) {
                double *row = found + (k * n + j) * 4;
                lean(w, s, j, w->rungs[0].reluctance, &l);
                expect(w, s, &l, j, bodies[0], month[k], row);
                expect(w, s, &l, j, bodies[1], month[k], row + 2);
            }
}
