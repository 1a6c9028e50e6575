/*
 * What the simulation is measured against: the same draws and the same forward pass by hand with AVX2, eight runs at a time,
 * one thread. Reads a network from a file, prints the sum of all project finishes and the time of each repetition.
 *
 * File: tasks, links, runs, block, repetitions; per task: key, low, high, split, low square, high square (split < 0: fixed
 * span "low"); per task the number of its predecessors and these, all tasks in topological order. Spans are whole ticks.
 */
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { uint32_t key; float low, high, split, low_square, high_square; } Draw;

static __m256i draw_bits(__m256i key, __m256i run) {
  __m256i x = _mm256_xor_si256(run, key);
  x = _mm256_mullo_epi32(_mm256_xor_si256(x, _mm256_srli_epi32(x, 16)), _mm256_set1_epi32(0x7feb352d));
  x = _mm256_mullo_epi32(_mm256_xor_si256(x, _mm256_srli_epi32(x, 15)), _mm256_set1_epi32((int)0x846ca68b));
  return _mm256_xor_si256(x, _mm256_srli_epi32(x, 16));
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static int read_number(FILE *file) {
  int value;
  if (fscanf(file, "%d", &value) != 1) exit(2);
  return value;
}

int main(int count, char **arguments) {
  if (count < 2) return 2;
  FILE *file = fopen(arguments[1], "r");
  if (!file) return 2;
  int tasks = read_number(file), links = read_number(file), runs = read_number(file), block = read_number(file), repetitions = read_number(file);
  Draw *draws = malloc(sizeof(Draw) * tasks);
  int *first = malloc(sizeof(int) * (tasks + 1)), *from = malloc(sizeof(int) * (links + 1));
  for (int t = 0; t < tasks; t++) {
    Draw *d = &draws[t];
    if (fscanf(file, "%u %f %f %f %f %f", &d->key, &d->low, &d->high, &d->split, &d->low_square, &d->high_square) != 6) return 2;
  }
  int filled = 0;
  for (int t = 0; t < tasks; t++) {
    first[t] = filled;
    for (int k = read_number(file); k > 0; k--) from[filled++] = read_number(file);
  }
  first[tasks] = filled;
  fclose(file);
  int32_t *finish = aligned_alloc(64, sizeof(int32_t) * (size_t)tasks * block);
  int32_t *project = aligned_alloc(64, sizeof(int32_t) * block);
  double sum = 0;
  const __m256 unit = _mm256_set1_ps(1.0f), offset = _mm256_set1_ps(0.999999940395355224609375f), whole = _mm256_set1_ps(8388608.0f);
  const __m256i exponent = _mm256_set1_epi32(0x3f800000), whole_bits = _mm256_set1_epi32(0x4b000000), golden = _mm256_set1_epi32((int)0x9e3779b9);
  for (int repetition = 0; repetition < repetitions; repetition++) {
    double begin = seconds();
    sum = 0;
    for (int run = 0; run < runs; run += block) {
      for (int i = 0; i < block; i++) project[i] = 0;
      for (int t = 0; t < tasks; t++) {
        const Draw d = draws[t];
        const __m256i key = _mm256_set1_epi32((int)d.key);
        const __m256 low = _mm256_set1_ps(d.low), high = _mm256_set1_ps(d.high), split = _mm256_set1_ps(d.split);
        const __m256 low_square = _mm256_set1_ps(d.low_square), high_square = _mm256_set1_ps(d.high_square);
        int32_t *own = finish + (size_t)t * block;
        const int begin_links = first[t], end_links = first[t + 1];
        for (int i = 0; i < block; i += 8) {
          __m256i start = _mm256_setzero_si256();
          for (int k = begin_links; k < end_links; k++) start = _mm256_max_epi32(start, _mm256_load_si256((const __m256i *)(finish + (size_t)from[k] * block + i)));
          __m256i span;
          if (d.split < 0) span = _mm256_set1_epi32((int)d.low);
          else {
            const __m256i lanes = _mm256_add_epi32(_mm256_set1_epi32(run + i), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
            const __m256i bits = draw_bits(key, _mm256_mullo_epi32(lanes, golden));
            const __m256 share = _mm256_sub_ps(_mm256_castsi256_ps(_mm256_or_si256(_mm256_srli_epi32(bits, 9), exponent)), offset);
            const __m256 is_low = _mm256_cmp_ps(share, split, _CMP_LT_OQ);
            const __m256 root = _mm256_sqrt_ps(_mm256_blendv_ps(_mm256_mul_ps(_mm256_sub_ps(unit, share), high_square), _mm256_mul_ps(share, low_square), is_low));
            const __m256 ticks = _mm256_blendv_ps(_mm256_sub_ps(high, root), _mm256_add_ps(low, root), is_low);
            span = _mm256_sub_epi32(_mm256_castps_si256(_mm256_add_ps(ticks, whole)), whole_bits);
          }
          const __m256i reached = _mm256_add_epi32(start, span);
          _mm256_store_si256((__m256i *)(own + i), reached);
          _mm256_store_si256((__m256i *)(project + i), _mm256_max_epi32(_mm256_load_si256((const __m256i *)(project + i)), reached));
        }
      }
      for (int i = 0; i < block && run + i < runs; i++) sum += project[i];
    }
    printf("%.6f\n", (seconds() - begin) * 1000);
  }
  printf("sum %.0f\n", sum);
  return 0;
}
