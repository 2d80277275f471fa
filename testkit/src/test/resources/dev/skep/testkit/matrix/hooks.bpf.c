#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("fentry/vfs_read")
int enter(void *context) { return 0; }

SEC("fexit/vfs_read")
int leave(void *context) { return 0; }

SEC("kprobe/vfs_read")
int probe(void *context) { return 0; }

SEC("lsm/file_open")
int secure(void *context) { return 0; }

SEC("tp_btf/sched_switch")
int switched(void *context) { return 0; }

SEC("cgroup_skb/egress")
int send(void *context) { return 1; }

char _license[] SEC("license") = "GPL";
