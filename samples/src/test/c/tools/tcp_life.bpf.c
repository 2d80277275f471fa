/* The tool TcpLife in C. */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

struct life {
	__u64 lasted;
	__u64 received;
	__u64 acknowledged;
	__u32 pid;
	__u32 family;
	__u16 local_port;
	__u16 remote_port;
	__u8 local[16];
	__u8 remote[16];
	char comm[16];
};

struct connection {
	__u64 established;
	__u32 pid;
	char comm[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u64);
	__type(value, struct connection);
} connections SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} lives SEC(".maps");

const volatile __u32 only_pid = 0;

static struct connection *find_or_add(__u64 socket)
{
	struct connection *found = bpf_map_lookup_elem(&connections, &socket);
	struct connection fresh = {};

	if (found)
		return found;
	bpf_map_update_elem(&connections, &socket, &fresh, BPF_NOEXIST);
	return bpf_map_lookup_elem(&connections, &socket);
}

static void tell(struct trace_event_raw_inet_sock_set_state *context, struct connection *connection)
{
	struct tcp_sock *socket = (struct tcp_sock *)context->skaddr;
	struct life *life = bpf_ringbuf_reserve(&lives, sizeof(*life), 0);

	if (!life)
		return;
	life->lasted = connection->established ? bpf_ktime_get_ns() - connection->established : 0;
	life->received = BPF_CORE_READ(socket, bytes_received);
	life->acknowledged = BPF_CORE_READ(socket, bytes_acked);
	life->pid = connection->pid;
	life->family = context->family;
	life->local_port = context->sport;
	life->remote_port = context->dport;
	bpf_probe_read_kernel(life->local, sizeof(life->local), context->saddr_v6);
	bpf_probe_read_kernel(life->remote, sizeof(life->remote), context->daddr_v6);
	__builtin_memcpy(life->comm, connection->comm, sizeof(life->comm));
	bpf_ringbuf_submit(life, 0);
}

SEC("tracepoint/sock/inet_sock_set_state")
int state_changes(struct trace_event_raw_inet_sock_set_state *context)
{
	__u64 socket = (__u64)context->skaddr;
	struct connection *connection;
	int state = context->newstate;

	if (context->protocol != IPPROTO_TCP)
		return 0;
	if (state == BPF_TCP_CLOSE) {
		connection = bpf_map_lookup_elem(&connections, &socket);
		if (!connection)
			return 0;
		if (!only_pid || only_pid == connection->pid)
			tell(context, connection);
		bpf_map_delete_elem(&connections, &socket);
	} else if (state == BPF_TCP_ESTABLISHED) {
		connection = find_or_add(socket);
		if (connection)
			connection->established = bpf_ktime_get_ns();
	} else if (state == BPF_TCP_SYN_SENT || state == BPF_TCP_FIN_WAIT1 || state == BPF_TCP_LAST_ACK) {
		connection = find_or_add(socket);
		if (!connection)
			return 0;
		connection->pid = bpf_get_current_pid_tgid() >> 32;
		bpf_get_current_comm(connection->comm, sizeof(connection->comm));
	}
	return 0;
}

char _license[] SEC("license") = "GPL";
