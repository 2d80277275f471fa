/* Where directories are: the class Directories in C. */
#include <bpf/bpf_core_read.h>

#define STEPS 24
#define LONGEST_NAME 64

struct way {
	__u32 steps;
	char names[STEPS][LONGEST_NAME];
};

static __noinline int tell_way(struct way *way, const struct path *directory)
{
	struct dentry *entry = BPF_CORE_READ(directory, dentry);
	void *mounted = BPF_CORE_READ(directory, mnt);
	struct mount *tree = mounted - bpf_core_field_offset(struct mount, mnt);
	__u32 steps;

	for (steps = 0; steps < STEPS; steps++) {
		struct mount *parent;

		if (entry != BPF_CORE_READ(tree, mnt.mnt_root)) {
			bpf_probe_read_kernel_str(way->names[steps], LONGEST_NAME, BPF_CORE_READ(entry, d_name.name));
			entry = BPF_CORE_READ(entry, d_parent);
			continue;
		}
		parent = BPF_CORE_READ(tree, mnt_parent);
		if (tree == parent)
			break;
		way->names[steps][0] = 0;
		entry = BPF_CORE_READ(tree, mnt_mountpoint);
		tree = parent;
	}
	way->steps = steps;
	return 0;
}
