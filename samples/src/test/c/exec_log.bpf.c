/* The sample ExecLog in C: the same maps, records and counters. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct exec {
	__u64 time;
	__u32 pid;
	__u32 uid;
	char comm[16];
};

struct origin {
	__u32 uid;
	__u16 cpu;
	__u16 padding;
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} execs SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096);
	__type(key, struct origin);
	__type(value, __u64);
} counts SEC(".maps");

__u64 total;

static __noinline int log(void)
{
	struct origin origin = {};
	struct exec *exec;
	__u64 *count;

	total++;

	origin.uid = bpf_get_current_uid_gid();
	origin.cpu = bpf_get_smp_processor_id();
	count = bpf_map_lookup_elem(&counts, &origin);
	if (!count) {
		__u64 none = 0;

		bpf_map_update_elem(&counts, &origin, &none, BPF_NOEXIST);
		count = bpf_map_lookup_elem(&counts, &origin);
	}
	if (count)
		__sync_fetch_and_add(count, 1);

	exec = bpf_ringbuf_reserve(&execs, sizeof(*exec), 0);
	if (!exec)
		return 1;
	exec->time = bpf_ktime_get_ns();
	exec->pid = bpf_get_current_pid_tgid() >> 32;
	exec->uid = origin.uid;
	bpf_get_current_comm(exec->comm, sizeof(exec->comm));
	bpf_ringbuf_submit(exec, 0);
	return 0;
}

SEC("tracepoint/sched/sched_process_exec")
int on_exec(void *context)
{
	return log();
}

SEC("raw_tracepoint/sched_process_exec")
int on_raw_exec(void *context)
{
	return log();
}

char _license[] SEC("license") = "GPL";
