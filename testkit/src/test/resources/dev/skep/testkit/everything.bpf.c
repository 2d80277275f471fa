// One program of each kind that the kit runs, and one map of each kind that it reads. Compiled by clang in the tests.
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define SEC(name) __attribute__((section(name), used))

struct xdp_md {
    u32 data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex;
};

static void *(*map_lookup)(void *map, const void *key) = (void *)1;
static long (*ringbuf_output)(void *map, void *data, u64 size, u64 flags) = (void *)130;

struct {
    int (*type)[1];
    int (*max_entries)[8];
    u32 *key;
    u64 *value;
} by_number SEC(".maps");

struct {
    int (*type)[6];
    int (*max_entries)[2];
    u32 *key;
    u32 *value;
} per_cpu SEC(".maps");

struct {
    int (*type)[27];
    int (*max_entries)[4096];
} records SEC(".maps");

const volatile u16 verdict = 1;
u64 runs;
u32 answer = 42;
static volatile u8 hidden;

SEC("xdp") int count(struct xdp_md *ctx) {
    u8 *data = (u8 *)(u64)ctx->data;
    u32 zero = 0;
    u32 *hits;
    runs++;
    hidden = 7;
    hits = map_lookup(&per_cpu, &zero);
    if (hits)
        (*hits)++;
    if (data + 14 > (u8 *)(u64)ctx->data_end)
        return 0;
    data[0] = 0xEE;
    return verdict;
}

SEC("raw_tp") int record(u64 *arguments) {
    u64 values[2] = {arguments[0], arguments[1]};
    ringbuf_output(&records, values, sizeof values, 0);
    return 0;
}

SEC("syscall") int add(u32 *numbers) {
    numbers[2] = numbers[0] + numbers[1];
    return 5;
}

char _license[] SEC("license") = "GPL";
