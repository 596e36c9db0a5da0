// The decayed sums as a plain loop: decayed_columns FOLDER ENTRIES RELATIONSHIPS REPETITIONS
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void *read_column(const char *folder, const char *name, size_t bytes) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    void *column = malloc(bytes);
    if (!file || !column || fread(column, 1, bytes, file) != bytes) { perror(path); exit(1); }
    fclose(file);
    return column;
}

static double milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int main(int count, char **arguments) {
    if (count != 5) return 2;
    size_t entries = strtoull(arguments[2], 0, 10), relationships = strtoull(arguments[3], 0, 10);
    int32_t *relationship = read_column(arguments[1], "relationship.i32", entries * sizeof *relationship);
    uint8_t *side = read_column(arguments[1], "side.u8", entries);
    double *amount = read_column(arguments[1], "amount.f64", entries * sizeof *amount);
    double *days = read_column(arguments[1], "days.f64", entries * sizeof *days);
    for (int at = 0; at <= atoi(arguments[4]); at++) {
        double start = milliseconds();
        double *sums = calloc(2 * relationships, sizeof *sums);
        for (size_t row = 0; row < entries; row++)
            if (days[row] <= 3650)
                sums[2 * (size_t)relationship[row] + side[row]] += amount[row] * exp2((days[row] - 3650) / 365);
        if (at > 0) printf("C, -O3 -march=native\t%f\n", milliseconds() - start);
        if (at == atoi(arguments[4])) {
            double all = 0, mixed = 0;
            for (size_t key = 0; key < 2 * relationships; key++) { all += sums[key]; mixed += sums[key] * (key % 1009); }
            printf("=\tC\t%.17g\t%.17g\n", all, mixed);
        }
        free(sums);
    }
}
