/* The tool TcpLife in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

struct life {
	__u64 lasted;
	__u32 family;
	__u16 local_port;
	__u16 remote_port;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u64);
	__type(value, __u64);
} established SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} lives SEC(".maps");

SEC("tracepoint/sock/inet_sock_set_state")
int state_changes(struct trace_event_raw_inet_sock_set_state *context)
{
	__u64 socket, now, *since;
	struct life *life;

	if (context->protocol != IPPROTO_TCP)
		return 0;
	socket = (__u64)context->skaddr;
	if (context->newstate == BPF_TCP_ESTABLISHED) {
		now = bpf_ktime_get_ns();
		bpf_map_update_elem(&established, &socket, &now, BPF_ANY);
	}
	if (context->newstate != BPF_TCP_CLOSE)
		return 0;
	since = bpf_map_lookup_elem(&established, &socket);
	if (!since)
		return 0;
	life = bpf_ringbuf_reserve(&lives, sizeof(*life), 0);
	if (life) {
		life->lasted = bpf_ktime_get_ns() - *since;
		life->family = context->family;
		life->local_port = context->sport;
		life->remote_port = context->dport;
		bpf_ringbuf_submit(life, 0);
	}
	bpf_map_delete_elem(&established, &socket);
	return 0;
}

char _license[] SEC("license") = "GPL";
