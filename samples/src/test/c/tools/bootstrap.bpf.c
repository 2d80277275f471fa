/* The tool Bootstrap in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

struct event {
	__u32 pid;
	__u32 parent;
	__u32 exit_code;
	bool ended;
	__u64 lived;
	char comm[16];
	char path[128];
};

const volatile __u64 shortest = 0;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 8192);
	__type(key, __u32);
	__type(value, __u64);
} started SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

static void fill(struct event *event, struct task_struct *task)
{
	event->pid = task->tgid;
	event->parent = task->real_parent->tgid;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(exec, struct task_struct *task, int old_pid, struct linux_binprm *program)
{
	__u32 pid = task->tgid;
	__u64 now = bpf_ktime_get_ns();
	struct event *event;

	bpf_map_update_elem(&started, &pid, &now, BPF_ANY);
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event)
		return 0;
	fill(event, task);
	event->ended = false;
	event->exit_code = 0;
	event->lived = 0;
	bpf_probe_read_kernel_str(event->path, sizeof(event->path), program->filename);
	bpf_ringbuf_submit(event, 0);
	return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(leave, struct task_struct *task)
{
	__u32 pid = task->tgid;
	__u64 *start, lived;
	struct event *event;

	if (task->pid != pid)
		return 0;
	start = bpf_map_lookup_elem(&started, &pid);
	lived = start ? bpf_ktime_get_ns() - *start : 0;
	bpf_map_delete_elem(&started, &pid);
	if (lived < shortest)
		return 0;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event)
		return 0;
	fill(event, task);
	event->ended = true;
	event->exit_code = task->exit_code;
	event->lived = lived;
	event->path[0] = 0;
	bpf_ringbuf_submit(event, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
