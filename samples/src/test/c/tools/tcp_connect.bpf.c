/* The tool TcpConnect in C. */
#include "vmlinux.h"
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define AF_INET 2

struct connect {
	__u32 pid;
	__be32 source;
	__be32 destination;
	__u16 destination_port;
	char comm[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} connects SEC(".maps");

SEC("fexit/tcp_connect")
int BPF_PROG(connect, struct sock *socket, int result)
{
	struct connect *connect;

	if (result || socket->__sk_common.skc_family != AF_INET)
		return 0;
	connect = bpf_ringbuf_reserve(&connects, sizeof(*connect), 0);
	if (!connect)
		return 0;
	connect->pid = bpf_get_current_pid_tgid() >> 32;
	connect->source = socket->__sk_common.skc_rcv_saddr;
	connect->destination = socket->__sk_common.skc_daddr;
	connect->destination_port = bpf_ntohs(socket->__sk_common.skc_dport);
	bpf_get_current_comm(connect->comm, sizeof(connect->comm));
	bpf_ringbuf_submit(connect, 0);
	return 0;
}

char _license[] SEC("license") = "GPL";
