/* The tool OpenSnoop in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct open {
	__u32 pid;
	int result;
	char comm[16];
	char path[256];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, __u64);
} opening SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} opens SEC(".maps");

const volatile int only_pid = 0;

SEC("tracepoint/syscalls/sys_enter_openat")
int enter(struct trace_event_raw_sys_enter *context)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	__u32 thread = pid_tgid;
	__u64 path = context->args[1];

	if (only_pid && only_pid != (int)(pid_tgid >> 32))
		return 0;
	bpf_map_update_elem(&opening, &thread, &path, BPF_ANY);
	return 0;
}

SEC("tracepoint/syscalls/sys_exit_openat")
int leave(struct trace_event_raw_sys_exit *context)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	__u32 thread = pid_tgid;
	__u64 *path = bpf_map_lookup_elem(&opening, &thread);
	struct open *open;

	if (!path)
		return 0;
	open = bpf_ringbuf_reserve(&opens, sizeof(*open), 0);
	if (open) {
		open->pid = pid_tgid >> 32;
		open->result = context->ret;
		bpf_get_current_comm(open->comm, sizeof(open->comm));
		bpf_probe_read_user_str(open->path, sizeof(open->path), (void *)*path);
		bpf_ringbuf_submit(open, 0);
	}
	bpf_map_delete_elem(&opening, &thread);
	return 0;
}

char _license[] SEC("license") = "GPL";
