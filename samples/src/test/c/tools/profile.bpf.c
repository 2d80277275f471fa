/* The tool Profile in C. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

#define PF_KTHREAD 0x00200000

struct running {
	__u32 pid;
	int kernel_stack;
	int user_stack;
	char process[16];
	char thread[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 10000);
	__uint(key_size, sizeof(__u32));
	__uint(value_size, 127 * sizeof(__u64));
} traces SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10000);
	__type(key, struct running);
	__type(value, __u64);
} counts SEC(".maps");

const volatile int only_pid = 0;

SEC("perf_event")
int tick(struct bpf_perf_event_data *context)
{
	int pid = bpf_get_current_pid_tgid() >> 32;
	struct running running = {};
	struct task_struct *task;
	__u64 *count, zero = 0;

	if (!pid || (only_pid && only_pid != pid))
		return 0;
	task = (void *)bpf_get_current_task();
	running.pid = pid;
	running.kernel_stack = bpf_get_stackid(context, &traces, 0);
	running.user_stack = BPF_CORE_READ(task, flags) & PF_KTHREAD ? -1 : bpf_get_stackid(context, &traces, BPF_F_USER_STACK);
	BPF_CORE_READ_INTO(&running.process, task, group_leader, comm);
	bpf_get_current_comm(running.thread, sizeof(running.thread));
	count = bpf_map_lookup_elem(&counts, &running);
	if (!count) {
		bpf_map_update_elem(&counts, &running, &zero, BPF_NOEXIST);
		count = bpf_map_lookup_elem(&counts, &running);
	}
	if (count)
		__sync_fetch_and_add(count, 1);
	return 0;
}

char _license[] SEC("license") = "GPL";
