/* The tool RunqLatency in C. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "histogram.h"

#define RUNNING 0

struct task_struct___until513 {
	long state;
} __attribute__((preserve_access_index));

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, __u64);
} ready SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, SLOTS);
	__type(key, __u32);
	__type(value, __u64);
} slots SEC(".maps");

static long state(struct task_struct *task)
{
	if (bpf_core_field_exists(task->__state))
		return task->__state;
	return ((struct task_struct___until513 *)task)->state;
}

static void waits(__u32 pid)
{
	__u64 now;

	if (!pid)
		return;
	now = bpf_ktime_get_ns();
	bpf_map_update_elem(&ready, &pid, &now, BPF_ANY);
}

SEC("tp_btf/sched_wakeup")
int BPF_PROG(wakeup, struct task_struct *task)
{
	waits(task->pid);
	return 0;
}

SEC("tp_btf/sched_wakeup_new")
int BPF_PROG(wakeup_new, struct task_struct *task)
{
	waits(task->pid);
	return 0;
}

SEC("tp_btf/sched_switch")
int BPF_PROG(runs, bool preempt, struct task_struct *previous, struct task_struct *next)
{
	__u32 pid = next->pid, slot;
	__u64 *since, *count, waited;

	if (state(previous) == RUNNING)
		waits(previous->pid);
	since = bpf_map_lookup_elem(&ready, &pid);
	if (!since)
		return 0;
	waited = bpf_ktime_get_ns() - *since;
	bpf_map_delete_elem(&ready, &pid);
	slot = slot_of(waited / 1000);
	count = bpf_map_lookup_elem(&slots, &slot);
	if (count)
		(*count)++;
	return 0;
}

char _license[] SEC("license") = "GPL";
