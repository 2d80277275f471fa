// Its second program dereferences a lookup result that may be null: the verifier refuses it.
#define SEC(name) __attribute__((section(name), used))

static void *(*map_lookup)(void *map, const void *key) = (void *)1;

struct {
    int (*type)[1];
    int (*max_entries)[1];
    int *key;
    int *value;
} m SEC(".maps");

SEC("xdp") int good(void *ctx) {
    return 2;
}

SEC("xdp") int bad(void *ctx) {
    int zero = 0;
    return *(volatile int *)map_lookup(&m, &zero);
}

char _license[] SEC("license") = "GPL";
