/* The engine's keyed luck and its own `exp` and `log` in C, to the bit: see `selectorate.draws`. */

#ifndef KEYED_H
#define KEYED_H

#include <math.h>
#include <stdint.h>
#include <string.h>

#define GOLDEN 0x9E3779B97F4A7C15ull

static inline uint64_t finish(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static inline uint64_t mix(uint64_t key, uint64_t field)
{
    return finish(key + (field + 1) * GOLDEN);
}

static inline double uniform(uint64_t key)
{
    return ((double)(int64_t)(key >> 12) + 0.5) * 0x1p-52;
}

/* uniform(key) < chance where key >> 12 < cells(chance) */
static inline int64_t cells(double chance)
{
    return (int64_t)ceil(chance * 0x1p52 - 0.5);
}

static inline double power_of_two(int64_t n)
{
    const uint64_t bits = (uint64_t)(n + 1023) << 52;
    double power;
    memcpy(&power, &bits, sizeof power);
    return power;
}

static inline double exponential(double x)
{
    if (x < -708.0)
        return 0.0;
    if (x > 709.0)
        x = 709.0;
    const double n = floor(x * 1.4426950408889634 + 0.5);
    const double r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10;
    const double r2 = r * r;
    const double r4 = r2 * r2;
    const double low = (0.5 + r * (1.0 / 6.0)) + r2 * (1.0 / 24.0 + r * (1.0 / 120.0));
    const double middle = (1.0 / 720.0 + r * (1.0 / 5040.0)) + r2 * (1.0 / 40320.0 + r * (1.0 / 362880.0));
    const double high = (1.0 / 3628800.0 + r * (1.0 / 39916800.0)) + r2 * (1.0 / 479001600.0 + r * (1.0 / 6227020800.0));
    const double p = 1.0 + (r + r2 * (low + r4 * (middle + r4 * high)));
    return p * power_of_two((int64_t)n);
}

static inline double logistic(double x)
{
    return 1.0 / (1.0 + exponential(-x));
}

static inline double logarithm(double x)
{
    int n;
    double m = frexp(x, &n);
    if (m < 0.7071067811865476) {
        m *= 2.0;
        n--;
    }
    const double s = (m - 1.0) / (m + 1.0), z = s * s;
    double p = 1.0 / 23.0;
    p = p * z + 1.0 / 21.0;
    p = p * z + 1.0 / 19.0;
    p = p * z + 1.0 / 17.0;
    p = p * z + 1.0 / 15.0;
    p = p * z + 1.0 / 13.0;
    p = p * z + 1.0 / 11.0;
    p = p * z + 1.0 / 9.0;
    p = p * z + 1.0 / 7.0;
    p = p * z + 1.0 / 5.0;
    p = p * z + 1.0 / 3.0;
    return n * 0.693147180369123816490 + (n * 1.90821492927058770002e-10 + (2.0 * s + 2.0 * s * z * p));
}

static inline double polynomial(const double *by_power, double r)
{
    double p = by_power[0];
    for (int k = 1; k < 8; k++)
        p = p * r + by_power[k];
    return p;
}

/* Wichura (1988), algorithm AS 241 (PPND16) */
static inline double normal(uint64_t key)
{
    static const double centre_above[8] = {
        2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
        1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0};
    static const double centre_below[8] = {
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
        5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0};
    static const double tail_above[8] = {
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
        3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0};
    static const double tail_below[8] = {
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0};
    static const double far_above[8] = {
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0};
    static const double far_below[8] = {
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0};
    const double q = uniform(key) - 0.5;
    if (fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(centre_above, r) / polynomial(centre_below, r);
    }
    const double r = sqrt(-logarithm(0.5 - fabs(q)));
    const double z = r <= 5.0 ? polynomial(tail_above, r - 1.6) / polynomial(tail_below, r - 1.6)
                              : polynomial(far_above, r - 5.0) / polynomial(far_below, r - 5.0);
    return q > 0.0 ? z : -z;
}

#endif
