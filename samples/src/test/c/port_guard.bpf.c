/* The sample PortGuard in C: the same maps, the same verdicts. */
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

enum { DROP, PASS };

#define MAX_EXTENSIONS 4
#define FRAGMENT_OFFSET 0x1fff
#define UNKNOWN -1

struct block {
	__u64 until;
	__s64 attempts;
	__s64 mean_bytes;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, __u16);
	__type(value, struct block);
} blocked SEC(".maps");

static __always_inline int skip_ipv4(void **at, void *end)
{
	struct iphdr *ip = *at;
	if ((void *)(ip + 1) > end || bpf_ntohs(ip->frag_off) & FRAGMENT_OFFSET)
		return UNKNOWN;
	*at += ip->ihl * 4;
	return ip->protocol;
}

static __always_inline int skip_ipv6(void **at, void *end)
{
	struct ipv6hdr *ip = *at;
	int protocol;

	if ((void *)(ip + 1) > end)
		return UNKNOWN;
	*at = ip + 1;
	protocol = ip->nexthdr;
	for (int i = 0; i < MAX_EXTENSIONS; i++) {
		struct ipv6_opt_hdr *extension = *at;

		if (protocol != IPPROTO_HOPOPTS && protocol != IPPROTO_ROUTING && protocol != IPPROTO_DSTOPTS)
			return protocol;
		if (*at + 8 > end)
			return UNKNOWN;
		*at += 8 + extension->hdrlen * 8;
		protocol = extension->nexthdr;
	}
	return UNKNOWN;
}

SEC("cgroup_skb/egress")
int guard(struct __sk_buff *skb)
{
	void *at = (void *)(long)skb->data, *end = (void *)(long)skb->data_end;
	struct udphdr *ports;
	struct block *block;
	int protocol = UNKNOWN;
	__u16 port;

	if (skb->protocol == bpf_htons(ETH_P_IP))
		protocol = skip_ipv4(&at, end);
	else if (skb->protocol == bpf_htons(ETH_P_IPV6))
		protocol = skip_ipv6(&at, end);
	if (protocol != IPPROTO_TCP && protocol != IPPROTO_UDP)
		return PASS;

	ports = at; /* TCP headers begin with the same ports */
	if ((void *)(ports + 1) > end)
		return PASS;
	port = bpf_ntohs(ports->dest);
	block = bpf_map_lookup_elem(&blocked, &port);
	if (!block)
		return PASS;
	if (block->until && bpf_ktime_get_ns() >= block->until)
		return PASS;

	block->attempts++;
	block->mean_bytes += ((__s64)skb->len - block->mean_bytes) / block->attempts;
	return DROP;
}

char _license[] SEC("license") = "GPL";
