package dev.skep.object.link;

import dev.skep.object.ClangObjects;

/** Three C files that need each other, and what their program returns once they are one object. */
final class Sources {
    /** {@code own(5) + lib(6) + loud(7) + quiet(8) + shared + local + seen + message[1] + sum}, see below. */
    static final int RESULT = (5 + 1) + (6 * 2 + 30 + 2) + (7 + 100) + (8 + 8) + 40 + 3 + 7 + 'i' + 3 + 4;

    static final String MAIN = """
            extern int shared;
            extern int lib(int x);
            extern int quiet(int x);
            __weak __attribute__((noinline)) int loud(int x) { asm volatile("" : "+r"(x)); return x + 1; }
            __weak __attribute__((noinline)) int fallback(int x) { asm volatile("" : "+r"(x)); return x + 4; }
            extern struct { __uint(type, BPF_MAP_TYPE_ARRAY); __type(key, unsigned); __type(value, int);
                            __uint(max_entries, 4); } counts SEC(".maps");
            struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(key_size, 4); __uint(value_size, 8);
                     __uint(max_entries, 8); } both __weak SEC(".maps");
            extern void bpf_rcu_read_lock(void) __ksym;
            extern void bpf_rcu_read_unlock(void) __ksym;
            static volatile int local = 3;
            static __attribute__((noinline)) int helper(int x) { asm volatile("" : "+r"(x)); return x + 1; }
            static long each(unsigned i, int *sum) { *sum += i; return 0; }
            SEC("xdp") int main_program(struct xdp_md *c) {
                unsigned key = 1;
                long value = 7;
                int sum = 0;
                int *count = bpf_map_lookup_elem(&counts, &key);
                if (count) *count = 7;
                bpf_map_update_elem(&both, &key, &value, 0);
                long *seen = bpf_map_lookup_elem(&both, &key);
                bpf_loop(3, each, &sum, 0);
                bpf_rcu_read_lock();
                int known = seen ? *seen : 0;
                bpf_rcu_read_unlock();
                const char *text = "hi";
                char copy[3];
                bpf_probe_read_kernel(copy, 3, text);
                return helper(5) + lib(6) + loud(7) + quiet(8) + shared + local + known + copy[1] + sum + fallback(0);
            }
            char L[] SEC("license") = "GPL";
            """;

    static final String LIBRARY = """
            int shared = 40;
            struct { __uint(type, BPF_MAP_TYPE_ARRAY); __type(key, unsigned); __type(value, int);
                     __uint(max_entries, 4); } counts SEC(".maps");
            struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(key_size, 4); __uint(value_size, 8);
                     __uint(max_entries, 8); } both __weak SEC(".maps");
            struct task_struct { int pid; } __attribute__((preserve_access_index));
            static volatile int local = 30;
            static volatile int zero;
            int hidden_one __attribute__((visibility("hidden"))) = 1;
            static __attribute__((noinline)) int helper(int x) { asm volatile("" : "+r"(x)); return x * 2; }
            __attribute__((noinline)) int lib(int x) {
                int has = __builtin_preserve_field_info(((struct task_struct *)0)->pid, 2);
                struct task_struct *t = 0;
                return helper(x) + local + hidden_one + has + (__builtin_btf_type_id(*t, 0) == 0) + zero;
            }
            SEC("xdp") int second_program(struct xdp_md *c) { return lib(1); }
            char LICENSE[] SEC("license") = "GPL";
            """;

    static final String EXTRA = """
            static __attribute__((noinline)) int helper(int x) { asm volatile("" : "+r"(x)); return x + 100; }
            __attribute__((noinline)) int loud(int x) { return helper(x); }
            __weak __attribute__((noinline)) int fallback(int x) { asm volatile("" : "+r"(x)); return x + 9; }
            __attribute__((noinline)) __attribute__((visibility("hidden"))) int quiet(int x) {
                asm volatile("" : "+r"(x));
                return x + 8;
            }
            char L2[] SEC("license") = "GPL";
            """;

    private Sources() {}

    static byte[] compile(String source) {
        return ClangObjects.compileText(source);
    }
}
