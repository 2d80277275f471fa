/* The tool OpenSnoop in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include "directories.h"

#define AT_FDCWD -100

struct open {
	__u32 pid;
	__u32 uid;
	int result;
	__u32 flags;
	char comm[16];
	char path[256];
	struct way from;
};

struct open_request {
	__u64 path;
	int directory;
	__u32 flags;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, struct open_request);
} opening SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1024 * 1024);
} opens SEC(".maps");

const volatile int only_pid = 0;
const volatile bool only_failed = false;

SEC("tracepoint/syscalls/sys_enter_openat")
int enter(struct trace_event_raw_sys_enter *context)
{
	__u64 pid_tgid = bpf_get_current_pid_tgid();
	__u32 thread = pid_tgid;
	struct open_request request = {
		.path = context->args[1],
		.directory = context->args[0],
		.flags = context->args[2],
	};

	if (only_pid && only_pid != (int)(pid_tgid >> 32))
		return 0;
	bpf_map_update_elem(&opening, &thread, &request, BPF_ANY);
	return 0;
}

static void tell_directory(struct way *way, int descriptor)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct file *opened = NULL;

	if (descriptor == AT_FDCWD) {
		struct fs_struct *fs = BPF_CORE_READ(task, fs);

		tell_way(way, &fs->pwd);
		return;
	}
	if ((__u32)descriptor < BPF_CORE_READ(task, files, fdt, max_fds))
		bpf_probe_read_kernel(&opened, sizeof(opened), BPF_CORE_READ(task, files, fdt, fd) + descriptor);
	if (!opened)
		way->steps = 0;
	else
		tell_way(way, &opened->f_path);
}

static void tell(struct open_request *request, int result)
{
	struct open *open = bpf_ringbuf_reserve(&opens, sizeof(*open), 0);

	if (!open)
		return;
	open->pid = bpf_get_current_pid_tgid() >> 32;
	open->uid = bpf_get_current_uid_gid();
	open->result = result;
	open->flags = request->flags;
	bpf_get_current_comm(open->comm, sizeof(open->comm));
	bpf_probe_read_user_str(open->path, sizeof(open->path), (void *)request->path);
	if (open->path[0] == '/')
		open->from.steps = 0;
	else
		tell_directory(&open->from, request->directory);
	bpf_ringbuf_submit(open, 0);
}

SEC("tracepoint/syscalls/sys_exit_openat")
int leave(struct trace_event_raw_sys_exit *context)
{
	__u32 thread = bpf_get_current_pid_tgid();
	struct open_request *request = bpf_map_lookup_elem(&opening, &thread);

	if (!request)
		return 0;
	if (context->ret < 0 || !only_failed)
		tell(request, context->ret);
	bpf_map_delete_elem(&opening, &thread);
	return 0;
}

char _license[] SEC("license") = "GPL";
