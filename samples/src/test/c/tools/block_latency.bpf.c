/* The tool BlockLatency in C. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "histogram.h"

struct histogram {
	__u32 slots[SLOTS];
};

struct disk_key {
	int major;
	int first_minor;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u64);
	__type(value, __u64);
} issued SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, struct disk_key);
	__type(value, struct histogram);
} histograms SEC(".maps");

static struct histogram none;

SEC("tp_btf/block_rq_issue")
int BPF_PROG(issue, struct request *block)
{
	__u64 key = (__u64)block;
	__u64 now = bpf_ktime_get_ns();

	bpf_map_update_elem(&issued, &key, &now, BPF_ANY);
	return 0;
}

SEC("tp_btf/block_rq_complete")
int BPF_PROG(complete, struct request *block, int error, unsigned int bytes)
{
	__u64 key = (__u64)block, took;
	__u64 *since = bpf_map_lookup_elem(&issued, &key);
	struct histogram *histogram;
	struct gendisk *disk;
	struct disk_key disk_key;

	if (!since)
		return 0;
	took = bpf_ktime_get_ns() - *since;
	bpf_map_delete_elem(&issued, &key);
	disk = block->q->disk;
	disk_key.major = disk->major;
	disk_key.first_minor = disk->first_minor;
	histogram = bpf_map_lookup_elem(&histograms, &disk_key);
	if (!histogram) {
		bpf_map_update_elem(&histograms, &disk_key, &none, BPF_NOEXIST);
		histogram = bpf_map_lookup_elem(&histograms, &disk_key);
	}
	if (histogram)
		__sync_fetch_and_add(&histogram->slots[slot_of(took / 1000) & (SLOTS - 1)], 1);
	return 0;
}

char _license[] SEC("license") = "GPL";
