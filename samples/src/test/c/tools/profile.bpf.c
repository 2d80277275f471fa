/* The tool Profile in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct stacks {
	__u32 pid;
	int kernel;
	int user;
};

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 10000);
	__uint(key_size, 4);
	__uint(value_size, 127 * 8);
} traces SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10000);
	__type(key, struct stacks);
	__type(value, __u64);
} counts SEC(".maps");

SEC("perf_event")
int tick(struct bpf_perf_event_data *context)
{
	struct stacks stacks = {.pid = bpf_get_current_pid_tgid() >> 32};
	__u64 none = 0, *count;

	if (!stacks.pid)
		return 0;
	stacks.kernel = bpf_get_stackid(context, &traces, 0);
	stacks.user = bpf_get_stackid(context, &traces, BPF_F_USER_STACK);
	count = bpf_map_lookup_elem(&counts, &stacks);
	if (!count) {
		bpf_map_update_elem(&counts, &stacks, &none, BPF_NOEXIST);
		count = bpf_map_lookup_elem(&counts, &stacks);
	}
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

char _license[] SEC("license") = "GPL";
