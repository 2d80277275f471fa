/* The tool Cubic in C. */
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#define BETA 7
#define PER_SEGMENT 2500000000LL
#define LONGEST (1 << 20)

struct window {
	__u32 most, start;
	int way;
	__u32 plateau, reno, reno_part;
	bool growing;
};

__u64 losses, growths;

extern __u32 tcp_slow_start(struct tcp_sock *tp, __u32 acked) __ksym;
extern void tcp_cong_avoid_ai(struct tcp_sock *tp, __u32 segments, __u32 acked) __ksym;

static struct window *window_of(struct tcp_sock *tp)
{
	return (struct window *)tp->inet_conn.icsk_ca_priv;
}

static __u32 max(__u32 one, __u32 other)
{
	return one > other ? one : other;
}

SEC("struct_ops/init")
void BPF_PROG(init, struct tcp_sock *tp)
{
	*window_of(tp) = (struct window){};
}

SEC("struct_ops/ssthresh")
__u32 BPF_PROG(ssthresh, struct tcp_sock *tp)
{
	struct window *window = window_of(tp);
	__u32 segments = tp->snd_cwnd;

	__sync_fetch_and_add(&losses, 1);
	window->most = segments < window->most ? segments * (10 + BETA) / 20 : segments;
	window->growing = false;
	return max(segments * BETA / 10, 2);
}

SEC("struct_ops/set_state")
void BPF_PROG(set_state, struct tcp_sock *tp, __u8 state)
{
	if (state == TCP_CA_Loss)
		window_of(tp)->growing = false;
}

SEC("struct_ops/undo_cwnd")
__u32 BPF_PROG(undo_cwnd, struct tcp_sock *tp)
{
	return max(tp->snd_cwnd, tp->prior_cwnd);
}

static int cube_root(__s64 number)
{
	__s64 root = 0;

	for (__s64 bit = 1 << 20; bit; bit >>= 1) {
		__s64 more = root | bit;

		if (more * more * more <= number)
			root = more;
	}
	return root;
}

static void begin(struct window *window, __u32 segments, int now)
{
	window->growing = true;
	window->start = now;
	window->reno = segments;
	window->reno_part = 0;
	window->plateau = max(window->most, segments);
	window->way = cube_root((window->plateau - segments) * PER_SEGMENT);
}

static __u32 curve(struct window *window, int time)
{
	bool is_behind = time >= window->way;
	__u64 away = is_behind ? time - window->way : window->way - time;
	__u32 segments;

	if (away > LONGEST)
		away = LONGEST;
	segments = away * away * away / PER_SEGMENT;
	if (is_behind)
		return window->plateau + segments;
	return window->plateau > segments ? window->plateau - segments : 0;
}

static __u32 reno(struct window *window, __u32 segments, __u32 acked)
{
	__u32 part = window->reno_part + 9 * acked, whole = part / (17 * segments);

	window->reno_part = part - whole * 17 * segments;
	window->reno += whole;
	return window->reno;
}

static __u32 segments_for_one(struct tcp_sock *tp, struct window *window, __u32 acked)
{
	__u32 segments = tp->snd_cwnd, target;
	int now = bpf_ktime_get_ns() / 1000000, round_trip;

	if (!window->growing)
		begin(window, segments, now);
	round_trip = (tp->srtt_us >> 3) / 1000;
	target = max(curve(window, now - (int)window->start + round_trip), reno(window, segments, acked));
	return target <= segments ? 100 * segments : max(segments / (target - segments), 2);
}

SEC("struct_ops/cong_avoid")
void BPF_PROG(cong_avoid, struct tcp_sock *tp, __u32 ack, __u32 acked)
{
	if (tp->snd_cwnd >= 2 * tp->max_packets_out)
		return;
	if (tp->snd_cwnd < tp->snd_ssthresh) {
		acked = tcp_slow_start(tp, acked);
		if (!acked)
			return;
	}
	__sync_fetch_and_add(&growths, 1);
	tcp_cong_avoid_ai(tp, segments_for_one(tp, window_of(tp), acked), acked);
}

SEC(".struct_ops")
struct tcp_congestion_ops cubic = {
	.init = (void *)init,
	.ssthresh = (void *)ssthresh,
	.set_state = (void *)set_state,
	.undo_cwnd = (void *)undo_cwnd,
	.cong_avoid = (void *)cong_avoid,
	.name = "clang_cubic",
};

char _license[] SEC("license") = "GPL";
