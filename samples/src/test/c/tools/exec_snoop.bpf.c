/* The tool ExecSnoop in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include "directories.h"

#define MOST 20
#define LONGEST 128

struct exec {
	__u32 pid;
	__u32 parent;
	__u32 uid;
	__u32 arguments;
	__u32 length;
	char comm[16];
	struct way from;
	char text[MOST * LONGEST];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1024 * 1024);
} execs SEC(".maps");

SEC("raw_tracepoint/sched_process_exec")
int exec(void *context)
{
	struct task_struct *task = bpf_get_current_task_btf();
	__u32 count = 0, length = 0;
	__u64 argument, end;
	struct exec *exec;

	exec = bpf_ringbuf_reserve(&execs, sizeof(*exec), 0);
	if (!exec)
		return 0;
	exec->pid = task->tgid;
	exec->parent = task->real_parent->tgid;
	exec->uid = bpf_get_current_uid_gid();
	bpf_get_current_comm(exec->comm, sizeof(exec->comm));
	tell_way(&exec->from, &task->fs->pwd);
	argument = task->mm->arg_start;
	end = task->mm->arg_end;
	while (count < MOST && argument < end && length <= (MOST - 1) * LONGEST) {
		long read = bpf_probe_read_user_str(exec->text + length, LONGEST, (void *)argument);

		if (read <= 0)
			break;
		count++;
		length += read;
		argument += read;
		if (read == LONGEST)
			break;
	}
	exec->arguments = count;
	exec->length = length;
	bpf_ringbuf_submit(exec, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
