/* The tool FileGuard in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define EPERM 1

struct inode_key {
	__u32 device;
	__u64 number;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct inode_key);
	__type(value, __u32);
} guarded SEC(".maps");

SEC("lsm/file_open")
int BPF_PROG(open, struct file *opened, int before)
{
	struct inode *node;
	struct inode_key key = {};
	__u32 *user, caller;

	if (before)
		return before;
	node = opened->f_inode;
	key.device = node->i_sb->s_dev;
	key.number = node->i_ino;
	user = bpf_map_lookup_elem(&guarded, &key);
	caller = bpf_get_current_uid_gid();
	if (!user || *user == caller)
		return 0;
	return -EPERM;
}

char _license[] SEC("license") = "GPL";
