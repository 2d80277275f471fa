/* The sample WatchTree in C: the same tree in the same arena. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#define __arena __attribute__((address_space(1)))

/* BPF_MAP_TYPE_ARENA and BPF_F_MMAPABLE, for headers of kernels before 6.9 */
struct {
	__uint(type, 33);
	__uint(map_flags, 1 << 10);
	__uint(max_entries, 64);
} memory SEC(".maps");

struct node {
	struct node __arena *lower;
	struct node __arena *higher;
	__u32 address;
	__u64 packets;
};

struct request {
	__u32 address;
};

struct node __arena *root;
static struct node __arena *fresh;
static int left;

void __arena *bpf_arena_alloc_pages(void *map, void __arena *addr, __u32 page_cnt, int node_id, __u64 flags) __ksym;

SEC("syscall")
int watch(struct request *request)
{
	struct node __arena *added, *node, *next;
	_Bool is_lower;

	if (left == 0) {
		fresh = bpf_arena_alloc_pages(&memory, 0, 1, -1, 0);
		left = 128;
	}
	added = fresh;
	if (!added)
		return 1;
	added->address = request->address;
	node = root;
	if (!node)
		root = added;
	for (int depth = 0; depth < 32 && node; depth++) {
		if (node->address == request->address)
			return 0;
		is_lower = request->address < node->address;
		next = is_lower ? node->lower : node->higher;
		if (!next && is_lower)
			node->lower = added;
		if (!next && !is_lower)
			node->higher = added;
		node = next;
	}
	if (node)
		return 1;
	fresh = added + 1;
	left--;
	return 0;
}

SEC("tc")
int count(struct __sk_buff *skb)
{
	void *end = (void *)(long)skb->data_end;
	struct iphdr *ip = (void *)(long)skb->data + sizeof(struct ethhdr);
	struct node __arena *node;
	__u32 source;

	if ((void *)(ip + 1) > end)
		return 0;
	source = bpf_ntohl(ip->saddr);
	/* programs that allocate nothing have to name the arena all the same */
	asm volatile("" ::"r"(&memory));
	node = root;
	for (int depth = 0; depth < 32 && node; depth++) {
		if (node->address == source) {
			__sync_fetch_and_add(&node->packets, 1);
			return 0;
		}
		node = source < node->address ? node->lower : node->higher;
	}
	return 0;
}

char _license[] SEC("license") = "GPL";
