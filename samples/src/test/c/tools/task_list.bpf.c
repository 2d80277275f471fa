/* The tool TaskList in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

const volatile bool threads = false;

SEC("iter/task")
int list(struct bpf_iter__task *context)
{
	struct task_struct *task = context->task;
	struct bpf_iter_meta *meta = context->meta;

	if (!task || (!threads && task->pid != task->tgid))
		return 0;
	if (meta->seq_num == 0)
		BPF_SEQ_PRINTF(meta->seq, "%8s %8s %8s\n", "PID", "PARENT", "UID");
	BPF_SEQ_PRINTF(meta->seq, "%8d %8d %8u\n", task->pid, task->real_parent->tgid, task->cred->uid.val);
	return 0;
}

char _license[] SEC("license") = "GPL";
